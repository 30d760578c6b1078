package announcer.ffmpeg.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PushEventsTest {
    private final PushEvents events = new PushEvents();

    private PushEvent next() throws InterruptedException {
        return events.poll(Duration.ZERO);
    }

    @Test
    void of_media_times_the_newest_waits() throws Exception {
        for (int i = 0; i < 100_000; i++) {
            events.add(new PushEvent.MediaTime(1, Duration.ofMillis(i)));
        }
        events.add(new PushEvent.Exited(1, 0));
        assertThat(events.size()).isEqualTo(2);
        assertThat(next()).isEqualTo(new PushEvent.MediaTime(1, Duration.ofMillis(99_999)));
        assertThat(next()).isEqualTo(new PushEvent.Exited(1, 0));
        assertThat(next()).isNull();
    }

    @Test
    void restarts_that_are_asked_for_while_one_waits_are_one() throws Exception {
        events.add(new PushEvent.Restart("one"));
        events.add(new PushEvent.Retimed());
        events.add(new PushEvent.Restart("two"));
        events.add(new PushEvent.Retimed());
        assertThat(next()).isEqualTo(new PushEvent.Restart("one"));
        events.add(new PushEvent.Restart("three"));
        assertThat(next()).isEqualTo(new PushEvent.Retimed());
        assertThat(next()).as("asked for after the first had begun").isEqualTo(new PushEvent.Restart("three"));
        assertThat(next()).isNull();
    }

    @Test
    void a_close_goes_before_all_others() throws Exception {
        events.add(new PushEvent.Exited(1, 0));
        events.add(new PushEvent.Restart("one"));
        events.add(new PushEvent.Close());
        events.add(new PushEvent.Close());
        assertThat(next()).isEqualTo(new PushEvent.Close());
        assertThat(next()).isEqualTo(new PushEvent.Exited(1, 0));
    }

    @Test
    void who_waits_is_woken_by_the_next_one_and_by_an_interrupt() throws Exception {
        CompletableFuture<PushEvent> told = CompletableFuture.supplyAsync(() -> {
            try {
                return events.poll(Duration.ofMinutes(1));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        events.add(new PushEvent.Close());
        assertThat(told.get(30, TimeUnit.SECONDS)).isEqualTo(new PushEvent.Close());
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> events.poll(Duration.ofMinutes(1))).isInstanceOf(InterruptedException.class);
    }
}
