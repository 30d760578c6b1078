package announcer.monitor.health;

import java.time.Duration;

import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import announcer.api.ChannelStatus;
import announcer.monitor.sample.HealthLimits;
import announcer.monitor.sample.MonitorSampler;
import announcer.monitor.sample.Snapshot;

/** Whether announcements wait too long. */
@Component(property = {HealthCheck.NAME + "=Announcer: waiting announcements", HealthCheck.TAGS + "=announcer"})
public class QueuesCheck implements HealthCheck {
    private final MonitorSampler watch;

    @Activate
    public QueuesCheck(@Reference MonitorSampler watch) {
        this.watch = watch;
    }

    @Override
    public Result execute() {
        return check(watch.picture(), watch.limits());
    }

    static Result check(Snapshot picture, HealthLimits limits) {
        FormattingResultLog log = new FormattingResultLog();
        for (ChannelStatus c : picture.channels()) {
            Duration wait = picture.oldestWait(c);
            if (wait.compareTo(limits.queueAge()) > 0) {
                log.warn("On channel {} an announcement has been waiting for {} s (limit {} s; {} of at most {} wait): {}", c.id(),
                        wait.toSeconds(), limits.queueAge().toSeconds(), c.queued().size(), c.queueCapacity(), advice(c));
            }
        }
        if (!log.iterator().hasNext()) {
            log.info("No announcement has been waiting for more than {} s", limits.queueAge().toSeconds());
        }
        return new Result(log);
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
