package announcer.api;

/** An announcement was refused at the door. The message says what was wrong, with which value, and what to do about it. */
public class RejectedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** The kinds of refusal. */
    public enum Reason {
        /** A field has a value that no configuration could make acceptable (empty text, a negative time-to-live). */
        INVALID,
        /** The text is longer than the limit. */
        TEXT_TOO_LONG,
        /** No channel has this id. */
        UNKNOWN_CHANNEL,
        /** No engine that is present offers this voice. */
        UNKNOWN_VOICE,
        /** The channel's queue is full; the same request may succeed later. */
        QUEUE_FULL,
        /** Announcer is stopping. */
        STOPPING
    }

    private final Reason reason;
    private final String field;
    private final String value;

    /**
     * @param reason kind of refusal
     * @param field name of the request's field, as in {@link Request}
     * @param value the value that was refused, shortened by the caller where it is long
     * @param message a sentence for the person who submitted it
     */
    public RejectedException(Reason reason, String field, String value, String message) {
        super(message);
        this.reason = reason;
        this.field = field;
        this.value = value;
    }

    /** The kind of refusal. */
    public Reason reason() {
        return reason;
    }

    /** The request's field at fault. */
    public String field() {
        return field;
    }

    /** The value at fault. */
    public String value() {
        return value;
    }
}
