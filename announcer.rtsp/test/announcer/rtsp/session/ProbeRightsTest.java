package announcer.rtsp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.Test;

import announcer.testing.VirtualClock;

class ProbeRightsTest {
    private final VirtualClock clock = new VirtualClock(-5);
    private final ProbeRights rights = new ProbeRights(clock);

    @Test
    void who_brings_a_wrong_right_is_not_looked_up() {
        BooleanSupplier lookup = () -> {
            throw new AssertionError("The kernel's tables were read for a wrong right.");
        };
        assertThat(rights.use("main", "wrong", lookup)).as("there is none").isFalse();
        rights.issue("main");
        assertThat(rights.use("main", "wrong", lookup)).isFalse();
        String old = rights.issue("main");
        clock.pass(Duration.ofMinutes(2).toNanos());
        assertThat(rights.use("main", old, lookup)).as("too old").isFalse();
    }

    @Test
    void a_stranger_does_not_use_it_up() {
        String right = rights.issue("main");
        assertThat(rights.use("main", right, () -> false)).isFalse();
        assertThat(rights.use("main", right, () -> true)).isTrue();
        assertThat(rights.use("main", right, () -> true)).as("used").isFalse();
    }
}
