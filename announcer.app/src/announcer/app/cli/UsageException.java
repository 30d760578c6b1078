package announcer.app.cli;

/** The command line is wrong; the message says what, with the value, in a line. */
public class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message what is wrong and what would be right */
    public UsageException(String message) {
        super(message);
    }
}
