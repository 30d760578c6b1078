package announcer.schedule;

import java.util.Map;
import java.util.Optional;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

import announcer.api.config.ConfigurationCheck;
import announcer.api.config.InvalidConfigurationException;
import announcer.api.schedule.ScheduleStatus;
import announcer.api.schedule.Schedules;

/** Refuses schedules that could never run, while an administrator is still looking. */
@Component(property = ConfigurationCheck.PIDS + "=" + ScheduleConfig.PID)
public class ScheduleCheck implements ConfigurationCheck {
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Schedules schedules;

    @Override
    public void check(String pid, Map<String, Object> values) throws InvalidConfigurationException {
        ScheduleSettings.check(values, this::owner, pid);
    }

    private Optional<String> owner(String id) {
        Schedules now = schedules;
        return now == null ? Optional.empty() : now.find(id).map(ScheduleStatus::pid);
    }
}
