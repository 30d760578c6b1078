package announcer.lib.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import announcer.api.speech.SpeechException;

@Timeout(30)
class InFlightGateTest {
    private final InFlightGate gate = new InFlightGate("the speech engine bell");
    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService callers = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        callers.shutdownNow();
    }

    @Test
    void what_a_call_throws_passes_and_nobody_is_inside_afterwards() throws Exception {
        gate.pass(() -> {});
        assertThatThrownBy(() -> gate.pass(() -> {
            throw new SpeechException("no");
        })).hasMessage("no");
        assertThatThrownBy(() -> gate.pass(() -> {
            throw new InterruptedException("enough");
        })).isInstanceOf(InterruptedException.class).hasMessage("enough");
        assertThat(gate.close(Duration.ofSeconds(10))).isEmpty();
    }

    @Test
    void closing_interrupts_the_calls_waits_for_them_and_lets_nobody_in() throws Exception {
        Future<Boolean> call = callers.submit(() -> {
            assertThatThrownBy(() -> gate.pass(() -> {
                inside.countDown();
                end.await();
            })).isInstanceOf(SpeechException.class).hasMessage("the speech engine bell was stopped before it had finished");
            return Thread.currentThread().isInterrupted();
        });
        inside.await();
        assertThat(gate.close(Duration.ofSeconds(10))).isEmpty();
        assertThat(call.get()).as("whether the caller is interrupted").isFalse();
        assertThatThrownBy(() -> gate.pass(() -> {})).isInstanceOf(SpeechException.class).hasMessageContaining("is being stopped");
    }

    @Test
    void an_interrupt_that_comes_too_late_does_not_reach_what_the_caller_does_next() throws Exception {
        Future<Boolean> call = callers.submit(() -> {
            gate.pass(() -> {
                inside.countDown();
                // Ends well, and takes no notice.
                while (!Thread.currentThread().isInterrupted()) {
                    Thread.onSpinWait();
                }
            });
            return Thread.currentThread().isInterrupted();
        });
        inside.await();
        assertThat(gate.close(Duration.ofSeconds(10))).isEmpty();
        assertThat(call.get()).isFalse();
    }

    @Test
    void an_interrupt_of_the_one_who_closes_shortens_nothing_and_is_kept() throws Exception {
        Future<?> call = callers.submit(() -> {
            gate.pass(() -> {
                inside.countDown();
                while (end.getCount() > 0) {
                    Thread.onSpinWait();
                }
            });
            return null;
        });
        inside.await();
        Future<Boolean> closer = callers.submit(() -> {
            Thread.currentThread().interrupt();
            assertThat(gate.close(Duration.ofSeconds(20))).isEmpty();
            return Thread.currentThread().isInterrupted();
        });
        while (!gate.isClosed()) {
            Thread.onSpinWait();
        }
        end.countDown();
        assertThat(closer.get()).as("whether the one who closes is interrupted").isTrue();
        call.get();
    }

    @Test
    void a_call_that_does_not_end_is_named_and_not_waited_for_for_ever() throws Exception {
        Future<?> call = callers.submit(() -> {
            Thread.currentThread().setName("hanging call");
            gate.pass(() -> {
                inside.countDown();
                while (end.getCount() > 0) {
                    Thread.onSpinWait();
                }
            });
            return null;
        });
        inside.await();
        assertThat(gate.close(Duration.ofMillis(50))).containsExactly("hanging call");
        end.countDown();
        call.get();
    }
}
