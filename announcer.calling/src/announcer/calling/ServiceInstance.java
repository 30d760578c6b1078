package announcer.calling;

import java.util.Map;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;

import announcer.calling.house.ServiceSettings;

/** One configured service, for {@link CallingComponent} to find. */
@Component(immediate = true, configurationPid = ServiceConfig.PID, configurationPolicy = ConfigurationPolicy.REQUIRE, service = ServiceInstance.class)
@Designate(ocd = ServiceConfig.class, factory = true)
public class ServiceInstance {
    private volatile Configured<ServiceSettings> configured;

    /** Called by Declarative Services. */
    @Activate
    public ServiceInstance(Map<String, Object> properties) {
        modified(properties);
    }

    @Modified
    final void modified(Map<String, Object> properties) {
        configured = Configured.of(properties, ServiceSettings::of);
    }

    Optional<ServiceSettings> settings() {
        return configured.settings();
    }

    Optional<String> problem() {
        return configured.problem();
    }
}
