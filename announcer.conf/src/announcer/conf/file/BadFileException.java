package announcer.conf.file;

/** A file that is not a configuration at all. The message is a sentence for an administrator. */
public class BadFileException extends Exception {
    private static final long serialVersionUID = 1L;

    BadFileException(String message) {
        super(message);
    }
}
