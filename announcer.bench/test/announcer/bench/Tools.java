package announcer.bench;

import java.io.IOException;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Programs that a test needs beside Java. */
final class Tools {
    private Tools() {
    }

    /** Skips the test where one is missing; under CI, where nothing may be missing, fails it. */
    static void require(String... programs) {
        for (String program : programs) {
            if (!isThere(program)) {
                String message = program + " is not installed: what needs it is not tested";
                if ("true".equals(System.getenv("CI"))) {
                    Assertions.fail(message);
                }
                Assumptions.abort(message);
            }
        }
    }

    private static boolean isThere(String program) {
        try {
            Process p = new ProcessBuilder(program, "--version").redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            p.waitFor();
            return true;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
