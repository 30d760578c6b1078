package announcer.api.calling;

/** A command was refused. The message says what was wrong, with which value, and what to do about it; nothing was done. */
public class CallingException extends Exception {
    private static final long serialVersionUID = 1L;

    /** The kinds of refusal. */
    public enum Reason {
        /** A value that no state could make acceptable. */
        INVALID,
        /** No service has this id. */
        UNKNOWN_SERVICE,
        /** No counter has this id. */
        UNKNOWN_COUNTER,
        /** No ticket or order has this id. */
        UNKNOWN_TICKET,
        /** Nobody waits for this counter. */
        NOBODY_WAITS,
        /** The counter is paused. */
        COUNTER_PAUSED,
        /** The counter has another ticket than the operator saw. */
        OTHER_TICKET,
        /** The counter has no ticket. */
        NO_TICKET,
        /** The ticket is in a state in which that cannot be done. */
        WRONG_STATE,
        /** The service is not open, or visitors may not take its numbers. */
        SERVICE_CLOSED,
        /** All numbers of the service's range are in use. */
        NUMBERS_USED_UP,
        /** The idempotency key was used for another command. */
        KEY_REUSED,
        /** As many tickets wait as may. */
        QUEUE_FULL,
        /** It could not be made durable; the same command may succeed later. */
        STORE_FAILED,
        /** There is no room on the disk to make it durable. */
        STORE_FULL,
        /** The engine is not running, so that nothing can be said now. */
        ENGINE_ABSENT,
        /** The service is being stopped or replaced; the same command may succeed in some seconds. */
        STOPPING
    }

    private final Reason reason;
    private final String field;
    private final String value;

    /**
     * @param reason kind of refusal
     * @param field name of the command's field at fault; "" for none
     * @param value the value that was refused
     * @param message a sentence for the person who asked
     */
    public CallingException(Reason reason, String field, String value, String message) {
        super(message);
        this.reason = reason;
        this.field = field;
        this.value = value;
    }

    /** The kind of refusal. */
    public Reason reason() {
        return reason;
    }

    /** The command's field at fault; "" for none. */
    public String field() {
        return field;
    }

    /** The value at fault. */
    public String value() {
        return value;
    }
}
