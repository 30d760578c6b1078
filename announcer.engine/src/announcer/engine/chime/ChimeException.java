package announcer.engine.chime;

/** A chime cannot be heard; the message names it, and says why and what to do. */
public final class ChimeException extends Exception {
    private static final long serialVersionUID = 1L;

    ChimeException(String message) {
        super(message);
    }
}
