package announcer.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

class BenchTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int bench(String... arguments) {
        return Bench.run(List.of(arguments), new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @Test
    void what_is_not_known_is_usage_and_named() {
        assertThat(bench()).isEqualTo(2);
        assertThat(bench("speed")).isEqualTo(2);
        assertThat(bench("latency", "--colour", "red")).isEqualTo(2);
        assertThat(bench("latency", "--codec")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("\"speed\"", "--colour is not known", "--codec needs a value");
        assertThat(bench("--help")).isZero();
    }

    @Test
    void a_home_that_nothing_runs_on_is_said() {
        assertThat(bench("latency", "--home", "/nonexistent")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("nothing runs on /nonexistent");
    }
}
