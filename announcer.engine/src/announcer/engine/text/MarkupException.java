package announcer.engine.text;

/** An SSML document that cannot be spoken as it is. The message says what is wrong and what to do, without the place. */
public final class MarkupException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    MarkupException(int line, int column, String message) {
        super(message);
        this.line = line;
        this.column = column;
    }

    /** The line of the mistake; the first is 1. */
    public int line() {
        return line;
    }

    /** The character of the line (UTF-16 units); the first is 1. */
    public int column() {
        return column;
    }
}
