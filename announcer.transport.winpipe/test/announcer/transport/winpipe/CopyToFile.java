package announcer.transport.winpipe;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Another process: reads a pipe as a file, to its end, into a file. */
public final class CopyToFile {
    private CopyToFile() {
    }

    public static void main(String[] args) throws IOException {
        try (InputStream pipe = new FileInputStream(args[0]); OutputStream file = Files.newOutputStream(Path.of(args[1]))) {
            byte[] some = new byte[700];
            for (int got = pipe.read(some); got >= 0; got = pipe.read(some)) {
                file.write(some, 0, got);
            }
        }
    }
}
