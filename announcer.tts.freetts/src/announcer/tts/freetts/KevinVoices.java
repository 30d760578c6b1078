package announcer.tts.freetts;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import com.sun.speech.freetts.en.us.cmu_us_kal.KevinVoiceDirectory;

import announcer.api.audio.PcmFormat;
import announcer.api.speech.Voice;

/** The voices of FreeTTS that are offered, and the making of their instances. */
final class KevinVoices {
    static final String ENGINE = "freetts";
    /** The better one, the default, and the one that is warmed up. */
    static final Voice KEVIN16 = new Voice(ENGINE, "kevin16", Locale.US, new PcmFormat(16_000, 1));
    static final Voice KEVIN = new Voice(ENGINE, "kevin", Locale.US, new PcmFormat(8_000, 1));
    static final List<Voice> ALL = List.of(KEVIN16, KEVIN);

    private final Lock allocation = new ReentrantLock();

    /** Loads a new instance. */
    Speaker load(Voice voice) throws InterruptedException {
        // Not by FreeTTS's VoiceManager: that one reads files and system properties and scans the class path.
        return KevinSpeaker.load(
                Arrays.stream(new KevinVoiceDirectory().getVoices()).filter(v -> v.getName().equals(voice.name())).findFirst()
                        .orElseThrow(
                                () -> new IllegalStateException("FreeTTS has no voice \"" + voice.name() + "\": the bundle is incomplete")),
                allocation);
    }
}
