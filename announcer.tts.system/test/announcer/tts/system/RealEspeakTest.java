package announcer.tts.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import announcer.api.speech.Prosody;
import announcer.api.speech.SpeechException;
import announcer.api.speech.SpeechRequest;
import announcer.api.speech.Voice;
import announcer.tts.testkit.Pcm;
import announcer.tts.testkit.PcmCollector;
import announcer.tts.testkit.PitchEstimator;

/** The engine with the installed espeak-ng: what the contract of all engines does not ask. */
@Timeout(180)
class RealEspeakTest {
    private static final String SENTENCE = "Number A 23, please go to counter three. Thank you for waiting.";
    /** What a factor may be off: espeak-ng's own steps, and what differs from text to text. */
    private static final double TOLERANCE = 0.12;
    private static final boolean THOROUGH = Boolean.getBoolean("thorough");
    private static final int CONCURRENCY = 4;
    /** Repetitions in a text that is long. */
    private static final int LONG = THOROUGH ? 5_000 : 300;
    private static SystemEngine engine;

    @BeforeAll
    static void begin() {
        engine = RealEspeak.engine(CONCURRENCY);
    }

    @AfterAll
    static void end() throws InterruptedException {
        if (engine != null) {
            engine.deactivate();
            assertThat(Await.threads()).isEmpty();
            assertThat(Await.processes()).isEmpty();
        }
    }

    @Test
    void the_voices_are_listed_with_their_locales() {
        assertThat(engine.voices()).hasSizeGreaterThan(50).contains(SystemVoice.of("en-us", Locale.US, "", 0).voice(),
                SystemVoice.of("de", Locale.GERMAN, "", 0).voice(), SystemVoice.of("cmn", Locale.SIMPLIFIED_CHINESE, "", 0).voice());
        assertThat(engine.voices()).extracting(Voice::id).doesNotHaveDuplicates().allMatch(id -> id.matches("system/[a-z0-9-]+"));
        assertThat(engine.problem()).isEmpty();
    }

    @Test
    void every_voice_that_is_listed_speaks() throws Exception {
        List<Callable<Pcm>> calls = new ArrayList<>();
        List<Voice> voices = engine.voices();
        for (Voice voice : voices) {
            calls.add(() -> speak(voice, "Anna 1, 2, 3.", Prosody.NEUTRAL));
        }
        List<Pcm> sounds = atATime(CONCURRENCY, calls);
        for (int i = 0; i < calls.size(); i++) {
            assertThat(sounds.get(i).seconds()).as(voices.get(i).id()).isGreaterThan(0.5);
        }
    }

    @Test
    void mandarin_reads_figures_as_their_words() throws Exception {
        Voice mandarin = RealEspeak.voice(engine, "cmn");
        assertThat(speak(mandarin, "请A-023号到123号柜台", Prosody.NEUTRAL).bytes())
                .isEqualTo(speak(mandarin, "请A 零二三号到一百二十三号柜台", Prosody.NEUTRAL).bytes());
        // Four syllables, and not four times "Chinese letter".
        assertThat(speak(mandarin, "你好谢谢", Prosody.NEUTRAL).speechSeconds()).isBetween(0.5, 1.8);
    }

    @Test
    void umlauts_arrive_as_they_were_written() throws Exception {
        Voice german = RealEspeak.voice(engine, "de");
        assertThat(speak(german, "schön", Prosody.NEUTRAL).bytes()).isNotEqualTo(speak(german, "schon", Prosody.NEUTRAL).bytes());
        assertThat(speak(german, "Übergrößenträger", Prosody.NEUTRAL).seconds()).isBetween(0.8, 2.5);
    }

