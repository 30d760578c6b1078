package announcer.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import announcer.api.RejectedException;
import announcer.api.Request;
import announcer.api.speech.SpeechEngine;
import announcer.api.speech.Voice;
import announcer.lib.time.MonotonicClock;
import announcer.engine.FakeEngine;
import announcer.engine.FakeServices;
import announcer.engine.text.MarkupException;
import announcer.engine.text.SpeechDocument;
import announcer.engine.util.RankedServices;
import announcer.engine.voice.EngineCircuitBreaker;
import announcer.engine.voice.VoiceCatalog;

/** What a request costs that names voices and languages: each question to an engine may take seconds. */
class VoiceRequestValidatorTest {
    /** A clock on which a second passes at every look, so that no answer is fresh when the next question comes. */
    private final MonotonicClock clock = new MonotonicClock() {
        private final AtomicLong now = new AtomicLong();

        @Override
        public long nanoTime() {
            return now.addAndGet(1_000_000_000);
        }

        @Override
        public void parkUntil(long deadlineNanos) {
            throw new UnsupportedOperationException();
        }
    };
    private final AtomicInteger questions = new AtomicInteger();
    private final FakeServices services = new FakeServices();
    private final RankedServices<SpeechEngine> engines = new RankedServices<>(services.context());
    private final VoiceCatalog voices = new VoiceCatalog(engines, new EngineCircuitBreaker(clock), clock, 10_000);
    private final VoiceRequestValidator checks = new VoiceRequestValidator(voices);

    VoiceRequestValidatorTest() {
        FakeEngine engine = new FakeEngine("slow", Locale.US, 1000) {
            @Override
            public List<Voice> voices() {
                questions.incrementAndGet();
                return super.voices();
            }
        };
        engines.add(services.register((SpeechEngine) engine, SpeechEngine.NAME, "slow", 0));
    }

    @AfterEach
    void close() {
        voices.close();
    }

    private static SpeechDocument ssml(String content) throws MarkupException {
        return SpeechDocument.ssml("<speak xml:lang='en'>" + content + "</speak>");
    }

    @Test
    void a_request_asks_engines_for_their_voices_once_however_many_it_names() throws Exception {
        SpeechDocument script = ssml("<voice name='slow/v'>a</voice><s xml:lang='en-GB'>b</s><s xml:lang='en-AU'>c</s>");
        assertThat(checks.voices(Request.ofSsml("x").withVoice("slow/v"), script)).hasValueSatisfying(
                v -> assertThat(v.id()).isEqualTo("slow/v"));
        assertThat(questions).hasValue(1);
    }

    @Test
    void a_refused_language_asks_once_too() {
        Request r = Request.of("a").withLocale(Locale.GERMAN);
        assertThatThrownBy(() -> checks.voices(r, SpeechDocument.plain("a"))).isInstanceOf(RejectedException.class)
                .hasMessageContaining("there are voices for: en");
        assertThat(questions).hasValue(1);
    }

    @Test
    void a_refused_voice_asks_once_too() {
        Request r = Request.of("a").withVoice("slow/w");
        assertThatThrownBy(() -> checks.voices(r, SpeechDocument.plain("a"))).isInstanceOf(RejectedException.class)
                .hasMessageContaining("slow/v");
        assertThat(questions).hasValue(1);
    }

    @Test
    void a_request_that_names_nothing_asks_nobody() throws Exception {
        assertThat(checks.voices(Request.of("a"), SpeechDocument.plain("a"))).isEmpty();
        assertThat(questions).hasValue(0);
    }
}
