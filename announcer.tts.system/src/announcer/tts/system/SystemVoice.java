package announcer.tts.system;

import java.util.Locale;

import announcer.api.audio.PcmFormat;
import announcer.api.speech.Voice;

/**
 * A voice that a speech program has.
 *
 * @param voice how it is offered
 * @param key how the program calls it
 * @param preference among voices of a language: the smaller comes first
 */
record SystemVoice(Voice voice, String key, int preference) {
    /** The engine's name. */
    static final String ENGINE = "system";
    /** The format requested of every program; espeak-ng has no other. */
    static final PcmFormat FORMAT = new PcmFormat(22_050, 1);

    static SystemVoice of(String name, Locale locale, String key, int preference) {
        return new SystemVoice(new Voice(ENGINE, name, locale, FORMAT), key, preference);
    }
}
