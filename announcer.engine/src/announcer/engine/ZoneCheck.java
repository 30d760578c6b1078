package announcer.engine;

import java.util.Map;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import announcer.api.config.ConfigurationCheck;
import announcer.api.config.InvalidConfigurationException;
import announcer.engine.config.ZoneConfig;
import announcer.engine.targets.Zone;
import announcer.engine.targets.ZoneParser;

/** Checks zones before they come into force: what the metatype cannot say. */
@Component(property = ConfigurationCheck.PIDS + "=" + ZoneConfig.PID)
public final class ZoneCheck implements ConfigurationCheck {
    private final EngineComponent engine;

    /** Called by Declarative Services. */
    @Activate
    public ZoneCheck(@Reference EngineComponent engine) {
        this.engine = engine;
    }

    @Override
    public void check(String pid, Map<String, Object> values) throws InvalidConfigurationException {
        ZoneParser.zone(pid, String.valueOf(values.getOrDefault("id", "")), String.valueOf(values.getOrDefault("title", "")),
                values.get("channels") instanceof String[] channels ? channels : new String[0],
                id -> engine.zoneRegistry().find(id).map(Zone::pid));
    }
}
