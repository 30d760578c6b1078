package announcer.tts.mary;

import announcer.api.speech.SpeechException;
import announcer.api.speech.SpeechRequest;

/** What speaks, once it is loaded. Safe for several threads, each with a text of its own. */
interface Narrator {
    /**
     * Loads what is needed; heavy. Called by one thread, and again when it was given up.
     *
     * @param stop set when the result is not wanted any more; then returns soon
     * @return whether it is complete; false only when it was stopped
     */
    boolean load(StopSignal stop) throws SpeechException;

    /**
     * Speaks into {@code sink} in the calling thread, and returns when all is said, or soon after the sink wants no more. The calling
     * thread is interrupted when the text is not wanted any more.
     */
    void speak(SpeechRequest request, PcmSink sink) throws SpeechException;

    /** Asks whether to go on. */
    @FunctionalInterface
    interface StopSignal {
        boolean stopped();
    }
}
