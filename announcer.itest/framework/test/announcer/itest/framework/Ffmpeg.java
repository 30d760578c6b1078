package announcer.itest.framework;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** The machine's own ffmpeg. */
final class Ffmpeg {
    private Ffmpeg() {
    }

    /** Skips the test when there is none; under CI, where nothing may be missing, fails it. */
    static void require() {
        if (find().isEmpty()) {
            String message = "no ffmpeg on the PATH: what needs a published stream is not tested";
            if ("true".equals(System.getenv("CI"))) {
                Assertions.fail(message);
            }
            Assumptions.abort(message);
        }
    }

    static Path path() {
        return find().orElseThrow();
    }

    private static Optional<Path> find() {
        return Arrays.stream(System.getenv("PATH").split(":")).map(p -> Path.of(p, "ffmpeg")).filter(Files::isExecutable).findFirst();
    }
}
