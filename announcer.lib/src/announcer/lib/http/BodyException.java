package announcer.lib.http;

/** A body was not read to its end. */
public final class BodyException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** It has more bytes than are taken. */
        TOO_LONG,
        /** It has not arrived in time. */
        TOO_SLOW,
        /** It has not arrived whole, and as many as may be waited for are waited for. */
        TOO_MANY_SLOW,
        /** The connection ended before it did. */
        INCOMPLETE
    }

    private final Reason reason;
    private final int length;

    BodyException(Reason reason, int length, Throwable cause) {
        // No stack trace: it is the sender's doing, not a fault of the program.
        super(reason + " after " + length + " bytes", cause, false, false);
        this.reason = reason;
        this.length = length;
    }

    /** Why it was not read. */
    public Reason reason() {
        return reason;
    }

    /** Bytes that had come. */
    public int length() {
        return length;
    }
}
