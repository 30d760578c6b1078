package announcer.tts.system;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import announcer.api.speech.Prosody;

/** The speech program of an operating system: how it lists its voices, and how it is made to speak. Holds nothing; any thread. */
interface SpeechProgram {
    /** The file names it may have, the best first. */
    List<String> names();

    /** The advice to administrators for getting voices: the end of a sentence. */
    String advice();

    /** Has the voices written to standard output, in UTF-8. */
    Invocation listing();

    /** The voices in such a list; lines that are none are passed over. Names are unique. */
    List<SystemVoice> parse(String listing);

    /**
     * The text as it is given to {@link #speak}: nothing in it that the program takes for a command, and in words what it would drop; blank when
     * nothing is left.
     */
    String prepare(String text, SystemVoice voice);

    /**
     * Returns the first word that the voice would drop or only describe; empty when it says all.
     *
     * @param prepared what {@link #prepare} gave
     */
    default Optional<String> unsaid(String prepared, SystemVoice voice) {
        return Scripts.unsaid(prepared, Scripts.of(voice.voice().locale()));
    }

    /**
     * What stands in a prepared text for a word that is pronounced as somebody wants it; empty when the program takes no sounds, or the voice has
     * not all of these.
     *
     * @param ipa the sounds in IPA
     */
    default Optional<String> sounds(String ipa, SystemVoice voice) {
        return Optional.empty();
    }

    /**
     * Has a text spoken, as a WAV file of 16-bit samples in the voice's format.
     *
     * @param text what {@link #prepare} gave
     * @param file where the sound goes when {@link #writesFile()}; otherwise it goes to standard output
     */
    Invocation speak(String text, SystemVoice voice, Prosody prosody, Path file);

    /** Whether the program cannot write to standard output. */
    default boolean writesFile() {
        return false;
    }

    /** The one of an operating system, by what Java calls that. */
    static SpeechProgram of(String osName) {
        String os = osName.toLowerCase(Locale.ROOT);
        if (os.startsWith("mac")) {
            return new MacSay();
        }
        return os.startsWith("windows") ? new Sapi() : new Espeak();
    }
}
