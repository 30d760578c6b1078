package announcer.itest.product;

import java.nio.file.Path;

import announcer.bench.Tools;

/** The machine's own ffmpeg, which these tests listen with. */
final class Ffmpeg {
    private Ffmpeg() {
    }

    /** Skips the test when there is none; under CI, where nothing may be missing, fails it. */
    static void require() {
        path();
    }

    static Path path() {
        return Tools.require("ffmpeg");
    }
}
