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
import announcer.api.ZoneStatus;

/** The health check of zones: are all channels there that they name? */
@Component(service = HealthCheck.class, property = {HealthCheck.NAME + "=Announcer: zones", HealthCheck.TAGS + "=announcer"})
public class ZonesCheck implements HealthCheck {
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Announcer announcer;

    @Override
    public Result execute() {
        Announcer now = announcer;
        return check(now == null ? List.of() : now.zones());
    }

    static Result check(List<ZoneStatus> zones) {
        FormattingResultLog log = new FormattingResultLog();
        zones.forEach(z -> z.problem().ifPresent(log::warn));
        log.info("{} zones have all their channels", zones.stream().filter(z -> z.problem().isEmpty()).count());
        return new Result(log);
    }
}
