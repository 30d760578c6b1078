package announcer.engine;

import java.util.Map;

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
import announcer.engine.channel.ChannelEnd;
import announcer.engine.channel.ChannelRegistry;
import announcer.engine.config.ChannelConfig;
import announcer.engine.config.ChannelSettingsParser;

/** One {@code announcer.channel} configuration: hands it to the channels. What is invalid is said, and the last valid one stays. */
@Component(configurationPid = ChannelConfig.PID, configurationPolicy = ConfigurationPolicy.REQUIRE, immediate = true, service = {})
@Designate(ocd = ChannelConfig.class, factory = true)
public final class ChannelComponent {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelComponent.class);

    // Declarative Services' reasons for a deactivation (its ComponentConstants); with any other the component comes back, or was disabled.
    private static final int CONFIGURATION_DELETED = 4;
    /** The engine's component goes. */
    private static final int REFERENCE = 2;
    private static final int BUNDLE_STOPPED = 6;

    private final EngineComponent engine;
    private final ChannelRegistry channels;
    private final String pid;

    /** Called by Declarative Services. */
    @Activate
    public ChannelComponent(@Reference EngineComponent engine, ChannelConfig config, Map<String, Object> properties) {
        this.engine = engine;
        this.channels = engine.channelRegistry();
        this.pid = String.valueOf(properties.get(Constants.SERVICE_PID));
        take(config);
    }

    @Modified
    void modified(ChannelConfig config) {
        take(config);
    }

    @Deactivate
    void deactivate(int reason) {
        switch (reason) {
            case BUNDLE_STOPPED, REFERENCE -> {
                // Who submits from now on is told that the engine stops, and not that his channel is not there.
                engine.stopping();
                channels.remove(pid, ChannelEnd.STOPPED);
            }
            case CONFIGURATION_DELETED -> channels.remove(pid, ChannelEnd.REMOVED);
            default -> channels.remove(pid, ChannelEnd.RESTING);
        }
    }

    private void take(ChannelConfig config) {
        try {
            channels.put(ChannelSettingsParser.settings(pid, config));
        } catch (InvalidConfigurationException e) {
            LOG.error("configuration {} is refused: {}", pid, e.getMessage());
        }
    }
}
