package announcer.tts.mary;

import announcer.api.speech.SpeechException;
import announcer.api.speech.SpeechRequest;
import announcer.lib.speech.MonitoredSink;

/** The synthesizer behind the engine. Safe for several threads once it is loaded, each with a text of its own. */
interface Narrator {
    /**
     * Loads what is needed; heavy. Called by one thread, and again when it failed.
     *
     * @param stop asked now and then; once it says so the method returns soon
     * @return whether it is complete; false only when it was stopped
     */
    boolean load(StopSignal stop) throws SpeechException;

    /**
     * Speaks into {@code sink} in the calling thread and returns when all is said.
     *
     * @throws InterruptedException soon after the thread was interrupted or the sink wanted no more
     */
    void speak(SpeechRequest request, MonitoredSink sink) throws SpeechException, InterruptedException;

    /** Asks whether to go on. */
    @FunctionalInterface
    interface StopSignal {
        boolean stopped();
    }
}
