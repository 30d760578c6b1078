package announcer.api.journal;

/** The journal could not write, or read. The message says why, and what to do. */
public class JournalException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean full;

    /**
     * @param message a sentence for the administrator
     * @param full whether there is no room: it may succeed once there is
     * @param cause what failed; may be null
     */
    public JournalException(String message, boolean full, Throwable cause) {
        super(message, cause);
        this.full = full;
    }

    /** Whether there is no room on the disk. */
    public boolean isFull() {
        return full;
    }
}
