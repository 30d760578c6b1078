package announcer.tts.freetts;

import announcer.api.speech.Prosody;

/** One instance of a voice. Used by one thread only, the one that owns it; {@link PcmSink#wanted} may change under it at any time. */
interface Speaker {
    /**
     * Loads what the voice needs; heavy. Called once, before anything is spoken.
     *
     * @throws InterruptedException when the thread was interrupted while another instance was loading
     */
    void load() throws InterruptedException;

    /**
     * Speaks into {@code sink} and returns when all is said, or soon after the sink wants no more. Nothing of {@code prosody} is left
     * for the next text.
     *
     * @throws VoiceFailure when the voice gave up on this text
     */
    void speak(String text, Prosody prosody, PcmSink sink) throws VoiceFailure;

    /** Frees the voice; it is not used any more. */
    void dispose();

    /** A voice could not speak a text to its end. */
    final class VoiceFailure extends Exception {
        private static final long serialVersionUID = 1L;

        VoiceFailure(String message) {
            super(message);
        }
    }
}
