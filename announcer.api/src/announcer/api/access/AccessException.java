package announcer.api.access;

/** Something about users, passwords or tokens cannot be done. The message says what was wrong and what would be right, without secrets. */
public class AccessException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String field;

    /**
     * @param field the field at fault
     * @param message a sentence for the person who asked
     */
    public AccessException(String field, String message) {
        super(message);
        this.field = field;
    }

    /** The field at fault. */
    public String field() {
        return field;
    }
}
