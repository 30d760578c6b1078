package announcer.monitor;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;

import announcer.api.AnnouncementListener;
import announcer.api.AnnouncementStatus;
import announcer.api.Announcer;
import announcer.api.ChannelStatus;
import announcer.api.EngineStatus;
import announcer.monitor.Picture.History;

/** Looks at everything once a second, so that who asks never waits for a speech engine. Safe for use by any thread. */
@Component(service = {Watch.class, AnnouncementListener.class}, immediate = true, configurationPid = "announcer.monitor")
@Designate(ocd = MonitorConfig.class)
public class Watch implements AnnouncementListener {
    private final Clock clock;
    private final Tally tally = new Tally();
    private final ChannelBook book = new ChannelBook();
    private final AtomicReference<Announcer> announcer = new AtomicReference<>();
    private final LookerThread thread;
    private volatile Limits limits;
    private volatile Optional<List<EngineStatus>> engines = Optional.empty();

    /** Begins to look. */
    @Activate
    public Watch(MonitorConfig config) {
        this(Limits.of(config), Clock.systemUTC());
        thread.start();
    }

    /** Without a thread: for tests. */
    Watch(Limits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
        thread = new LookerThread(this::picture, this::askEngines);
    }

    @Modified
    void modified(MonitorConfig config) {
        limits = Limits.of(config);
    }

    @Deactivate
    void deactivate() {
        thread.end();
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void setAnnouncer(Announcer a) {
        announcer.set(a);
    }

    void unsetAnnouncer(Announcer a) {
        announcer.compareAndSet(a, null);
    }

    @Override
    public void changed(AnnouncementStatus status) {
        tally.changed(status);
    }

    /** The engine's door; empty when there is none. */
    Optional<Announcer> announcer() {
        return Optional.ofNullable(announcer.get());
    }

    Limits limits() {
        return limits;
    }

    Tally tally() {
        return tally;
    }

    /** How everything is now. Does not block. */
    Picture picture() {
        Instant now = clock.instant();
        Announcer a = announcer.get();
        if (a == null) {
            return Picture.empty(now);
        }
        List<ChannelStatus> channels;
        Map<String, History> histories;
        synchronized (book) {
            // Asked for inside: an older answer that came into the book after a newer one would look as if counters had begun anew.
            channels = a.channels();
            histories = book.see(channels, now);
        }
        tally.keep(histories.keySet());
        return new Picture(now, true, channels, histories, engines, Optional.of(a.cache()));
    }

    /** Asks the engines how they are, which may take as long as they need. */
    void askEngines() {
        Announcer a = announcer.get();
        engines = a == null ? Optional.empty() : Optional.of(a.engines());
    }
}
