package announcer.access.token;

import java.io.IOException;

/** The file of a token was read, and holds none. */
final class DamagedTokenException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedTokenException(String message) {
        super(message);
    }
}
