package announcer.lib.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;

import org.junit.jupiter.api.Test;

class ExponentialBackoffTest {
    private final ExponentialBackoff backoff = new ExponentialBackoff(Duration.ofMillis(500), Duration.ofMinutes(5));

    @Test
    void the_delay_doubles_and_its_upper_half_is_chance() {
        assertThat(backoff.delay(1, 0)).isEqualTo(Duration.ofMillis(500));
        assertThat(backoff.delay(1, 0.5)).isEqualTo(Duration.ofMillis(750));
        assertThat(backoff.delay(1, 1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(backoff.delay(5, 0)).isEqualTo(Duration.ofSeconds(8));
        assertThat(backoff.delay(5, 1)).isEqualTo(Duration.ofSeconds(16));
    }

    @Test
    void the_longest_delay_keeps_its_chance_for_ever() {
        assertThat(backoff.delay(1_000_000, 0)).isEqualTo(Duration.ofSeconds(150));
        assertThat(backoff.delay(Integer.MAX_VALUE, 1)).isEqualTo(Duration.ofMinutes(5));
        assertThat(new ExponentialBackoff(Duration.ofDays(1), Duration.ofDays(30)).delay(Integer.MAX_VALUE, 1))
                .isEqualTo(Duration.ofDays(30));
    }

    @Test
    void no_delay_is_outside_the_bounds() {
        assertThat(new ExponentialBackoff(Duration.ofMillis(250), Duration.ofMillis(250)).delay(3, 0)).isEqualTo(Duration.ofMillis(250));
        assertThat(new ExponentialBackoff(Duration.ofMillis(250), Duration.ofMillis(300)).delay(3, 0)).isEqualTo(Duration.ofMillis(250));
        assertThatThrownBy(() -> new ExponentialBackoff(Duration.ofMillis(2), Duration.ofMillis(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
