package announcer.monitor.health;

import java.time.Duration;

import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import announcer.api.ChannelStatus;
import announcer.api.stream.PushState;
import announcer.api.stream.PushStatus;
import announcer.api.stream.Urls;
import announcer.monitor.sample.HealthLimits;
import announcer.monitor.sample.MonitorSampler;
import announcer.monitor.sample.Snapshot;

/** The health check of channels: is every channel that is to be published on the air? */
@Component(service = HealthCheck.class, property = {HealthCheck.NAME + "=Announcer: channels on the air", HealthCheck.TAGS + "=announcer"})
public class ChannelsCheck extends AnnouncerCheck {
    /** Called by Declarative Services. */
    @Activate
    public ChannelsCheck(@Reference MonitorSampler sampler) {
        super(sampler);
    }

    @Override
    void check(Snapshot snapshot, HealthLimits limits, FormattingResultLog log) {
        if (!snapshot.running()) {
            log.critical("Announcer's engine is not there: start the bundle announcer.engine; if it does not start, the log says why");
            return;
        }
        if (snapshot.channels().isEmpty()) {
            log.warn("There is no channel: make one on the console's page Configuration, or as a file conf/announcer.channel~NAME.cfg");
        }
        snapshot.channels().forEach(c -> channel(log, snapshot, limits, c));
    }

    private static void channel(FormattingResultLog log, Snapshot snapshot, HealthLimits limits, ChannelStatus c) {
        Duration offAir = snapshot.offAir(c).orElse(null);
        if (c.paused()) {
            log.info("Channel {} is paused: announcements wait until it is resumed", c.id());
        }
        if (offAir == null) {
            log.info("Channel {} is on the air", c.id());
        } else if (c.push().isEmpty() && c.problem().isEmpty()) {
            log.info("Channel {} is pushed by hand, and nobody reads it now", c.id());
        } else if (offAir.compareTo(limits.offAir()) <= 0) {
            log.warn("Channel {} is off the air and being started: {}", c.id(), why(c));
        } else if (c.paused()) {
            log.warn("Channel {} is paused, and has been off the air for {} s: {}", c.id(), offAir.toSeconds(), why(c));
        } else {
            log.critical("Channel {} has been off the air for {} s: {}", c.id(), offAir.toSeconds(), why(c));
        }
        if (offAir == null && c.push().filter(p -> p.state() != PushState.PUSHING).isPresent()) {
            log.warn("The push of channel {} is {}: {}", c.id(), c.push().get().state(), why(c));
        }
    }

    private static String why(ChannelStatus c) {
        return Urls.masked(c.problem().or(() -> c.push().flatMap(PushStatus::cause))
                .orElse("no reason is known yet; the log and the push's last lines (tab Announcer) say more"));
    }
}
