package announcer.tts.testkit;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

import announcer.api.speech.PcmSink;
import announcer.api.speech.Prosody;
import announcer.api.speech.SpeechEngine;
import announcer.api.speech.SpeechException;
import announcer.api.speech.SpeechRequest;
import announcer.api.speech.UnspeakableTextException;
import announcer.api.speech.Voice;

/** Engines that each break the contract once. */
final class BadEngines {
    private BadEngines() {
    }

    static SpeechEngine withSinks(UnaryOperator<PcmSink> change) {
        return new ToneEngine() {
            @Override
            void hum(SpeechRequest request, double seconds, double breakSeconds, PcmSink sink)
                    throws SpeechException, InterruptedException {
                super.hum(request, seconds, breakSeconds, change.apply(sink));
            }
        };
    }

    /** The behaviour of an engine that is cancelled. */
    private interface End {
        void ended(InterruptedException e) throws SpeechException, InterruptedException;
    }

    private static SpeechEngine stoppingBy(End end) {
        return new ToneEngine() {
            @Override
            public void synthesize(SpeechRequest request, PcmSink sink) throws SpeechException, InterruptedException {
                try {
                    super.synthesize(request, sink);
                } catch (InterruptedException e) {
                    end.ended(e);
                }
            }
        };
    }

    /** Returns as if that were all. */
    static SpeechEngine whoseCutLooksComplete() {
        return stoppingBy(e -> {});
    }

    static SpeechEngine thatHangsWhenItIsStopped() {
        return stoppingBy(e -> new CountDownLatch(1).await());
    }

    static SpeechEngine thatSaysThatItFailedWhenItIsStopped() {
        return stoppingBy(e -> {
            throw new SpeechException("the sound could not be written", e);
        });
    }

    /** Does not care for a sink that is broken, and says that all was written. */
    static SpeechEngine thatSwallowsWhatItsSinkThrows() {
        return new ToneEngine() {
            @Override
            public void synthesize(SpeechRequest request, PcmSink sink) throws SpeechException, InterruptedException {
                super.synthesize(request, pcm -> {
                    try {
                        sink.write(pcm);
                    } catch (IllegalStateException e) {
                        // That is what is wrong with it.
                        pcm.position(pcm.limit());
                    }
                });
            }
        };
    }

    /** Has a program running for each text that it forgets when it is stopped. */
    static SpeechEngine whoseProgramOutlivesItsText() {
        return new ToneEngine() {
            @Override
            public void synthesize(SpeechRequest request, PcmSink sink) throws SpeechException, InterruptedException {
                Process program = start();
                super.synthesize(request, sink);
                program.destroyForcibly();
            }

            private Process start() throws SpeechException {
                try {
                    return new ProcessBuilder("sleep", "60").start();
                } catch (IOException e) {
                    throw new SpeechException("no sleep", e);
                }
            }
        };
    }

    /** Understands the request its own way. */
    static SpeechEngine withRequests(UnaryOperator<SpeechRequest> change) {
        return new ToneEngine() {
            @Override
            public void synthesize(SpeechRequest request, PcmSink sink) throws SpeechException, InterruptedException {
                super.synthesize(change.apply(request), sink);
            }
        };
    }

    static SpeechEngine withProsody(UnaryOperator<Prosody> change) {
        return withRequests(r -> new SpeechRequest(r.voice(), r.text(), r.ssml(), change.apply(r.prosody()), r.deadline()));
    }

    static SpeechEngine withText(UnaryOperator<String> change) {
        return withRequests(r -> new SpeechRequest(r.voice(), change.apply(r.text()), r.ssml(), r.prosody(), r.deadline()));
    }

    /** Makes of a text what another text would be. */
    static SpeechEngine pronouncing(UnaryOperator<String> change) {
        return new ToneEngine() {
            @Override
            List<String> pronounced(String text) throws UnspeakableTextException {
                return super.pronounced(change.apply(text));
            }
        };
    }

    static SpeechEngine refusingToPronounce(String part, String reason) {
        return new ToneEngine() {
            @Override
            List<String> pronounced(String text) throws UnspeakableTextException {
                if (text.contains(part)) {
                    throw new UnspeakableTextException("it cannot speak " + reason);
                }
                return super.pronounced(text);
            }
        };
    }

