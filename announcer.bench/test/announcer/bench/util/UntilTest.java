package announcer.bench.util;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

class UntilTest {
    private final AtomicInteger looks = new AtomicInteger();

    @Test
    void it_looks_again_until_it_is_so_and_gives_what_it_saw() {
        assertThat(Until.matches("the third look", Duration.ofSeconds(5), looks::incrementAndGet, n -> n == 3)).isEqualTo(3);
    }

    @Test
    void when_time_is_up_it_says_what_it_waited_for_and_what_it_saw_last() {
        assertThatThrownBy(() -> Until.matches("pigs fly", Duration.ofMillis(120), () -> "a pig on the ground", s -> s.contains("air")))
                .isInstanceOf(AssertionError.class).hasMessage("waited 120 ms until pigs fly; last seen: a pig on the ground");
        assertThatThrownBy(() -> Until.isTrue("it answers", Duration.ofMillis(60), () -> {
            throw new IOException("connection refused");
        })).hasMessageContaining("connection refused").hasCauseInstanceOf(IOException.class);
    }

    @Test
    void what_can_never_come_true_ends_the_waiting_at_once() {
        assertThatThrownBy(() -> Until.isTrue("it lives", Duration.ofMinutes(1), () -> {
            looks.incrementAndGet();
            throw new AssertionError("it is dead");
        })).hasMessage("it is dead");
        assertThat(looks).hasValue(1);
    }
}
