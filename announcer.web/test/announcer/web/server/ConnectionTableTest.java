package announcer.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

// The clock overflows in the middle, as a monotonic one may.
@SuppressWarnings("ConstantOverflow")
class ConnectionTableTest {
    private static final long START = Long.MAX_VALUE - 5;
    private static final long SECOND = 1_000_000_000L;
    private static final Duration IDLE = Duration.ofSeconds(30);
    private final ConnectionTable<String> table = new ConnectionTable<>(() -> new ServerLimits(4, Duration.ofSeconds(10)));

    private List<String> open(String name, String address) {
        return table.opened(name, address, address.equals("here"), START);
    }

    @Test
    void an_address_of_the_network_has_half_of_the_places_and_loses_its_own_first() {
        assertThat(open("a1", "a")).isEmpty();
        assertThat(open("a2", "a")).isEmpty();
        assertThat(open("a3", "a")).containsExactly("a1");
        table.begun("a2");
        table.begun("a3");
        assertThat(open("a4", "a")).as("on both a request is being answered").containsExactly("a4");
        assertThat(table.size()).isEqualTo(2);
    }

    @Test
    void when_all_are_taken_the_oldest_quiet_one_of_who_has_most_makes_room() {
        for (String name : new String[]{"l1", "l2", "l3"}) {
            assertThat(open(name, "here")).isEmpty();
        }
        assertThat(open("a1", "a")).isEmpty();
        table.begun("l1");
        assertThat(open("a2", "a")).containsExactly("l2");
        table.begun("l3");
        table.begun("a1");
        table.begun("a2");
        assertThat(open("b1", "b")).as("all are at work").containsExactly("b1");
        table.ended("a1", START);
        assertThat(open("b1", "b")).containsExactly("a1");
        assertThat(table.begun("a1")).as("what comes on it now is not carried out").isFalse();
        assertThat(table.begun("b1")).isTrue();
        assertThat(table.size()).isEqualTo(4);
    }

    @Test
    void this_machine_may_have_all_places() {
        for (int i = 0; i < 4; i++) {
            assertThat(open("l" + i, "here")).isEmpty();
        }
        assertThat(open("l5", "here")).containsExactly("l0");
    }

    @Test
    void a_first_head_has_its_time_and_the_next_ones_that_of_an_idle_connection() {
        open("new", "a");
        open("busy", "a");
        open("used", "b");
        table.begun("busy");
        table.begun("used");
        table.ended("used", START + SECOND);
        assertThat(table.takeLate(IDLE, START + 10 * SECOND)).isEmpty();
        assertThat(table.takeLate(IDLE, START + 10 * SECOND + 1)).containsExactly("new");
        assertThat(table.begun("new")).as("a head that comes now is not carried out").isFalse();
        assertThat(table.takeLate(IDLE, START + 31 * SECOND)).isEmpty();
        assertThat(table.takeLate(IDLE, START + 31 * SECOND + 1)).containsExactly("used");
        assertThat(table.takeLate(Duration.ofSeconds(1), START + 11 * SECOND)).as("never sooner than a first one").isEmpty();
    }

    @Test
    void who_has_gone_is_forgotten() {
        open("a1", "a");
        table.closed("a1");
        table.closed("a1");
        table.begun("a1");
        table.ended("a1", START);
        assertThat(table.size()).isZero();
        assertThat(table.takeLate(IDLE, START + 100 * SECOND)).isEmpty();
    }
}
