package announcer.calling;

import java.util.Map;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;

import announcer.calling.house.CounterSettings;

/** One configured counter, for {@link CallingComponent} to find. */
@Component(immediate = true, configurationPid = CounterConfig.PID, configurationPolicy = ConfigurationPolicy.REQUIRE, service = CounterInstance.class)
@Designate(ocd = CounterConfig.class, factory = true)
public class CounterInstance {
    private volatile Configured<CounterSettings> configured;

    /** Called by Declarative Services. */
    @Activate
    public CounterInstance(Map<String, Object> properties) {
        modified(properties);
    }

    @Modified
    final void modified(Map<String, Object> properties) {
        configured = Configured.of(properties, CounterSettings::of);
    }

    Optional<CounterSettings> settings() {
        return configured.settings();
    }

    Optional<String> problem() {
        return configured.problem();
    }
}
