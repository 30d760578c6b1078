package announcer.lib.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

class LogThrottleTest {
    private long now = Long.MAX_VALUE - 1_000;
    private final LogThrottle throttle = new LogThrottle(() -> now);

    @Test
    void each_is_told_once_a_minute_with_the_number_of_those_that_were_not() {
        assertThat(throttle.pass("a")).hasValue(0);
        for (int i = 0; i < 57; i++) {
            assertThat(throttle.pass("a")).isEmpty();
        }
        assertThat(throttle.pass("b")).hasValue(0);
        now += Duration.ofMinutes(1).toNanos();
        assertThat(throttle.pass("a")).hasValue(57);
        assertThat(throttle.pass("a")).isEmpty();
        now += Duration.ofMinutes(1).toNanos();
        assertThat(throttle.pass("a")).hasValue(1);
    }

    @Test
    void a_flood_from_many_is_bounded_in_memory_and_in_what_is_told() {
        int told = 0;
        for (int i = 0; i < 5_000; i++) {
            told += throttle.pass("k" + i).isPresent() ? 1 : 0;
        }
        assertThat(told).isEqualTo(1_001);
        assertThat(throttle.size()).isLessThanOrEqualTo(1_001);
        now += Duration.ofMinutes(1).toNanos();
        assertThat(throttle.pass("new")).hasValue(0);
        assertThat(throttle.size()).isLessThanOrEqualTo(1_001);
    }
}
