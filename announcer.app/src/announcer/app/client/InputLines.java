package announcer.app.client;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The lines of an input as bytes, each as soon as it is there: what is no text in one line spoils no other. A line ends with LF, CR LF or
 * CR. Not thread-safe.
 */
final class InputLines {
    private final InputStream in;
    private long number;
    private boolean afterReturn;

    InputLines(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /** Returns the next line without its end; empty at the end of the input. */
    Optional<byte[]> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            int b = in.read();
            if (b < 0 && line.size() == 0) {
                return Optional.empty();
            }
            if (b == '\n' && afterReturn && line.size() == 0) {
                // The rest of the end of the line before.
                afterReturn = false;
            } else if (b < 0 || b == '\n' || b == '\r') {
                afterReturn = b == '\r';
                number++;
                return Optional.of(line.toByteArray());
            } else {
                afterReturn = false;
                line.write(b);
            }
        }
    }

    /** The number of the line that {@link #next} gave last; the first is 1. */
    long number() {
        return number;
    }
}
