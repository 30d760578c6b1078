package announcer.api.speech;

/** An engine could not speak. The message says what was wrong, with which value, and what to do. */
public class SpeechException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message a sentence for an administrator */
    public SpeechException(String message) {
        super(message);
    }

    /**
     * @param message a sentence for an administrator
     * @param cause what happened underneath
     */
    public SpeechException(String message, Throwable cause) {
        super(message, cause);
    }
}
