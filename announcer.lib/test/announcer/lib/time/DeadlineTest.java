package announcer.lib.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlineTest {
    @ParameterizedTest
    @ValueSource(longs = {0, -5_000_000_000L, 5_000_000_000L, Long.MAX_VALUE - 1_000, Long.MIN_VALUE + 1_000})
    void it_is_due_from_its_time_on_wherever_the_clock_stands(long now) {
        Deadline in = Deadline.after(now, Duration.ofMillis(1));
        assertThat(in.hasPassed(now)).isFalse();
        assertThat(in.nanosLeft(now)).isEqualTo(1_000_000);
        assertThat(in.hasPassed(now + 999_999)).isFalse();
        assertThat(in.hasPassed(now + 1_000_000)).isTrue();
        assertThat(in.nanosLeft(now + 1_000_001)).isZero();
        assertThat(Deadline.at(now).hasPassed(now)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 1, Long.MAX_VALUE, Long.MIN_VALUE})
    void what_was_never_set_is_due_always_or_never(long now) {
        assertThat(Deadline.PASSED.hasPassed(now)).isTrue();
        assertThat(Deadline.PASSED.nanosLeft(now)).isZero();
        assertThat(Deadline.NEVER.hasPassed(now)).isFalse();
        assertThat(Deadline.NEVER.nanosLeft(now)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void a_deadline_at_the_number_zero_is_an_ordinary_one() {
        assertThat(Deadline.at(0).hasPassed(-1)).isFalse();
        assertThat(Deadline.at(0).hasPassed(0)).isTrue();
    }
}
