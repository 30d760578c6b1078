package announcer.tts.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

import announcer.api.audio.PcmFormat;
import announcer.api.audio.PcmSource;
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

    static SpeechEngine withSources(UnaryOperator<PcmSource> change) {
        return new ToneEngine() {
            @Override
            PcmSource source(SpeechRequest request, double seconds, double breakSeconds) throws SpeechException, InterruptedException {
                return change.apply(super.source(request, seconds, breakSeconds));
            }
        };
    }

    /** The second and later long texts get a changed source: the first tells the kit how long it should be. */
    static SpeechEngine withLaterLongSources(UnaryOperator<PcmSource> change) {
        AtomicInteger longTexts = new AtomicInteger();
        return new ToneEngine() {
            @Override
            PcmSource source(SpeechRequest request, double seconds, double breakSeconds) throws SpeechException, InterruptedException {
                PcmSource source = super.source(request, seconds, breakSeconds);
                return seconds > 20 && longTexts.incrementAndGet() > 1 ? change.apply(source) : source;
            }
        };
    }

    /** Understands the request its own way. */
    static SpeechEngine withRequests(UnaryOperator<SpeechRequest> change) {
        return new ToneEngine() {
            @Override
            PcmSource open(SpeechRequest request) throws SpeechException, InterruptedException {
                return super.open(change.apply(request));
            }
        };
    }

    static SpeechEngine withProsody(UnaryOperator<Prosody> change) {
        return withRequests(r -> new SpeechRequest(r.voice(), r.text(), r.ssml(), change.apply(r.prosody()), r.deadline()));
    }

    static SpeechEngine withText(UnaryOperator<String> change) {
        return withRequests(r -> new SpeechRequest(r.voice(), change.apply(r.text()), r.ssml(), r.prosody(), r.deadline()));
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
        return refusing((format, reason) -> BadSources.empty(format));
    }

    static SpeechEngine thatBlamesItselfForTheText() {
        return refusing((format, reason) -> {
            throw new SpeechException(reason.getMessage());
        });
    }

    static SpeechEngine thatHangsWhereItCannotSpeak() {
        return new ToneEngine() {
            @Override
            PcmSource open(SpeechRequest request) throws SpeechException, InterruptedException {
                if (request.text().startsWith("你")) {
                    new CountDownLatch(1).await();
                }
                return super.open(request);
            }
        };
    }

    private interface Refusal {
        PcmSource instead(PcmFormat format, UnspeakableTextException reason) throws SpeechException;
    }

    private static SpeechEngine refusing(Refusal refusal) {
        return new ToneEngine() {
            @Override
            PcmSource open(SpeechRequest request) throws SpeechException, InterruptedException {
                try {
                    return super.open(request);
                } catch (UnspeakableTextException e) {
                    return refusal.instead(request.voice().format(), e);
                }
            }
        };
    }

    /** Whoever reads, reads the newest text: what two at once do to a native library without a lock. */
    static SpeechEngine thatMixesItsReadersUp() {
        AtomicReference<PcmSource> newest = new AtomicReference<>();
        return withSources(own -> {
            newest.set(own);
            return new WrappedSource(own) {
                @Override
                public int read(ByteBuffer into) throws IOException, InterruptedException {
                    // Little by little, so that others come between.
                    int limit = into.limit();
                    into.limit(into.position() + Math.min(into.remaining(), 40));
                    PcmSource current = newest.get();
                    Thread.yield();
                    int n = current.format().equals(inner.format()) ? current.read(into) : inner.read(into);
                    into.limit(limit);
                    return n;
                }
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
            PcmSource source(SpeechRequest request, double seconds, double breakSeconds) throws SpeechException, InterruptedException {
                return super.source(request, request.deadline().toMillis() < 1_000 ? 0.2 : seconds, breakSeconds);
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
            PcmSource open(SpeechRequest request) throws SpeechException, InterruptedException {
                Thread.interrupted();
                return super.open(request);
            }
        };
    }
}
