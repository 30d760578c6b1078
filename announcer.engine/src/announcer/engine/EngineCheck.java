package announcer.engine;

import java.util.Map;

import org.osgi.service.component.annotations.Component;

import announcer.api.config.ConfigurationCheck;
import announcer.api.config.InvalidConfigurationException;
import announcer.engine.config.EngineConfig;
import announcer.engine.config.InterruptionRules;

/** Checks the shared settings before they come into force: what the metatype cannot say. */
@Component(property = ConfigurationCheck.PIDS + "=" + EngineConfig.PID)
public final class EngineCheck implements ConfigurationCheck {
    @Override
    public void check(String pid, Map<String, Object> values) throws InvalidConfigurationException {
        // The metatype has made it what it is to be.
        InterruptionRules.of((String[]) values.get(InterruptionRules.KEY));
    }
}
