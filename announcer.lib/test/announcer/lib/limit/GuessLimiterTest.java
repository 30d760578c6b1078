package announcer.lib.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

class GuessLimiterTest {
    /** The clock may overflow while somebody waits. */
    private static final long START = Long.MAX_VALUE - 1_000;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private final GuessLimiter<String> limiter = new GuessLimiter<>(3, SECOND, Duration.ofSeconds(5), Duration.ofMinutes(1));

    @Test
    void the_time_doubles_from_the_third_guess_on_up_to_the_longest() {
        assertThat(limiter.wrong("a", START)).isZero();
        assertThat(limiter.wrong("a", START)).isZero();
        assertThat(limiter.wrong("a", START)).isEqualTo(SECOND);
        assertThat(limiter.wait("a", START + SECOND.toNanos() - 1)).isEqualTo(Duration.ofNanos(1));
        assertThat(limiter.wait("a", START + SECOND.toNanos())).isZero();
        assertThat(limiter.wrong("a", START)).isEqualTo(Duration.ofSeconds(2));
        assertThat(limiter.wrong("a", START)).isEqualTo(Duration.ofSeconds(4));
        assertThat(limiter.wrong("a", START)).isEqualTo(Duration.ofSeconds(5));
        for (int i = 0; i < 100; i++) {
            assertThat(limiter.wrong("a", START)).isEqualTo(Duration.ofSeconds(5));
        }
        assertThat(limiter.wait("b", START)).isZero();
    }

    @Test
    void who_knows_and_who_is_quiet_begins_anew() {
        for (int i = 0; i < 3; i++) {
            limiter.wrong("a", START);
            limiter.wrong("b", START);
        }
        limiter.right("a");
        assertThat(limiter.wait("a", START)).isZero();
        assertThat(limiter.wrong("a", START)).isZero();
        assertThat(limiter.wrong("b", START + Duration.ofMinutes(1).toNanos())).isZero();
    }

    @Test
    void a_flood_of_keys_costs_no_more_memory_and_pushes_out_the_quietest() {
        for (int i = 0; i < 3; i++) {
            limiter.wrong("early", START);
        }
        for (int i = 0; i < 5_000; i++) {
            limiter.wrong("flood" + i, START);
        }
        assertThat(limiter.size()).isEqualTo(1_000);
        assertThat(limiter.wait("early", START)).isZero();
    }
}
