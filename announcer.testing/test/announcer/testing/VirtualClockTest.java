package announcer.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VirtualClockTest {
    @Test
    void time_passes_when_it_is_told_to_or_waited_for_and_never_goes_back() {
        VirtualClock clock = new VirtualClock(-10);
        assertThat(clock.nanoTime()).isEqualTo(-10);
        clock.pass(4);
        assertThat(clock.nanoTime()).isEqualTo(-6);
        clock.parkUntil(3);
        assertThat(clock.nanoTime()).isEqualTo(3);
        clock.parkUntil(1);
        assertThat(clock.nanoTime()).isEqualTo(3);
    }
}
