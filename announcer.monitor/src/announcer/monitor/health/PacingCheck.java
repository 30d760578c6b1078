package announcer.monitor.health;

import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import announcer.api.ChannelStatus;
import announcer.api.PacingStatus;
import announcer.monitor.sample.HealthLimits;
import announcer.monitor.sample.MonitorSampler;
import announcer.monitor.sample.Snapshot;

/** The health check of pacing: do the channels keep time? */
@Component(service = HealthCheck.class, property = {HealthCheck.NAME + "=Announcer: drift and lateness", HealthCheck.TAGS + "=announcer"})
public class PacingCheck extends AnnouncerCheck {
    /** Called by Declarative Services. */
    @Activate
    public PacingCheck(@Reference MonitorSampler sampler) {
        super(sampler);
    }

    @Override
    void check(Snapshot snapshot, HealthLimits limits, FormattingResultLog log) {
        for (ChannelStatus c : snapshot.channels()) {
            PacingStatus pacing = c.pacing();
            if (c.onAir() && Math.abs(pacing.driftMillis()) > limits.driftMillis()) {
                log.warn(
                        "Channel {} has sent {} ms of sound {} than time has passed (limit {} ms): its reader takes it too slowly; look at "
                                + "the network and at the machine that publishes it",
                        c.id(), Math.round(Math.abs(pacing.driftMillis())),
                        pacing.driftMillis() < 0 ? "less" : "more", limits.driftMillis());
            }
            if (c.onAir() && pacing.latenessP99Micros() > limits.latenessMillis() * 1_000) {
                log.warn("One of a hundred frames of channel {} is more than {} ms late (limit {} ms): the machine is short of processor "
                        + "time, or Java of memory", c.id(), pacing.latenessP99Micros() / 1_000, limits.latenessMillis());
            }
        }
        if (!log.iterator().hasNext()) {
            log.info("All channels keep time");
        }
    }
}
