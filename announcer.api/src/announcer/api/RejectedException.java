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
        /** No zone has this id. */
        UNKNOWN_ZONE,
        /** No engine that is present offers this voice. */
        UNKNOWN_VOICE,
        /** No engine that is present speaks this language. */
        UNKNOWN_LANGUAGE,
        /** There is no chime with this id. */
        UNKNOWN_CHIME,
        /** The SSML document cannot be used; {@link #line()} and {@link #column()} say where. */
        BAD_MARKUP,
        /** The channel's queue is full, or those of all its channels are; the same request may succeed later. */
        QUEUE_FULL,
        /** The idempotency key was used within its window for another request. */
        KEY_REUSED,
        /** There is no room on the disk to make it durable; the same request may succeed once there is. */
        STORE_FULL,
        /** It could not be made durable for another reason; the same request may succeed later. */
        STORE_FAILED,
        /** Announcer is stopping. */
        STOPPING
    }

    private final Reason reason;
    private final String field;
    private final String value;
    private final int line;
    private final int column;

    /**
     * @param reason kind of refusal
     * @param field name of the request's field, as in {@link Request}
     * @param value the value that was refused, shortened by the caller where it is long
     * @param message a sentence for the person who submitted it
     */
    public RejectedException(Reason reason, String field, String value, String message) {
        this(reason, field, value, message, 0, 0);
    }

    /**
     * @param reason kind of refusal
     * @param field name of the request's field, as in {@link Request}
     * @param value the value that was refused, shortened by the caller where it is long
     * @param message a sentence for the person who submitted it
     * @param line line of the field's text at fault, counted from 1; 0 when it has none
     * @param column column in that line, counted from 1; 0 when it has none
     */
    public RejectedException(Reason reason, String field, String value, String message, int line, int column) {
        super(message);
        this.reason = reason;
        this.field = field;
        this.value = value;
        this.line = line;
        this.column = column;
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

    /** Line of the text at fault, counted from 1; 0 when that makes no sense. */
    public int line() {
        return line;
    }

    /** Column in the line, counted from 1; 0 when that makes no sense. */
    public int column() {
        return column;
    }
}
