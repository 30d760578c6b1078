package announcer.itest.support;

import java.nio.file.Path;

import announcer.bench.util.Tools;

/** The machine's own ffmpeg, which these tests listen with. */
public final class Ffmpeg {
    private Ffmpeg() {
    }

    /** Skips the test when there is none; under CI, where nothing may be missing, fails it. */
    public static void require() {
        path();
    }

    public static Path path() {
        return Tools.require("ffmpeg");
    }
}
