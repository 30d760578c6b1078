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

import announcer.api.speech.Prosody;
import announcer.engine.config.VoiceConfig;
import announcer.engine.voice.VoiceOverrides;

/** One {@code announcer.voice} configuration: hands it to the voices' overrides. What is invalid is said, and the last valid one stays. */
@Component(configurationPid = VoiceConfig.PID, configurationPolicy = ConfigurationPolicy.REQUIRE, immediate = true, service = {})
@Designate(ocd = VoiceConfig.class, factory = true)
public final class VoiceComponent {
    private static final Logger LOG = LoggerFactory.getLogger(VoiceComponent.class);

    private final VoiceOverrides overrides;
    private final String pid;

    /** Called by Declarative Services. */
    @Activate
    public VoiceComponent(@Reference EngineComponent engine, VoiceConfig config, Map<String, Object> properties) {
        this.overrides = engine.voiceOverrides();
        this.pid = String.valueOf(properties.get(Constants.SERVICE_PID));
        take(config);
    }

    @Modified
    void modified(VoiceConfig config) {
        take(config);
    }

    @Deactivate
    void deactivate() {
        overrides.remove(pid);
    }

    private void take(VoiceConfig config) {
        try {
            overrides.put(pid, String.valueOf(config.voice()).strip(), new Prosody(config.rate(), config.pitch(), config.volume()));
        } catch (IllegalArgumentException e) {
            LOG.error("configuration {} is refused: {}", pid, e.getMessage());
        }
    }
}
