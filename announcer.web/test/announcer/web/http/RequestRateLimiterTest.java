package announcer.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import announcer.testing.VirtualClock;

class RequestRateLimiterTest {
    private final VirtualClock clock = new VirtualClock();
    private final RequestRateLimiter limit = new RequestRateLimiter(clock);

    @Test
    void five_seconds_worth_may_come_at_once_and_then_so_many_a_second() throws Problem {
        for (int i = 0; i < 50; i++) {
            limit.count("anna", 10);
        }
        assertRefused("anna", 10);

        clock.pass(TimeUnit.MILLISECONDS.toNanos(99));
        assertRefused("anna", 10);
        clock.pass(TimeUnit.MILLISECONDS.toNanos(2));
        limit.count("anna", 10);
        assertRefused("anna", 10);

        clock.pass(TimeUnit.HOURS.toNanos(1));
        for (int i = 0; i < 50; i++) {
            limit.count("anna", 10);
        }
        assertRefused("anna", 10);
    }

    @Test
    void one_caller_does_not_use_up_another_ones_requests() throws Problem {
        for (int i = 0; i < 5; i++) {
            limit.count("anna", 1);
        }
        assertRefused("anna", 1);
        limit.count("bert", 1);
    }

    @Test
    void a_lower_limit_counts_at_once_and_none_is_no_limit() throws Problem {
        limit.count("anna", 1000);
        for (int i = 0; i < 5; i++) {
            limit.count("anna", 1);
        }
        assertRefused("anna", 1);
        for (int i = 0; i < 100; i++) {
            limit.count("anna", 0);
        }
    }

    @Test
    void only_so_many_callers_are_remembered() throws Problem {
        for (int i = 0; i < 3 * RequestRateLimiter.MOST_CALLERS; i++) {
            limit.count("caller " + i, 10);
        }
        assertThat(limit.callers()).isEqualTo(RequestRateLimiter.MOST_CALLERS);
    }

    private void assertRefused(String who, int perSecond) {
        assertThatThrownBy(() -> limit.count(who, perSecond)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.status()).isEqualTo(429);
            assertThat(problem.headers()).contains(java.util.Map.entry("Retry-After", "1"));
            assertThat(problem).hasMessageContaining("requestsPerSecond");
        });
    }
}
