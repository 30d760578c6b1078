package announcer.tts.mary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import announcer.api.audio.PcmFormat;
import announcer.api.speech.Prosody;
import announcer.api.speech.SpeechException;
import announcer.api.speech.SpeechRequest;
import announcer.api.speech.Voice;
import announcer.tts.testkit.Pcm;
import announcer.tts.testkit.PcmCollector;
import announcer.tts.testkit.PitchEstimator;
import announcer.tts.testkit.Repetitions;

/** The engine with MaryTTS itself: what is particular to it. */
@Timeout(300)
class MaryEngineTest {
    /** Short, as MaryTTS is slow: a letter, a number, a comma and a second sentence. */
    private static final String SENTENCE = "Number A 23, please go to three. Thank you.";
    private static final String SSML = "<speak version=\"1.1\" xmlns=\"http://www.w3.org/2001/10/synthesis\" xml:lang=\"en-US\">%s</speak>";
    private static final Map<Prosody, Double> WITHOUT_BREAK = new HashMap<>();
    private static MaryEngine engine;
    private static Voice voice;
    private static Pcm plain;

    @BeforeAll
    static void start() throws Exception {
        engine = new MaryEngine(new Settings(2, false));
        voice = engine.voices().get(0);
        plain = speak(SENTENCE, Optional.empty(), Prosody.NEUTRAL);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        engine.deactivate();
        assertThat(Await.maryThreads()).isEmpty();
    }

