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
import announcer.api.ChimeStatus;

/** The health check of chimes: can all be heard that are in the folder, and that channels name? Reads files that have changed. */
@Component(service = HealthCheck.class, property = {HealthCheck.NAME + "=Announcer: chimes", HealthCheck.TAGS + "=announcer"})
public class ChimesCheck implements HealthCheck {
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Announcer announcer;

    @Override
    public Result execute() {
        Announcer now = announcer;
        return check(now == null ? List.of() : now.chimes());
    }

    static Result check(List<ChimeStatus> chimes) {
        FormattingResultLog log = new FormattingResultLog();
        chimes.forEach(c -> c.problem().ifPresent(problem -> log.warn("{}; announcements are spoken without it", problem)));
        log.info("{} chimes can be heard, {} have not been read yet",
                chimes.stream().filter(c -> c.problem().isEmpty() && c.length().isPresent()).count(),
                chimes.stream().filter(c -> c.problem().isEmpty() && c.length().isEmpty()).count());
        return new Result(log);
    }
}
