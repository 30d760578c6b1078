package announcer.tts.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongPredicate;

import org.junit.jupiter.api.Test;

import announcer.api.speech.SpeechException;
import announcer.api.speech.SpeechRequest;
import announcer.api.speech.UnspeakableTextException;
import announcer.api.speech.Voice;
import announcer.testing.concurrent.BoundedTask;

/** Ends that come before the text is over: a sink that wants no more, interruption, the deadline. */
abstract class EndingContract extends SoundContract {
    /** Parts of a long text after which it is ended: at the first sound, soon after it, in the middle. */
    private static final double[] MOMENTS = {0, 0.02, 0.4};

    /** A sink that does something at a moment, and knows whether the engine has gone on. */
    private abstract static class EndingSink extends CheckedSink {
        private final LongPredicate moment;
        private volatile boolean ended;
        private volatile boolean writtenAfterwards;

        EndingSink(SpeechRequest request, LongPredicate moment) {
            super(request, false);
            this.moment = moment;
        }

        @Override
        final void took() throws InterruptedException {
            writtenAfterwards |= ended;
            if (moment.test(total())) {
                ended = true;
                end();
            }
        }

        abstract void end() throws InterruptedException;
    }

    @Test
    void a_sink_that_wants_no_more_ends_the_call_by_its_exception() throws Exception {
        for (Voice voice : voices()) {
            SpeechRequest request = longRequest(voice);
            long whole = reference(request).bytes().length;
            for (double moment : MOMENTS) {
                Leftovers left = Leftovers.sinceNow();
                EndingSink sink = new EndingSink(request, bytes -> bytes >= whole * moment) {
                    @Override
                    void end() throws InterruptedException {
                        throw new InterruptedException("the test wants no more");
                    }
                };
                assertThatThrownBy(() -> speak(request, sink),
                        "what a caller gets whose sink threw InterruptedException: the same, and no normal return").as(where(voice, moment))
                        .isInstanceOf(InterruptedException.class);
                assertThat(sink.writtenAfterwards).as("whether " + voice.id() + " writes on after the sink has thrown").isFalse();
                nothingIsLeft(left, where(voice, moment));
            }
            worksAsEver(voice);
        }
    }

    @Test
    void a_sink_that_fails_ends_the_call_by_an_exception() throws Exception {
        for (Voice voice : voices()) {
            SpeechRequest request = longRequest(voice);
            Leftovers left = Leftovers.sinceNow();
            assertThatThrownBy(() -> speak(request, new CheckedSink(request, false) {
                @Override
                void took() {
                    throw new IllegalStateException("the sink is broken, on purpose");
                }
            }), "what a caller gets whose sink is broken: any exception, but no normal return").isInstanceOf(Exception.class);
            nothingIsLeft(left, voice.id() + ", after a sink that failed");
            worksAsEver(voice);
        }
    }

    @Test
    void an_interrupted_caller_is_told_so() throws Exception {
        for (Voice voice : voices()) {
            SpeechRequest request = longRequest(voice);
            Leftovers left = Leftovers.sinceNow();
            assertThatThrownBy(() -> bounded("an interrupted caller", () -> {
                Thread.currentThread().interrupt();
                engine().synthesize(request, new CheckedSink(request, false));
                return null;
            }), "what a caller gets that is interrupted already when it calls: InterruptedException")
                    .isInstanceOf(InterruptedException.class);
            nothingIsLeft(left, voice.id() + ", interrupted before it began");
            worksAsEver(voice);
        }
    }

    @Test
    void a_caller_that_is_interrupted_underway_is_told_so() throws Exception {
        for (Voice voice : voices()) {
            SpeechRequest request = longRequest(voice);
            long whole = reference(request).bytes().length;
            for (double moment : MOMENTS) {
                Leftovers left = Leftovers.sinceNow();
                interruptUnderway(request, whole, moment);
                nothingIsLeft(left, where(voice, moment));
            }
            worksAsEver(voice);
        }
    }

    private void interruptUnderway(SpeechRequest request, long whole, double moment) throws Exception {
        String where = where(request.voice(), moment);
        Thread[] caller = new Thread[1];
        EndingSink sink = new EndingSink(request, bytes -> bytes >= whole * moment) {
            private boolean interrupted;

            @Override
            void end() {
                if (!interrupted) {
                    interrupted = true;
                    // The caller's, whichever thread the engine writes with.
                    caller[0].interrupt();
                }
            }
        };
        try {
            bounded("a caller that was interrupted, " + where, () -> {
                caller[0] = Thread.currentThread();
                engine().synthesize(request, sink);
                return null;
            });
            assertThat(sink.writtenAfterwards || sink.total() < whole * 0.9)
                    .as("whether it returned normally though it was interrupted in the middle (" + where + "): throw InterruptedException")
                    .isFalse();
        } catch (InterruptedException e) {
            assertThat(sink.total()).as("bytes before the interruption").isPositive();
        } finally {
            sink.verify();
        }
    }

    @Test
    void a_caller_that_is_interrupted_while_it_waits_does_not_go_on_waiting() throws Exception {
        for (Voice voice : voices()) {
            SpeechRequest request = longRequest(voice);
            long whole = reference(request).bytes().length;
            Leftovers left = Leftovers.sinceNow();
            CountDownLatch there = new CountDownLatch(1);
            CheckedSink sink = new CheckedSink(request, false);
            BoundedTask<Void> caller = BoundedTask.start("a caller that was interrupted", () -> {
                there.countDown();
                engine().synthesize(request, sink);
                return null;
            });
            there.await();
            caller.interrupt();
            // Whether it was already through is chance; that it ends is not.
            try {
                caller.get(patience());
                assertThat((double) sink.total()).as("bytes of a call that returned normally though it was interrupted")
                        .isGreaterThan(whole * 0.9);
            } catch (InterruptedException e) {
                assertThat(Thread.currentThread().isInterrupted()).as("the interruption is the caller's alone").isFalse();
            }
            nothingIsLeft(left, voice.id() + ", interrupted while it waited");
            worksAsEver(voice);
        }
    }

    @Test
    void a_deadline_that_is_too_short_ends_in_an_error_or_in_the_whole_text() throws Exception {
        for (Voice voice : voices()) {
            SpeechRequest request = longRequest(voice);
            double whole = reference(request).seconds();
            Leftovers left = Leftovers.sinceNow();
            try {
                Pcm pcm = speak(new SpeechRequest(voice, request.text(), Duration.ofMillis(3)));
                assertThat(pcm.seconds()).as("seconds of a text that the engine says is complete; throw SpeechException when it is late")
                        .isGreaterThan(whole * 0.9);
            } catch (SpeechException e) {
                assertThat(e).message().as("what the caller is told").isNotBlank();
                assertThat(e).as("nothing is wrong with the text").isNotInstanceOf(UnspeakableTextException.class);
            }
            nothingIsLeft(left, voice.id() + ", after its deadline");
            worksAsEver(voice);
        }
    }

    private static String where(Voice voice, double moment) {
        return voice.id() + ", ended after " + Math.round(moment * 100) + " % of a long text";
    }

    private void nothingIsLeft(Leftovers left, String where) {
        assertThat(left.processes()).as("processes that outlive their text (" + where
                + "): end them and their children before the call returns, also when it is interrupted").isEmpty();
        assertThat(anythingLeft()).as("what is left (" + where + ")").isEmpty();
    }
}