    @Test
    void the_voice_is_described_from_its_own_file() {
        assertThat(voice.id()).isEqualTo("mary/cmu-slt-hsmm");
        assertThat(voice.locale().toLanguageTag()).isEqualTo("en-US");
        assertThat(voice.format()).isEqualTo(new PcmFormat(48_000, 1));
        assertThat(engine.voices()).hasSize(1);
        assertThat(engine.problem()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.25, 0.5, 0.75, 1.5, 2})
    void a_rate_divides_the_time_pauses_and_all(double rate) throws Exception {
        Pcm pcm = speak(SENTENCE, Optional.empty(), Prosody.NEUTRAL.withRate(rate));
        assertThat(pcm.seconds() / plain.seconds() * rate).isCloseTo(1, within(0.06));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.7, 1.3, 1.5, 2})
    void a_pitch_multiplies_the_frequency_and_leaves_the_time(double pitch) throws Exception {
        Pcm pcm = speak(SENTENCE, Optional.empty(), Prosody.NEUTRAL.withPitch(pitch));
        assertThat(pitch(pcm) / pitch(plain) / pitch).isCloseTo(1, within(0.06));
        assertThat(pcm.seconds()).isCloseTo(plain.seconds(), within(0.05));
    }

    @Test
    void what_the_document_says_is_multiplied_with_what_the_request_says() throws Exception {
        String body = "<prosody rate=\"50%\" pitch=\"150%\">" + SENTENCE + "</prosody>";
        Pcm pcm = speak(SENTENCE, Optional.of(SSML.formatted(body)), Prosody.NEUTRAL.withRate(2));
        assertThat(pcm.seconds() / plain.seconds()).isCloseTo(1, within(0.02));
        assertThat(pitch(pcm) / pitch(plain)).isCloseTo(1.5, within(0.1));
    }

    @Test
    void a_break_between_sentences_is_exact_whatever_the_rate() throws Exception {
        for (Prosody prosody : List.of(Prosody.NEUTRAL, Prosody.NEUTRAL.withRate(2))) {
            String body = SENTENCE.replace(". ", ".<break time=\"700ms\"/> ");
            double with = speak(SENTENCE, Optional.of(SSML.formatted(body)), prosody).seconds();
            double without = withoutBreak(prosody);
            assertThat(with - without).isCloseTo(0.7, within(0.001));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {" go ", "23, "})
    void a_break_within_a_sentence_adds_its_time_whether_there_is_a_comma_or_not(String before) throws Exception {
        for (double rate : new double[]{1, 2}) {
            Prosody prosody = Prosody.NEUTRAL.withRate(rate);
            String body = SENTENCE.replace(before, before + "<break time=\"700ms\"/>");
            double with = speak(SENTENCE, Optional.of(SSML.formatted(body)), prosody).seconds();
            double without = withoutBreak(prosody);
            assertThat(with - without).isCloseTo(0.7, within(0.1));
        }
    }

    @Test
    void a_text_that_is_stopped_leaves_no_thread_of_its_own() throws Exception {
        for (int i = 0; i < Repetitions.of(3, 10); i++) {
            assertThatThrownBy(() -> engine.synthesize(request(SENTENCE.repeat(5), Optional.empty(), Prosody.NEUTRAL),
                    pcm -> Thread.currentThread().getThreadGroup().interrupt())).isInstanceOf(InterruptedException.class);
            assertThatThrownBy(() -> engine.synthesize(request(SENTENCE.repeat(5), Optional.empty(), Prosody.NEUTRAL), pcm -> {
                throw new InterruptedException("enough");
            })).isInstanceOf(InterruptedException.class).hasMessage("enough");
        }
        Await.until("only the loader is left at most", () -> Await.maryThreads().isEmpty());
        assertThat(speak(SENTENCE, Optional.empty(), Prosody.NEUTRAL).bytes()).isEqualTo(plain.bytes());
        assertThat(engine.lost()).isZero();
    }

    @Test
    void a_long_text_begins_to_sound_with_its_first_sentence() {
        String text = "Please go to counter three. ".repeat(200);
        assertThatThrownBy(() -> engine.synthesize(request(text, Optional.empty(), Prosody.NEUTRAL), pcm -> {
            assertThat(pcm.remaining()).isPositive();
            throw new InterruptedException("heard");
        })).isInstanceOf(InterruptedException.class).hasMessage("heard");
    }

    @Test
    void a_deadline_that_passes_is_an_error_that_names_it() {
        SpeechRequest hurried = new SpeechRequest(voice, SENTENCE, Duration.ofNanos(1));
        assertThatThrownBy(() -> engine.synthesize(hurried, new PcmCollector())).isInstanceOf(SpeechException.class)
                .hasMessageContaining("within 0 ms").hasMessageContaining("Number A 23");
    }

    @Test
    void odd_texts_are_each_spoken_or_refused() throws Exception {
        Random random = new Random(3);
        for (int i = 0; i < Repetitions.of(30, 100); i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(30);
            for (int k = 0; k < length; k++) {
                int range = new int[]{0x80, 0x250, 0x3000, 0x10000, 0x110000}[random.nextInt(5)];
                text.appendCodePoint(random.nextInt(range));
                if (random.nextInt(4) == 0) {
                    text.append(" word ");
                }
            }
            try {
                assertThat(speak(text.toString(), Optional.empty(), Prosody.NEUTRAL.withRate(4)).bytes()).isNotEmpty();
            } catch (SpeechException e) {
                assertThat(e).as("text %d", i).hasMessageContaining("mary/cmu-slt-hsmm");
            }
        }
        assertThat(engine.lost()).isZero();
    }

    /** Seconds of the sentence as a document, which several tests compare with: it is spoken once for each rate. */
    private static double withoutBreak(Prosody prosody) throws Exception {
        Double known = WITHOUT_BREAK.get(prosody);
        if (known == null) {
            known = speak(SENTENCE, Optional.of(SSML.formatted(SENTENCE)), prosody).seconds();
            WITHOUT_BREAK.put(prosody, known);
        }
        return known;
    }

    private static SpeechRequest request(String text, Optional<String> ssml, Prosody prosody) {
        return new SpeechRequest(voice, text, ssml, prosody, Duration.ofSeconds(60));
    }

    private static Pcm speak(String text, Optional<String> ssml, Prosody prosody) throws Exception {
        PcmCollector sound = new PcmCollector();
        engine.synthesize(request(text, ssml, prosody), sound);
        return new Pcm(voice.format(), sound.bytes());
    }

    private static double pitch(Pcm pcm) {
        return new PitchEstimator(70, 450).medianHz(pcm.mono(), voice.format().sampleRateHz()).orElseThrow();
    }
}
