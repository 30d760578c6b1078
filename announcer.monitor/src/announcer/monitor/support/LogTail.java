package announcer.monitor.support;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The last lines of a log, however long it is. */
final class LogTail {
    private static final int MOST_BYTES = 262_144;

    private LogTail() {
    }

    static List<String> of(Path file, int lines) throws IOException {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            long length = log.length();
            byte[] end = new byte[(int) Math.min(length, MOST_BYTES)];
            log.seek(length - end.length);
            log.readFully(end);
            List<String> all = new String(end, StandardCharsets.UTF_8).lines().toList();
            // The first may be the rest of one that began before.
            List<String> whole = end.length < length ? all.subList(Math.min(1, all.size()), all.size()) : all;
            return whole.subList(Math.max(0, whole.size() - lines), whole.size());
        }
    }
}
