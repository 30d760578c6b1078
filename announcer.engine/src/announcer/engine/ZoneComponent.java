package announcer.engine;

import java.util.Map;
import java.util.Optional;

import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.config.InvalidConfigurationException;
import announcer.engine.config.ZoneConfig;
import announcer.engine.targets.ZoneParser;
import announcer.engine.targets.Zones;

/** One {@code announcer.zone} configuration: hands it to the zones. What is invalid is said, and the last valid one stays. */
@Component(configurationPid = ZoneConfig.PID, configurationPolicy = ConfigurationPolicy.REQUIRE, immediate = true, service = {})
@Designate(ocd = ZoneConfig.class, factory = true)
public final class ZoneComponent {
    private static final Logger LOG = LoggerFactory.getLogger(ZoneComponent.class);

    private final Zones zones;
    private final String pid;

    /** Called by Declarative Services. */
    @Activate
    public ZoneComponent(@Reference EngineComponent engine, ZoneConfig config, Map<String, Object> properties) {
        this.zones = engine.zoneRegistry();
        this.pid = String.valueOf(properties.get(Constants.SERVICE_PID));
        take(config);
    }

    @Modified
    void modified(ZoneConfig config) {
        take(config);
    }

    @Deactivate
    void deactivate() {
        zones.remove(pid);
    }

    private void take(ZoneConfig config) {
        try {
            zones.put(ZoneParser.zone(pid, config.id(), config.title(), config.channels(), id -> Optional.empty()));
        } catch (InvalidConfigurationException e) {
            LOG.error("configuration {} is refused: {}", pid, e.getMessage());
        }
    }
}
