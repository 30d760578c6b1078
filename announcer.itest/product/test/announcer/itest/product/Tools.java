package announcer.itest.product;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Programs of the machine that a test cannot do without. */
final class Tools {
    private Tools() {
    }

    /** Skips the test when there is none; under CI, where nothing may be missing, fails it. */
    static void require(String program) {
        if (Arrays.stream(System.getenv("PATH").split(":")).noneMatch(p -> Files.isExecutable(Path.of(p, program)))) {
            String message = "no " + program + " on the PATH, so this is not tested";
            if ("true".equals(System.getenv("CI"))) {
                Assertions.fail(message);
            }
            Assumptions.abort(message);
        }
    }
}
