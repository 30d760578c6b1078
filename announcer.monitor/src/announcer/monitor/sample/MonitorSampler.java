package announcer.monitor.sample;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.AnnouncementListener;
import announcer.api.AnnouncementStatus;
import announcer.api.Announcer;
import announcer.api.ChannelListener;
import announcer.api.ChannelStatus;
import announcer.api.EngineStatus;
import announcer.monitor.sample.Snapshot.History;

/**
 * The source of snapshots. Changes of channels and announcements reach it as events; every ten seconds it asks the speech engines, for which
 * there are no events, and samples the counters that begin anew. So nobody who wants a snapshot waits for a speech engine. Safe for use by any
 * thread.
 */
@Component(service = {MonitorSampler.class, AnnouncementListener.class,
        ChannelListener.class}, immediate = true, configurationPid = "announcer.monitor")
@Designate(ocd = MonitorConfig.class)
public final class MonitorSampler implements AnnouncementListener, ChannelListener {
    private static final Logger LOG = LoggerFactory.getLogger(MonitorSampler.class);
    private static final String THREAD = "announcer-monitor";
    private static final long PERIOD_SECONDS = 10;
    private static final long STOP_SECONDS = 3;

    private final Clock clock;
    private final AnnouncementCounters counters;
    private final ChannelHistory history = new ChannelHistory();
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, THREAD);
        thread.setDaemon(true);
        return thread;
    });
    private volatile HealthLimits limits;
    private volatile Optional<List<EngineStatus>> engines = Optional.empty();
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Announcer announcer;

    /** Starts sampling. */
    @Activate
    public MonitorSampler(MonitorConfig config) {
        this(HealthLimits.of(config), Clock.systemUTC(), null);
        executor.scheduleWithFixedDelay(() -> {
            attempt(this::snapshot);
            attempt(this::askEngines);
        }, 0, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    /** A sampler that samples only when it is asked to. @param announcer may be null */
    public MonitorSampler(HealthLimits limits, Clock clock, Announcer announcer) {
        this.limits = limits;
        this.clock = clock;
        this.announcer = announcer;
        this.counters = new AnnouncementCounters(clock.instant());
    }

    @Modified
    void modified(MonitorConfig config) {
        limits = HealthLimits.of(config);
    }

    /** Ends the thread and waits for it, some seconds at most. */
    @Deactivate
    void deactivate() {
        executor.shutdownNow();
        try {
            if (!executor.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("{} did not end within {} s and is left behind", THREAD, STOP_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void attempt(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | LinkageError e) {
            // LinkageError: the engine's bundle is being updated under the call.
            LOG.debug("the engine could not be looked at", e);
        }
    }

    @Override
    public void changed(AnnouncementStatus status) {
        counters.changed(status);
    }

    @Override
    public void changed(ChannelStatus status) {
        Announcer a = announcer;
        if (a == null) {
            return;
        }
        synchronized (history) {
            // Not the status of the event: older than one that is recorded already, it would look as if counters had begun anew.
            a.channel(status.id()).ifPresent(now -> history.record(now, clock.instant()));
        }
    }

    @Override
    public void gone(String channel) {
        synchronized (history) {
            history.forget(channel);
        }
        counters.forget(channel);
    }

    /** Returns the engine's service; empty when there is none. */
    public Optional<Announcer> announcer() {
        return Optional.ofNullable(announcer);
    }

    /** Returns the limits that are in force. */
    public HealthLimits limits() {
        return limits;
    }

    /** Returns the counters of announcements. */
    public AnnouncementCounters counters() {
        return counters;
    }

    /** Takes a snapshot. Does not block. */
    public Snapshot snapshot() {
        Instant now = clock.instant();
        Announcer a = announcer;
        if (a == null) {
            return Snapshot.empty(now);
        }
        List<ChannelStatus> channels;
        Map<String, History> histories;
        synchronized (history) {
            // Asked for inside: an older answer that is recorded after a newer one would look as if counters had begun anew.
            channels = a.channels();
            histories = history.record(channels, now);
        }
        counters.keep(histories.keySet());
        return new Snapshot(now, true, channels, histories, engines, Optional.of(a.cache()));
    }

    /** Asks the speech engines for their state, which may take as long as they need. */
    public void askEngines() {
        Announcer a = announcer;
        engines = a == null ? Optional.empty() : Optional.of(a.engines());
    }
}
