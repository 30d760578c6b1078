package announcer.schedule;

import java.util.Map;
import java.util.Objects;

import org.osgi.service.component.ComponentConstants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;

/** One configured schedule, for the scheduler to find. */
@Component(immediate = true, configurationPid = ScheduleConfig.PID, configurationPolicy = ConfigurationPolicy.REQUIRE, service = ScheduleInstance.class)
@Designate(ocd = ScheduleConfig.class, factory = true)
public class ScheduleInstance {
    private volatile ScheduleSettings settings;
    private volatile Runnable whenDeleted = () -> {};

    /** Called by Declarative Services. */
    @Activate
    public ScheduleInstance(ScheduleConfig config, Map<String, Object> properties) {
        modified(config, properties);
    }

    @Modified
    final void modified(ScheduleConfig config, Map<String, Object> properties) {
        settings = ScheduleSettings.of(Objects.toString(properties.get("service.pid"), ""), config);
    }

    /** Only a schedule that was deleted is forgotten; one that goes because its bundle is stopped or updated comes again. */
    @Deactivate
    void deactivate(int reason) {
        if (reason == ComponentConstants.DEACTIVATION_REASON_CONFIGURATION_DELETED) {
            whenDeleted.run();
        }
    }

    ScheduleSettings settings() {
        return settings;
    }

    void whenDeleted(Runnable action) {
        whenDeleted = action;
    }
}
