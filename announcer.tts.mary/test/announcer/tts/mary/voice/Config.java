package announcer.tts.mary.voice;

import marytts.config.VoiceConfig;
import marytts.exceptions.MaryConfigurationException;

/** The configuration of a MaryTTS voice; this one is the bundle's own voice under another name, to be put into a fragment. */
public class Config extends VoiceConfig {
    public Config() throws MaryConfigurationException {
        super(Config.class.getResourceAsStream("voice.config"));
    }
}
