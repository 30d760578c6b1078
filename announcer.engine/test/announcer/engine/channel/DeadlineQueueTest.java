package announcer.engine.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

class DeadlineQueueTest {
    private final DeadlineQueue timetable = new DeadlineQueue();
    private final WakeUpQueue unused = new WakeUpQueue();

    private ControlTask task(int n) {
        return new ControlTask("t" + n, now -> 0, unused, () -> {});
    }

    @Test
    void it_is_as_a_sorted_list_whatever_is_put_and_taken_also_where_the_clock_overflows() {
        Random random = new Random(1);
        for (long start : new long[]{0, -1_000_000, Long.MAX_VALUE - 500}) {
            List<ControlTask> model = new ArrayList<>();
            List<ControlTask> all = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                all.add(task(i));
            }
            long now = start;
            for (int step = 0; step < 5_000; step++) {
                ControlTask t = all.get(random.nextInt(all.size()));
                long due = now + random.nextInt(1_000) - 100;
                if (random.nextBoolean()) {
                    if (!model.contains(t) || due - t.dueNanos < 0) {
                        model.remove(t);
                        model.add(t);
                    }
                    timetable.putNotLater(t, due);
                } else if (random.nextBoolean()) {
                    model.remove(t);
                    model.add(t);
                    timetable.put(t, due);
                } else {
                    now += random.nextInt(50);
                    long at = now;
                    for (ControlTask p = timetable.pollDue(at); p != null; p = timetable.pollDue(at)) {
                        long earliest = earliest(model, at);
                        assertThat(p.dueNanos - at).isEqualTo(earliest).isLessThanOrEqualTo(0);
                        assertThat(p.place).isNegative();
                        assertThat(model.remove(p)).isTrue();
                    }
                    assertThat(earliest(model, at)).isPositive();
                }
                assertThat(timetable.size()).isEqualTo(model.size());
            }
            while (timetable.pollDue(now + 2_000) != null) {
                // Empties it.
            }
            assertThat(timetable.first()).isNull();
        }
    }

    private static long earliest(List<ControlTask> model, long now) {
        return model.stream().map(t -> t.dueNanos - now).min(Comparator.naturalOrder()).orElse(Long.MAX_VALUE);
    }
}
