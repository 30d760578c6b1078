package announcer.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

class ChaosPlanTest {
    private static final Set<Fault> ALL = EnumSet.allOf(Fault.class);

    private static ChaosPlan plan(long seed, int faults) {
        return new ChaosPlan(seed, faults, 10, Duration.ofSeconds(10), 2, true);
    }

    @Test
    void same_seed_has_the_same_faults_in_the_same_order() {
        assertThat(plan(7, 100).order(ALL)).isEqualTo(plan(7, 100).order(ALL)).hasSize(100).isNotEqualTo(plan(8, 100).order(ALL));
    }

    @Test
    void each_kind_has_its_turn_before_any_comes_again() {
        assertThat(plan(7, ALL.size()).order(ALL)).containsExactlyInAnyOrderElementsOf(ALL);
    }

    @Test
    void JVM_is_killed_in_every_third_round() {
        List<Fault> order = plan(7, 6 * ALL.size() - 4).order(ALL);

        assertThat(order).filteredOn(fault -> fault == Fault.JVM_KILLED).hasSize(2);
        assertThat(order).filteredOn(fault -> fault == Fault.FFMPEG_KILLED).hasSize(6);
    }

    @Test
    void JVM_is_killed_early() {
        for (int seed = 0; seed < 20; seed++) {
            assertThat(plan(seed, 3).order(ALL)).last().isEqualTo(Fault.JVM_KILLED);
        }
        assertThat(plan(7, 100).order(EnumSet.of(Fault.JVM_KILLED))).startsWith(Fault.JVM_KILLED);
    }

    @Test
    void what_cannot_be_broken_here_is_not_among_them() {
        assertThat(plan(7, 100).order(EnumSet.of(Fault.FFMPEG_KILLED))).hasSize(100).containsOnly(Fault.FFMPEG_KILLED);
    }

    @Test
    void external_server_needs_a_channel_beside_the_first() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ChaosPlan(1, 1, 1, Duration.ofSeconds(1), 1, false))
                .withMessageContaining("not 1");
    }
}
