package announcer.testing.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

class BoundedTaskTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void a_result_and_an_exception_come_as_they_are() throws Exception {
        assertThat(BoundedTask.start("a result", () -> 42).get(LONG)).isEqualTo(42);
        BoundedTask<Void> failing = BoundedTask.start("an exception", () -> {
            throw new IOException("gone");
        });
        assertThat(failing.awaitDone(LONG)).isTrue();
        assertThat(failing.isDone()).isTrue();
        assertThatThrownBy(() -> failing.get(LONG)).isInstanceOf(IOException.class).hasMessage("gone");
        assertThatThrownBy(() -> BoundedTask.start("an error", () -> {
            throw new AssertionError("wrong");
        }).get(LONG)).isInstanceOf(AssertionError.class).hasMessage("wrong");
    }

    @Test
    void what_hangs_is_named_shown_and_interrupted() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        BoundedTask<Void> hanging = BoundedTask.start("a task that hangs", () -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return null;
        });
        assertThat(hanging.awaitDone(Duration.ofMillis(100))).isFalse();
        assertThat(hanging.stackTrace()).extracting(StackTraceElement::getMethodName).contains("await");
        assertThatThrownBy(() -> hanging.get(Duration.ofMillis(100))).isInstanceOf(AssertionError.class)
                .hasMessage("a task that hangs: not over within 100 ms")
                .satisfies(e -> assertThat(e.getStackTrace()).extracting(StackTraceElement::getMethodName).contains("await"));
        assertThat(interrupted.await(LONG.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
    }
}
