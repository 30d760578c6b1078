package announcer.engine;

import java.io.IOException;
import java.time.Duration;
import java.util.OptionalDouble;

import announcer.api.speech.PcmSink;
import announcer.api.speech.SpeechEngine;
import announcer.api.speech.SpeechException;
import announcer.api.speech.SpeechRequest;
import announcer.engine.sound.Level;
import announcer.engine.sound.LoudnessTarget;

/** Knows by how much a voice is to be raised or lowered. */
interface Leveller {
    /**
     * The level for a voice. Where the voice has not been measured yet, has it speak, and remembers.
     *
     * @param calls counts the time of what the engine is asked to do
     * @throws SpeechException when the engine failed at that
     */
    Level level(Voices.Candidate c, SpeechEngine engine, LoudnessTarget target, Calls calls)
            throws SpeechException, IOException, InterruptedException;

    /** How loud a voice was measured to be, in LUFS; empty when it has not been yet. Asks nobody. */
    default OptionalDouble measuredLufs(Voices.Candidate c) {
        return OptionalDouble.empty();
    }

    /** One thread's calls of an engine: each has a deadline, and can be ended from outside. */
    interface Calls {
        /** How long an engine may take for a text. */
        Duration deadline(String text);

        /** Has an engine speak, and hands over the sound as it comes. */
        void call(SpeechEngine engine, SpeechRequest request, PcmSink sink) throws SpeechException, IOException, InterruptedException;
    }
}
