package announcer.monitor.health;

import java.util.Optional;

import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

import announcer.api.calling.Calling;
import announcer.api.calling.Desk;

/** The health check of calling numbers: are tickets durable, and was the latest call spoken? Where nothing is to be called, nothing can be wrong. */
@Component(service = HealthCheck.class, property = {HealthCheck.NAME + "=Announcer: calling", HealthCheck.TAGS + "=announcer"})
public class CallingCheck implements HealthCheck {
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Calling calling;

    @Override
    public Result execute() {
        return check(Optional.ofNullable(calling).map(Calling::desk));
    }

    static Result check(Optional<Desk> desk) {
        FormattingResultLog log = new FormattingResultLog();
        if (desk.isEmpty() || desk.get().services().isEmpty() && desk.get().counters().isEmpty()) {
            log.info("No numbers are called: there are neither services nor counters");
            return new Result(log);
        }
        desk.get().problem().ifPresent(log::warn);
        desk.get().calls().stream().findFirst().filter(c -> c.state().isFailure()).ifPresent(c -> log.warn(
                "The latest call, of {}, was not spoken ({}): {}", c.number(), c.state(), c.cause().orElse("")));
        if (!log.iterator().hasNext()) {
            log.info("Tickets are durable, and the latest call was spoken or is on its way; {} calls are remembered",
                    desk.get().calls().size());
        }
        return new Result(log);
    }
}
