package announcer.ffmpeg;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Assumptions;

/** The installed ffmpeg: tests that need it are skipped without one, and fail under CI. */
final class RealFfmpeg {
    static final Path PATH = Path.of("/usr/bin/ffmpeg");

    private RealFfmpeg() {
    }

    static void required() {
        if (!Files.isExecutable(PATH)) {
            if ("true".equals(System.getenv("CI"))) {
                throw new AssertionError("ffmpeg is not installed, and CI must not skip its tests");
            }
            Assumptions.abort("skipped: ffmpeg is not installed at " + PATH);
        }
    }
}
