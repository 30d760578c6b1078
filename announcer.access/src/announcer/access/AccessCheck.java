package announcer.access;

import java.util.Map;

import org.osgi.service.component.annotations.Component;

import announcer.access.request.AllowedHosts;
import announcer.access.user.UserStore;
import announcer.api.config.ConfigurationCheck;
import announcer.api.config.InvalidConfigurationException;

/** Refuses settings of access control that could not come into force, while an administrator is still looking. */
@Component(property = ConfigurationCheck.PIDS + "=" + AccessComponent.PID)
public final class AccessCheck implements ConfigurationCheck {
    @Override
    public void check(String pid, Map<String, Object> values) throws InvalidConfigurationException {
        AllowedHosts.parse(UserStore.text(values, AllowedHosts.HOSTS));
    }
}
