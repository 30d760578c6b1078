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

    private void flood(int keys, int guesses, long nowNanos) {
        for (int i = 0; i < keys; i++) {
            for (int g = 0; g < guesses; g++) {
                limiter.wrong("flood" + i, nowNanos);
            }
        }
    }

    @Test
    void a_flood_of_keys_costs_no_more_memory_and_frees_none_that_has_guessed_more() {
        limiter.wrong("once", START);
        for (int i = 0; i < 3; i++) {
            limiter.wrong("waiting", START);
        }
        limiter.wrong("counted", START);
        limiter.wrong("counted", START);
        flood(5_000, 1, START);
        assertThat(limiter.size()).isEqualTo(1_000);
        assertThat(limiter.wait("waiting", START)).isEqualTo(SECOND);
        assertThat(limiter.wrong("counted", START)).as("its third guess").isEqualTo(SECOND);
        assertThat(limiter.wrong("once", START)).isZero();
        assertThat(limiter.wrong("once", START)).as("its first one was forgotten").isZero();
    }

    @Test
    void a_full_crowd_that_has_guessed_more_keeps_no_new_key_from_being_counted() {
        flood(1_000, 2, START);
        assertThat(limiter.wrong("late", START)).isZero();
        assertThat(limiter.wrong("late", START)).isZero();
        assertThat(limiter.wrong("late", START)).isEqualTo(SECOND);
        assertThat(limiter.size()).isEqualTo(1_000);
    }

    @Test
    void one_that_is_forgotten_makes_room_before_one_with_fewer_guesses() {
        for (int i = 0; i < 3; i++) {
            limiter.wrong("old", START);
        }
        long later = START + Duration.ofMinutes(1).toNanos();
        limiter.wrong("young", later);
        flood(999, 1, later);
        assertThat(limiter.wrong("young", later)).isZero();
        assertThat(limiter.wrong("young", later)).as("its third guess").isEqualTo(SECOND);
    }
}
