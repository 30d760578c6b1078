package announcer.monitor.sample;

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
import announcer.monitor.sample.Snapshot.History;

/** Looks at everything once a second, so that who asks never waits for a speech engine. Safe for use by any thread. */
@Component(service = {MonitorSampler.class, AnnouncementListener.class}, immediate = true, configurationPid = "announcer.monitor")
@Designate(ocd = MonitorConfig.class)
public class MonitorSampler implements AnnouncementListener {
    private final Clock clock;
    private final AnnouncementCounters tally = new AnnouncementCounters();
    private final ChannelHistory book = new ChannelHistory();
    private final AtomicReference<Announcer> announcer = new AtomicReference<>();
    private final SamplerThread thread;
    private volatile HealthLimits limits;
    private volatile Optional<List<EngineStatus>> engines = Optional.empty();

    /** Begins to look. */
    @Activate
    public MonitorSampler(MonitorConfig config) {
        this(HealthLimits.of(config), Clock.systemUTC());
        thread.start();
    }

    /** Without a thread: for tests. */
    public MonitorSampler(HealthLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
        thread = new SamplerThread(this::picture, this::askEngines);
    }

    @Modified
    void modified(MonitorConfig config) {
        limits = HealthLimits.of(config);
    }

    @Deactivate
    void deactivate() {
        thread.end();
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    public void setAnnouncer(Announcer a) {
        announcer.set(a);
    }

    public void unsetAnnouncer(Announcer a) {
        announcer.compareAndSet(a, null);
    }

    @Override
    public void changed(AnnouncementStatus status) {
        tally.changed(status);
    }

    /** The engine's door; empty when there is none. */
    public Optional<Announcer> announcer() {
        return Optional.ofNullable(announcer.get());
    }

    public HealthLimits limits() {
        return limits;
    }

    public AnnouncementCounters tally() {
        return tally;
    }

    /** How everything is now. Does not block. */
    public Snapshot picture() {
        Instant now = clock.instant();
        Announcer a = announcer.get();
        if (a == null) {
            return Snapshot.empty(now);
        }
        List<ChannelStatus> channels;
        Map<String, History> histories;
        synchronized (book) {
            // Asked for inside: an older answer that came into the book after a newer one would look as if counters had begun anew.
            channels = a.channels();
            histories = book.see(channels, now);
        }
        tally.keep(histories.keySet());
        return new Snapshot(now, true, channels, histories, engines, Optional.of(a.cache()));
    }

    /** Asks the engines how they are, which may take as long as they need. */
    public void askEngines() {
        Announcer a = announcer.get();
        engines = a == null ? Optional.empty() : Optional.of(a.engines());
    }
}
