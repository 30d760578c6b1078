package announcer.transport.winpipe;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(OS.WINDOWS)
class WineIsHereTest {
    /** What the build's profile unpacks, when Wine is installed. */
    private static final Path WINDOWS_JVM = Path.of("target/windows-jre");

    @Test
    void the_tests_of_the_real_pipe_run_on_a_windows_jvm_after_these() {
        Pipes.need(Files.isExecutable(Path.of("/usr/bin/wine")),
                "the tests of the real pipe need Windows, or Wine: apt-get install --no-install-recommends wine wine64");
        Pipes.need(Files.isDirectory(WINDOWS_JVM), "the tests of the real pipe take minutes: add -P windows-jvm-under-wine, as CI does");
    }
}
