package announcer.tts.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

import announcer.api.audio.PcmSource;
import announcer.api.speech.SpeechException;
import announcer.api.speech.SpeechRequest;
import announcer.api.speech.UnspeakableTextException;
import announcer.api.speech.Voice;

/** Ends that come before the text is over: closing, interruption, the deadline. */
abstract class EndingContract extends SoundContract {
    private static final int SOME_BYTES = 4_000;

    @Test
    void closing_underway_by_another_thread_ends_the_reader() throws Exception {
        for (Voice voice : voices()) {
            Pcm before = speak(voice);
            long whole = speak(longRequest(voice)).bytes().length;
            PcmSource source = bounded("beginning", () -> Pulled.open(engine(), longRequest(voice)));
            CountDownLatch begun = new CountDownLatch(1);
            Bounded<Long> reader = Bounded.start("a reader whose source was closed", () -> {
                int first = Reading.some(source, ByteBuffer.allocate(SOME_BYTES));
                begun.countDown();
                return first + Reading.count(source);
            });
            bounded("the first sound", () -> {
                begun.await();
                return null;
            });
            close(source);
            try {
                assertThat((double) reader.within(patience())).as("an end of a closed source that is not the text's end: throw IOException")
                        .isGreaterThan(whole * 0.9);
            } catch (IOException e) {
                assertThat(e).message().as("what the reader is told").isNotBlank();
            }
            worksAsEver(voice, before);
        }
    }

    @Test
    void closing_again_does_nothing_and_reading_after_it_is_an_error() throws Exception {
        for (Voice voice : voices()) {
            Pcm before = speak(voice);
            PcmSource unread = bounded("beginning", () -> Pulled.open(engine(), longRequest(voice)));
            PcmSource begun = bounded("beginning", () -> Pulled.open(engine(), request(voice, speakable(voice))));
            bounded("the first sound", () -> Reading.some(begun, ByteBuffer.allocate(SOME_BYTES)));
            for (PcmSource source : new PcmSource[]{unread, begun}) {
                close(source);
                close(source);
                assertThatThrownBy(() -> bounded("reading after close", () -> source.read(ByteBuffer.allocate(SOME_BYTES))),
                        "reading from a closed source").isInstanceOf(IOException.class);
            }
            worksAsEver(voice, before);
        }
    }

    @Test
    void an_interrupted_caller_is_told_so() throws Exception {
        for (Voice voice : voices()) {
            Pcm before = speak(voice);
            assertThatThrownBy(() -> bounded("an interrupted caller", () -> {
                Thread.currentThread().interrupt();
                try (PcmSource source = Pulled.open(engine(), longRequest(voice))) {
                    return Reading.count(source);
                }
            }), "what an interrupted caller gets").isInstanceOf(InterruptedException.class);
            worksAsEver(voice, before);
        }
    }

    @Test
    void an_interrupted_reader_is_told_so() throws Exception {
        for (Voice voice : voices()) {
            Pcm before = speak(voice);
            CountDownLatch begun = new CountDownLatch(1);
            Bounded<Void> reader = Bounded.start("an interrupted reader", () -> {
                try (PcmSource source = Pulled.open(engine(), longRequest(voice))) {
                    Reading.some(source, ByteBuffer.allocate(SOME_BYTES));
                    begun.countDown();
                    // However much is there already: it is not to be read by somebody who is told to stop.
                    Thread.currentThread().interrupt();
                    assertThatThrownBy(() -> Reading.count(source), "what an interrupted reader gets")
                            .isInstanceOf(InterruptedException.class);
                }
                return null;
            });
            reader.within(patience());
            worksAsEver(voice, before);
        }
    }

    @Test
    void a_caller_that_is_interrupted_while_it_waits_does_not_go_on_waiting() throws Exception {
        for (Voice voice : voices()) {
            Pcm before = speak(voice);
            CountDownLatch there = new CountDownLatch(1);
            Bounded<Long> caller = Bounded.start("a caller that was interrupted", () -> {
                there.countDown();
                try (PcmSource source = Pulled.open(engine(), longRequest(voice))) {
                    return Reading.count(source);
                }
            });
            there.await();
            caller.interrupt();
            // Whether it was already through is chance; that it ends is not.
            try {
                assertThat(caller.within(patience())).isPositive();
            } catch (InterruptedException e) {
                assertThat(Thread.currentThread().isInterrupted()).as("the interruption is the caller's alone").isFalse();
            }
            worksAsEver(voice, before);
        }
    }

    @Test
    void a_deadline_that_is_too_short_ends_in_an_error_or_in_the_whole_text() throws Exception {
        for (Voice voice : voices()) {
            Pcm before = speak(voice);
            SpeechRequest request = longRequest(voice);
            double whole = speak(request).seconds();
            try {
                Pcm pcm = speak(new SpeechRequest(voice, request.text(), Duration.ofMillis(3)));
                assertThat(pcm.seconds()).as("seconds of an utterance that says it is complete").isGreaterThan(whole * 0.9);
            } catch (SpeechException | IOException e) {
                assertThat(e).message().as("what the caller is told").isNotBlank();
                assertThat(e).as("nothing is wrong with the text").isNotInstanceOf(UnspeakableTextException.class);
            }
            worksAsEver(voice, before);
        }
    }

    private void close(PcmSource source) throws Exception {
        bounded("closing", () -> {
            source.close();
            return null;
        });
    }
}
