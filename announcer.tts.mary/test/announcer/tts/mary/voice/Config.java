package announcer.tts.mary.voice;

import marytts.config.VoiceConfig;
import marytts.exceptions.MaryConfigurationException;

/** What each voice of MaryTTS has; this one is the bundle's own voice under another name, to be put into a fragment. */
public class Config extends VoiceConfig {
    public Config() throws MaryConfigurationException {
        super(Config.class.getResourceAsStream("voice.config"));
    }
}
