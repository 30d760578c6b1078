package announcer.bench.util;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

import org.opentest4j.TestAbortedException;

/** Programs of the machine that a test cannot do without. */
public final class Tools {
    private Tools() {
    }

    /** Where a program is on the PATH. */
    public static Optional<Path> find(String program) {
        return Arrays.stream(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, program)).filter(Files::isExecutable)
                .findFirst();
    }

    /** Skips the test when there is none; under CI, where nothing may be missing, fails it. */
    public static Path require(String program) {
        return find(program).orElseThrow(() -> missing("no " + program + " on the PATH, so this is not tested"));
    }

    /** What a test throws that cannot run on this machine: it is skipped, or under CI fails. */
    public static RuntimeException missing(String message) {
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError(message);
        }
        return new TestAbortedException(message);
    }
}