    static SpeechEngine withVoices(Voice... voices) {
        return new ToneEngine() {
            @Override
            public List<Voice> voices() {
                return List.of(voices);
            }
        };
    }

    static SpeechEngine withANewVoiceEachTime() {
        AtomicInteger number = new AtomicInteger();
        return new ToneEngine() {
            @Override
            public List<Voice> voices() {
                return List.of(HUM, new Voice("tone", "hum" + number.incrementAndGet(), Locale.ENGLISH, HUM.format()));
            }
        };
    }

    static SpeechEngine whichSpeaksWithAnyVoice() {
        return withRequests(r -> r.voice().name().equals("no-such-voice") ? new SpeechRequest(ToneEngine.HUM, r.text(), r.deadline()) : r);
    }

    static SpeechEngine thatIsEmptyWhereItCannotSpeak() {
        return refusing(reason -> {});
    }

    static SpeechEngine thatBlamesItselfForTheText() {
        return refusing(reason -> {
            throw new SpeechException(reason.getMessage());
        });
    }

    static SpeechEngine thatHangsWhereItCannotSpeak() {
        return new ToneEngine() {
            @Override
            public void synthesize(SpeechRequest request, PcmSink sink) throws SpeechException, InterruptedException {
                if (request.text().startsWith("你")) {
                    new CountDownLatch(1).await();
                }
                super.synthesize(request, sink);
            }
        };
    }

    private interface Refusal {
        void instead(UnspeakableTextException reason) throws SpeechException;
    }

    private static SpeechEngine refusing(Refusal refusal) {
        return new ToneEngine() {
            @Override
            public void synthesize(SpeechRequest request, PcmSink sink) throws SpeechException, InterruptedException {
                try {
                    super.synthesize(request, sink);
                } catch (UnspeakableTextException e) {
                    refusal.instead(e);
                }
            }
        };
    }

    /** Writes into whichever sink came last: what two at once do to a native library without a lock. */
    static SpeechEngine thatMixesItsCallersUp() {
        AtomicReference<PcmSink> newest = new AtomicReference<>();
        return withSinks(own -> {
            newest.set(own);
            return pcm -> {
                // So that others come between.
                Thread.yield();
                newest.get().write(pcm);
            };
        });
    }

    /** Sets the rate on a shared voice and forgets to set it back. */
    static SpeechEngine whoseRateSticks() {
        AtomicReference<Prosody> last = new AtomicReference<>(Prosody.NEUTRAL);
        return withProsody(p -> p.equals(Prosody.NEUTRAL) ? last.get() : last.updateAndGet(before -> p));
    }

    /** Stops where the deadline is, and says that it is done. */
    static SpeechEngine thatCutsAtTheDeadline() {
        return new ToneEngine() {
            @Override
            void hum(SpeechRequest request, double seconds, double breakSeconds, PcmSink sink)
                    throws SpeechException, InterruptedException {
                super.hum(request, request.deadline().toMillis() < 1_000 ? 0.2 : seconds, breakSeconds, sink);
            }
        };
    }

    static SpeechEngine whoseLengthIsChance() {
        AtomicInteger calls = new AtomicInteger();
        return withProsody(p -> p.withRate(calls.incrementAndGet() % 2 == 0 ? p.rate() : p.rate() * 1.3));
    }

    static SpeechEngine thatDropsBreaks() {
        return new ToneEngine() {
            @Override
            double breakSeconds(SpeechRequest request) {
                return 0;
            }
        };
    }

    static SpeechEngine thatSpeaksTheTextBesideTheDocument() {
        return new ToneEngine() {
            @Override
            long letters(SpeechRequest request) {
                return super.letters(request) * (request.ssml().isPresent() ? 2 : 1);
            }
        };
    }

    static SpeechEngine thatIgnoresInterruption() {
        return new ToneEngine() {
            @Override
            public void synthesize(SpeechRequest request, PcmSink sink) throws SpeechException, InterruptedException {
                Thread.interrupted();
                super.synthesize(request, sink);
            }
        };
    }

    /** Has another name in its class file, as the annotation of a component has it. */
    static final class Misnamed extends ToneEngine {
        static final String PROPERTY = SpeechEngine.NAME + "=bell";
    }
}
