package announcer.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnClockTest {
    @TempDir
    private Path folder;

    @Test
    void process_that_has_it_sees_the_wall_clock_jump_and_others_do_not() throws Exception {
        Optional<OwnClock> made = OwnClock.make(folder);
        Assumptions.assumeTrue(made.isPresent(), "no C compiler here, or this is not Linux: the clock cannot be made");
        OwnClock clock = made.get();

        assertThat(Duration.between(Instant.now(), date(clock))).isBetween(Duration.ofSeconds(-10), Duration.ofSeconds(10));
        clock.set(Duration.ofHours(-26));
        assertThat(Duration.between(Instant.now(), date(clock))).isBetween(Duration.ofHours(-27), Duration.ofHours(-25));
        clock.set(Duration.ofMinutes(5));
        assertThat(Duration.between(Instant.now(), date(clock))).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(6));
        assertThat(Duration.between(Instant.now(), date(clock, "date"))).as("a program that is not java")
                .isBetween(Duration.ofSeconds(-10), Duration.ofSeconds(10));
    }

    /** By a program whose name is java, and which is quicker. */
    private Instant date(OwnClock clock) throws IOException {
        Path java = folder.resolve("java");
        if (Files.notExists(java)) {
            Files.createSymbolicLink(java, Path.of("/bin/date"));
        }
        return date(clock, java.toString());
    }

    private static Instant date(OwnClock clock, String program) throws IOException {
        ProcessBuilder date = new ProcessBuilder(program, "+%s");
        date.environment().putAll(clock.environment());
        try (var out = date.start().getInputStream()) {
            return Instant.ofEpochSecond(Long.parseLong(new String(out.readAllBytes(), StandardCharsets.US_ASCII).strip()));
        }
    }
}
