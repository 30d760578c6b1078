package announcer.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import announcer.testing.VirtualClock;

/** When an inventory is made, on a clock that the test moves. */
class InventoryScheduleTest {
    // Negative, as the machine's clock may be.
    private final VirtualClock clock = new VirtualClock(-TimeUnit.HOURS.toNanos(1));
    private final InventorySchedule schedule = new InventorySchedule();
    private final long start = clock.nanoTime();
    private final List<Long> made = new ArrayList<>();

    /** Makes inventories for some seconds. */
    private void passSeconds(int seconds) {
        long end = clock.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (true) {
            long left = schedule.nanosLeft(clock.nanoTime());
            if (clock.nanoTime() + left - end > 0) {
                clock.parkUntil(end);
                return;
            }
            clock.parkUntil(clock.nanoTime() + left);
            schedule.begun(clock.nanoTime());
            made.add(TimeUnit.NANOSECONDS.toSeconds(clock.nanoTime() - start));
        }
    }

    @Test
    void in_quiet_one_is_made_every_30_seconds() {
        schedule.arrived();
        passSeconds(100);
        assertThat(made).containsExactly(0L, 30L, 60L, 90L);
    }

    @Test
    void after_a_change_they_are_made_until_things_have_settled() {
        schedule.arrived();
        passSeconds(5);
        schedule.changed(clock.nanoTime());
        passSeconds(41);
        assertThat(made).containsExactly(0L, 5L, 7L, 9L, 11L, 13L, 15L, 45L);
    }

    @Test
    void a_storm_of_changes_costs_one_in_two_seconds() {
        schedule.arrived();
        passSeconds(0);
        for (int i = 0; i < 10; i++) {
            schedule.changed(clock.nanoTime());
            passSeconds(1);
        }
        assertThat(made).containsExactly(0L, 2L, 4L, 6L, 8L, 10L);
    }

    @Test
    void figures_that_change_are_listed_once() {
        schedule.arrived();
        passSeconds(5);
        schedule.figuresChanged();
        passSeconds(20);
        assertThat(made).containsExactly(0L, 5L);
    }

    @Test
    void a_client_that_comes_does_not_wait() {
        schedule.arrived();
        passSeconds(1);
        schedule.arrived();
        passSeconds(1);
        assertThat(made).containsExactly(0L, 1L);
    }

    @Test
    void clients_that_come_together_get_the_same() {
        schedule.arrived();
        schedule.begun(clock.nanoTime());
        schedule.arrived();
        assertThat(schedule.nanosLeft(clock.nanoTime())).isEqualTo(TimeUnit.MILLISECONDS.toNanos(100));
    }
}
