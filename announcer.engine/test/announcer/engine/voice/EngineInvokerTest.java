package announcer.engine.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import announcer.api.audio.PcmFormat;
import announcer.api.speech.PcmSink;
import announcer.api.speech.SpeechEngine;
import announcer.api.speech.SpeechException;
import announcer.api.speech.SpeechRequest;
import announcer.api.speech.Voice;
import announcer.testing.VirtualClock;

class EngineInvokerTest {
    private static final Voice VOICE = new Voice("e", "v", Locale.US, new PcmFormat(8_000, 1));
    private static final SpeechRequest REQUEST = new SpeechRequest(VOICE, "x", Duration.ofSeconds(2));

    private final VirtualClock clock = new VirtualClock(-5_000_000_000L);
    private final EngineInvoker invoker = new EngineInvoker(text -> Duration.ofSeconds(1), clock);

    @AfterEach
    void nothingIsLeftOnTheThread() {
        assertThat(Thread.interrupted()).isFalse();
    }

    private interface Speaking {
        void speak(PcmSink sink) throws SpeechException, InterruptedException;
    }

    private byte[] call(Speaking speaking) throws SpeechException, InterruptedException {
        return invoker.speak(new SpeechEngine() {
            @Override
            public List<Voice> voices() {
                return List.of(VOICE);
            }

            @Override
            public void synthesize(SpeechRequest r, PcmSink sink) throws SpeechException, InterruptedException {
                speaking.speak(sink);
            }
        }, REQUEST);
    }

    @Test
    void parts_of_any_size_are_joined_and_a_buffer_may_be_used_again() throws Exception {
        assertThat(call(sink -> {
            ByteBuffer buffer = ByteBuffer.allocateDirect(4);
            sink.write(buffer.put(new byte[]{1, 2, 3, 4}).flip());
            assertThat(buffer.hasRemaining()).isFalse();
            sink.write(buffer);
            sink.write(buffer.clear().put(new byte[]{5, 6}).flip());
        })).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void an_interrupt_that_an_engine_leaves_behind_is_not_passed_on() throws Exception {
        assertThat(call(sink -> {
            sink.write(ByteBuffer.allocate(2));
            Thread.currentThread().interrupt();
        })).hasSize(2);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void a_cancelled_call_ends_by_interrupt_or_at_the_sink_and_no_other_begins() {
        assertThatThrownBy(() -> call(sink -> {
            invoker.cancel("nobody waits");
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            sink.write(ByteBuffer.allocate(2));
        })).isInstanceOf(InterruptedException.class).hasMessage("nobody waits");
        assertThatThrownBy(() -> call(sink -> {
            throw new AssertionError("nothing is asked for any more");
        })).isInstanceOf(InterruptedException.class);
    }

    @Test
    void an_engine_that_returns_as_if_that_were_all_when_it_was_cancelled_is_not_believed() {
        assertThatThrownBy(() -> call(sink -> {
            sink.write(ByteBuffer.allocate(2));
            invoker.cancel("its engine went away");
        })).isInstanceOf(InterruptedException.class).hasMessage("its engine went away");
    }

    @Test
    void whoever_cancels_waits_for_nobody_even_if_the_engine_hears_nothing() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch mayReturn = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Thread synth = new Thread(() -> {
            try {
                call(sink -> {
                    inside.countDown();
                    while (mayReturn.getCount() > 0) {
                        try {
                            mayReturn.await();
                        } catch (InterruptedException e) {
                            // It hears nothing, and waits on.
                        }
                    }
                });
            } catch (SpeechException | InterruptedException e) {
                ended.countDown();
            }
        }, "test-synth");
        synth.start();
        assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
        invoker.cancel("nobody waits");
        assertThat(ended.getCount()).isEqualTo(1);
        mayReturn.countDown();
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void sound_without_end_is_a_failure_and_takes_no_more_memory_than_ten_minutes_of_it() {
        byte[] second = new byte[VOICE.format().bytesPerSecond()];
        int[] written = new int[1];
        assertThatThrownBy(() -> call(sink -> {
            while (true) {
                sink.write(ByteBuffer.wrap(second));
                written[0]++;
            }
        })).isInstanceOf(SpeechException.class).hasMessageContaining("600 s");
        assertThat(written[0]).isEqualTo(600);
    }

    @Test
    void every_step_has_its_deadline_whatever_the_sign_of_the_clock() throws Exception {
        assertThat(invoker.nanosLeft(clock.nanoTime())).isEqualTo(Long.MAX_VALUE);
        invoker.begin();
        clock.pass(900_000_000);
        assertThat(invoker.nanosLeft(clock.nanoTime())).isBetween(100_000_000L, 100_000_001L);
        call(sink -> {
            assertThat(invoker.deadline()).isEqualTo(Duration.ofSeconds(2));
            clock.pass(2_000_000_000);
            assertThat(invoker.nanosLeft(clock.nanoTime())).as("just in time").isPositive();
            clock.pass(1);
            assertThat(invoker.nanosLeft(clock.nanoTime())).isLessThanOrEqualTo(0);
        });
        assertThat(invoker.nanosLeft(clock.nanoTime())).as("the next step is its own").isPositive();
        invoker.end();
        assertThat(invoker.nanosLeft(clock.nanoTime())).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void sound_that_the_sink_refused_once_is_neither_gone_on_with_nor_believed() {
        int[] refused = new int[1];
        assertThatThrownBy(() -> call(sink -> {
            sink.write(ByteBuffer.allocate(2));
            Thread.currentThread().interrupt();
            for (int i = 0; i < 3; i++) {
                try {
                    sink.write(ByteBuffer.allocate(2));
                } catch (InterruptedException e) {
                    refused[0]++;
                }
            }
        })).isInstanceOf(InterruptedException.class);
        assertThat(refused[0]).isEqualTo(3);
    }

    @Test
    void sound_without_end_is_a_failure_of_an_engine_too_that_hears_nothing() {
        byte[] minute = new byte[60 * VOICE.format().bytesPerSecond()];
        int[] refused = new int[1];
        assertThatThrownBy(() -> call(sink -> {
            for (int i = 0; i < 15; i++) {
                try {
                    sink.write(ByteBuffer.wrap(minute));
                } catch (InterruptedException e) {
                    refused[0]++;
                }
            }
        })).isInstanceOf(SpeechException.class).hasMessageContaining("600 s");
        assertThat(refused[0]).isEqualTo(5);
    }
}
