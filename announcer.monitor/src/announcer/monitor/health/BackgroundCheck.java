package announcer.monitor.health;

import java.util.List;

import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

import announcer.api.Announcer;
import announcer.api.BackgroundStatus;
import announcer.api.ChannelStatus;

/** The health check of background sound: does it sound on each channel that has some, and all of it? */
@Component(service = HealthCheck.class, property = {HealthCheck.NAME + "=Announcer: background sound", HealthCheck.TAGS + "=announcer"})
public class BackgroundCheck implements HealthCheck {
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Announcer announcer;

    @Override
    public Result execute() {
        Announcer now = announcer;
        return check(now == null ? List.of() : now.channels());
    }

    static Result check(List<ChannelStatus> channels) {
        FormattingResultLog log = new FormattingResultLog();
        long all = 0;
        for (ChannelStatus c : channels) {
            if (c.background().isEmpty()) {
                continue;
            }
            all++;
            BackgroundStatus b = c.background().get();
            if (b.state() == BackgroundStatus.State.SILENT) {
                log.warn("channel {} has no background sound: {}; it is tried again", c.id(), b.cause().orElse("nothing comes"));
            } else if (b.cause().isPresent()) {
                log.warn("background sound of channel {}: {}", c.id(), b.cause().get());
            }
        }
        log.info("{} channels have background sound", all);
        return new Result(log);
    }
}
