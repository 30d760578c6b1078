package announcer.bench.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private static final long MILLI = 1_000_000;

    private static Arrivals at(long... millis) {
        Arrivals arrivals = new Arrivals();
        for (long m : millis) {
            arrivals.add(m * MILLI);
        }
        return arrivals;
    }

    @Test
    void outage_begins_at_the_last_packet_before_the_fault() {
        assertThat(at(0, 20, 40, 340, 360).longestMillisSince(50 * MILLI)).isEqualTo(300);
    }

    @Test
    void outage_before_the_fault_is_not_its_own() {
        assertThat(at(0, 500, 520, 540, 560).longestMillisSince(530 * MILLI)).isEqualTo(20);
    }

    @Test
    void only_what_comes_after_a_moment_is_awaited_and_counted() {
        Arrivals arrivals = at(10, 20, 30);

        assertThat(arrivals.countAfter(20 * MILLI)).isEqualTo(1);
        assertThat(arrivals.awaitAfter(10 * MILLI, Duration.ofSeconds(1))).isEqualTo(20 * MILLI);
        assertThat(arrivals.count()).isEqualTo(3);
    }
}