    @Test
    void brackets_do_not_begin_phonemes_and_markup_is_text() throws Exception {
        Voice voice = RealEspeak.voice(engine, "en-us");
        assertThat(speak(voice, "[[h@l'oU]] now", Prosody.NEUTRAL).bytes())
                .isNotEqualTo(speak(voice, "hello now", Prosody.NEUTRAL).bytes());
        assertThat(speak(voice, "one \u0001300S two", Prosody.NEUTRAL).seconds())
                .isCloseTo(speak(voice, "one  300S two", Prosody.NEUTRAL).seconds(), Offset.offset(0.01));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en-us | Number twenty three, please go to counter four. Thank you for waiting.
            en-gb | The next train to Cambridge leaves at half past nine from platform four.
            de    | Der nächste Zug nach Köln fährt um halb zehn von Gleis vier.
            fr-fr | Le numéro vingt-trois est attendu au guichet quatre. Merci de votre patience.
            es    | Número veintitrés, por favor pase a la ventanilla cuatro. Muchas gracias.
            it    | Numero ventitré, si prega di andare allo sportello quattro. Grazie mille.
            nl    | Nummer drieëntwintig, gaat u naar loket vier. Dank u voor het wachten.
            ru    | Номер двадцать три, пройдите к окну четыре. Спасибо за ожидание.
            cmn   | 请二十三号顾客到四号窗口办理业务。谢谢您的耐心等待。
            """)
    void a_rate_and_a_pitch_are_what_they_say(String name, String text) throws Exception {
        Voice voice = RealEspeak.voice(engine, name);
        Pcm own = speak(voice, text, Prosody.NEUTRAL);
        // Every factor with one language; with each of the others the ends of the range and some between.
        boolean all = THOROUGH || name.equals("en-us");
        StringBuilder figures = new StringBuilder("system/" + name + ":");
        List<String> wrong = new ArrayList<>();
        for (double rate : all ? new double[]{0.5, 0.75, 1.5, 2, 2.5, 3} : new double[]{0.5, 1.5, 3}) {
            double measured = own.speechSeconds() / speak(voice, text, Prosody.NEUTRAL.withRate(rate)).speechSeconds();
            note(figures, wrong, "rate", rate, measured);
        }
        double ownHz = hertz(own);
        for (double pitch : all ? new double[]{0.7, 0.8, 1.25, 1.5, 1.65} : new double[]{0.7, 1.65}) {
            double measured = hertz(speak(voice, text, Prosody.NEUTRAL.withPitch(pitch))) / ownHz;
            note(figures, wrong, "pitch", pitch, measured);
        }
        System.out.println(figures);
        assertThat(wrong).isEmpty();
    }

    private static void note(StringBuilder figures, List<String> wrong, String what, double wanted, double measured) {
        String figure = String.format(Locale.ROOT, " %s %.2f is %.2f", what, wanted, measured);
        figures.append(figure);
        if (Math.abs(measured / wanted - 1) > TOLERANCE) {
            wrong.add(figure);
        }
    }

    private static double hertz(Pcm pcm) {
        return new PitchEstimator(45, 300).medianHz(pcm.mono(), SystemVoice.FORMAT.sampleRateHz()).orElseThrow();
    }

    @Test
    void four_at_a_time_sound_exactly_like_one_alone() throws Exception {
        Voice voice = RealEspeak.voice(engine, "en-us");
        byte[] alone = speak(voice, SENTENCE, Prosody.NEUTRAL).bytes();
        Callable<Pcm> call = () -> speak(voice, SENTENCE, Prosody.NEUTRAL);
        for (Pcm sound : atATime(2 * CONCURRENCY, Collections.nCopies(THOROUGH ? 80 : 16, call))) {
            assertThat(Arrays.equals(sound.bytes(), alone)).isTrue();
        }
    }

    /** What the calls return, in their order, made by so many callers beside each other. */
    private static <T> List<T> atATime(int callers, List<Callable<T>> calls) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void odd_texts_are_each_spoken_or_refused() throws Exception {
        List<String> texts = oddTexts();
        int spoken = 0;
        for (int i = 0; i < texts.size(); i++) {
            Voice voice = RealEspeak.voice(engine, List.of("en-us", "de", "cmn", "ar").get(i % 4));
            try {
                assertThat(speak(voice, texts.get(i), Prosody.NEUTRAL).bytes()).isNotEmpty();
                spoken++;
            } catch (SpeechException e) {
                assertThat(e).message().isNotBlank();
            }
        }
        System.out.printf("%d odd texts: %d spoken, the others refused%n", texts.size(), spoken);
        assertThat(spoken).isBetween(texts.size() / 3, texts.size());
    }

    private static List<String> oddTexts() {
        List<String> texts = new ArrayList<>(List.of(" ", "\u00a0", "...", "?!", "\u0000", "\u0001\u0002", "\uD800", "\uFFFE", "\u200b",
                "\uD83D\uDE00", "\uD83D\uDE80\uD83D\uDE80", "مرحبا بالعالم", "שלום", "\u202eabc\u202c", "Hello 你好 Привет مرحبا",
                "[[", "[[[[h@]]", "<speak>", "&amp;&#0;", "-v de", "$(id) `id` ; | \\", "%s%n%d", "e\u0301\u0302\u0303\u0304",
                "ﷺ", "𝒜𝒷𝒸", "1e309", "-0.00001", "½ ² Ⅷ", "x".repeat(4 * LONG), "1".repeat(4 * LONG), "word ".repeat(LONG),
                "你好".repeat(LONG),
                ".".repeat(20_000), "\n".repeat(5_000) + "end", "(".repeat(1_000)));
        Random random = new Random(3);
        while (texts.size() < (THOROUGH ? 100 : 48)) {
            StringBuilder text = new StringBuilder();
            int[] blocks = {0, 0x20, 0x61, 0x400, 0x590, 0x600, 0x900, 0x3040, 0x4e00, 0xac00, 0xd800, 0xe000, 0x1f300, 0x1d400, 0xe0000};
            // Of two scripts: one word of a foreign one has the text refused.
            int[] two = {blocks[random.nextInt(blocks.length)], blocks[random.nextInt(blocks.length)]};
            for (int i = random.nextInt(60); i >= 0; i--) {
                text.appendCodePoint(two[random.nextInt(2)] + random.nextInt(100));
            }
            texts.add(text.toString());
        }
        return texts;
    }

    @Test
    void sound_begins_long_before_the_text_is_over() throws Exception {
        Voice voice = RealEspeak.voice(engine, "en-us");
        String text = SENTENCE.concat(" ").repeat(THOROUGH ? 300 : 40);
        long start = System.nanoTime();
        double[] first = new double[1];
        List<Long> speaking = new ArrayList<>();
        PcmCollector sound = new PcmCollector();
        engine.synthesize(request(voice, text, Prosody.NEUTRAL), pcm -> {
            if (first[0] == 0) {
                first[0] = (System.nanoTime() - start) / 1e6;
                speaking.addAll(Await.processes());
            }
            sound.write(pcm);
        });
        double all = (System.nanoTime() - start) / 1e6;
        System.out.printf("%d characters: first sound after %.1f ms, all of %d s after %.1f ms%n", text.length(), first[0],
                sound.bytes().length / SystemVoice.FORMAT.bytesPerSecond(), all);
        assertThat(sound.bytes().length).isGreaterThan(4 << 20);
        // It cannot have ended: what the sink has not taken fits into no pipe.
        assertThat(speaking).as("processes that still spoke when the first sound came").isNotEmpty();
    }

    private static SpeechRequest request(Voice voice, String text, Prosody prosody) {
        return new SpeechRequest(voice, text, Optional.empty(), prosody, Duration.ofSeconds(60));
    }

    private static Pcm speak(Voice voice, String text, Prosody prosody) throws Exception {
        PcmCollector sound = new PcmCollector();
        engine.synthesize(request(voice, text, prosody), sound);
        return new Pcm(voice.format(), sound.bytes());
    }
}
