package announcer.monitor.health;

import java.time.Duration;

import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import announcer.api.ChannelStatus;
import announcer.monitor.sample.HealthLimits;
import announcer.monitor.sample.MonitorSampler;
import announcer.monitor.sample.Snapshot;

/** The health check of queues: does an announcement wait too long? */
@Component(service = HealthCheck.class, property = {HealthCheck.NAME + "=Announcer: waiting announcements",
        HealthCheck.TAGS + "=announcer"})
public class QueuesCheck extends AnnouncerCheck {
    /** Called by Declarative Services. */
    @Activate
    public QueuesCheck(@Reference MonitorSampler sampler) {
        super(sampler);
    }

    @Override
    void check(Snapshot snapshot, HealthLimits limits, FormattingResultLog log) {
        for (ChannelStatus c : snapshot.channels()) {
            Duration wait = snapshot.oldestWait(c);
            if (wait.compareTo(limits.queueAge()) > 0) {
                log.warn("On channel {} an announcement has been waiting for {} s (limit {} s; {} of at most {} wait): {}", c.id(),
                        wait.toSeconds(), limits.queueAge().toSeconds(), c.queued().size(), c.queueCapacity(), advice(c));
            }
        }
        if (!log.iterator().hasNext()) {
            log.info("No announcement has been waiting for more than {} s", limits.queueAge().toSeconds());
        }
    }

    private static String advice(ChannelStatus c) {
        if (c.paused()) {
            return "the channel is paused; resume it";
        }
        return c.onAir()
                ? "more is submitted than can be spoken; cancel some, or use a second channel"
                : "the channel is off the air; the check of the channels says why";
    }
}
