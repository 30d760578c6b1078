package announcer.tts.freetts;

import announcer.api.speech.SpeechException;
import announcer.api.speech.SpeechRequest;
import announcer.lib.speech.MonitoredSink;

/** One instance of a voice. Used by one thread at a time. */
interface Speaker {
    /**
     * Speaks a text into {@code sink} and returns when all is said. Nothing of the request's prosody is left for the next text.
     *
     * @throws SpeechException when the voice gave up on this text, or did not finish it before the deadline
     * @throws InterruptedException soon after the thread was interrupted or the sink wanted no more
     */
    void speak(SpeechRequest request, MonitoredSink sink) throws SpeechException, InterruptedException;

    /** Frees the voice; it is not used any more. */
    void dispose();
}
