package announcer.shell;

/** A command could not do what was asked. The message is the line that its caller sees. */
final class CommandException extends Exception {
    private static final long serialVersionUID = 1L;

    CommandException(String message) {
        // No stack trace: it is an answer, not a fault of the program.
        super(message, null, false, false);
    }
}
