package announcer.monitor.health;

import java.util.List;
import java.util.Optional;

import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

import announcer.api.schedule.ScheduleOutcome;
import announcer.api.schedule.ScheduleStatus;
import announcer.api.schedule.Schedules;

/** The health check of schedules: does anybody look when they are due, is one wrong, or was its latest run refused? A missed run is no fault: its rule says what becomes of it. */
@Component(service = HealthCheck.class, property = {HealthCheck.NAME + "=Announcer: schedules", HealthCheck.TAGS + "=announcer"})
public class SchedulesCheck implements HealthCheck {
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Schedules schedules;

    @Override
    public Result execute() {
        Schedules now = schedules;
        return now == null ? check(Optional.empty(), List.of()) : check(now.problem(), now.all());
    }

    static Result check(Optional<String> problem, List<ScheduleStatus> all) {
        FormattingResultLog log = new FormattingResultLog();
        problem.ifPresent(log::critical);
        for (ScheduleStatus s : all) {
            if (s.problem().isPresent()) {
                log.warn("Schedule {} ({}): {}", s.id(), s.pid(), s.problem().get());
            } else {
                s.last().filter(run -> s.enabled() && run.outcome() == ScheduleOutcome.REFUSED).ifPresent(run -> log.warn(
                        "Schedule {}: its run of {} was refused: {}", s.id(), run.due(), run.cause().orElse("")));
            }
        }
        if (!log.iterator().hasNext()) {
            log.info("No schedule is wrong, and none was refused; there are {}", all.size());
        }
        return new Result(log);
    }
}
