package announcer.api.speech;

/**
 * This text cannot be spoken by this voice: a foreign script, nothing but punctuation. It says nothing against the engine, which is not
 * set aside for it, however often.
 */
public class UnspeakableTextException extends SpeechException {
    private static final long serialVersionUID = 1L;

    /** @param message a sentence for whoever submitted the text */
    public UnspeakableTextException(String message) {
        super(message);
    }
}
