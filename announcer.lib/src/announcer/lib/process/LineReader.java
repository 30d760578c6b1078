package announcer.lib.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Reads a program's output to its end, line by line. A line without end is cut and the rest of it dropped: memory is bounded. */
public final class LineReader {
    private static final int MAX_LINE_BYTES = 4096;

    private LineReader() {
    }

    /**
     * Passes each line on that is not empty. Returns at the end of the stream, or throws when it was closed under it.
     *
     * @param line called on this thread
     */
    public static void readAll(InputStream in, Consumer<String> line) throws IOException {
        byte[] chunk = new byte[8192];
        byte[] current = new byte[MAX_LINE_BYTES];
        int length = 0;
        int n;
        while ((n = in.read(chunk)) >= 0) {
            for (int i = 0; i < n; i++) {
                byte b = chunk[i];
                if (b == '\n' || b == '\r') {
                    if (length > 0) {
                        line.accept(new String(current, 0, length, StandardCharsets.UTF_8));
                    }
                    length = 0;
                } else if (length < MAX_LINE_BYTES) {
                    current[length++] = b;
                }
            }
        }
        if (length > 0) {
            line.accept(new String(current, 0, length, StandardCharsets.UTF_8));
        }
    }
}
