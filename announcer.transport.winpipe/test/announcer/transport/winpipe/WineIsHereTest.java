package announcer.transport.winpipe;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(OS.WINDOWS)
class WineIsHereTest {
    /** The build activates the run on a Windows JVM by the same file. */
    @Test
    void the_tests_of_the_real_pipe_run_on_a_windows_jvm_after_these() {
        Pipes.need(Files.isExecutable(Path.of("/usr/bin/wine")),
                "the tests of the real pipe need Windows, or Wine: apt-get install --no-install-recommends wine wine64");
    }
}
