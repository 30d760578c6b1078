package announcer.tts.freetts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import announcer.api.audio.PcmFormat;
import announcer.api.speech.SpeechException;
import announcer.api.speech.SpeechRequest;
import announcer.api.speech.UnspeakableTextException;
import announcer.api.speech.Voice;
import announcer.tts.testkit.PcmCollector;
import announcer.tts.testkit.Repetitions;

/** The engine with FreeTTS itself. */
@Timeout(120)
class FreeTtsEngineTest {
    private static final String SENTENCE = "Number A 23, please go to counter three. Thank you for waiting.";

    private final FreeTtsEngine engine = new FreeTtsEngine(new Settings(4, false));

    @AfterEach
    void stop() throws InterruptedException {
        engine.deactivate();
        assertThat(Await.voiceThreads()).isEmpty();
    }

    @Test
    void the_voices_are_listed_without_loading_anything() {
        assertThat(engine.voices()).containsExactly(new Voice("freetts", "kevin16", Locale.US, new PcmFormat(16_000, 1)),
                new Voice("freetts", "kevin", Locale.US, new PcmFormat(8_000, 1)));
        assertThat(engine.serving()).isZero();
    }

    @Test
    void both_voices_speak_in_their_format_and_little_endian() throws Exception {
        for (Voice voice : engine.voices()) {
            byte[] pcm = speak(voice, SENTENCE);
            assertThat(pcm.length / (double) voice.format().bytesPerSecond()).as("seconds").isBetween(4.0, 6.0);
            assertThat(peak(pcm)).isGreaterThan(5_000);
            // Speech is smooth: sample differences are much smaller with the right byte order than with the wrong one.
            assertThat(roughness(pcm, ByteOrder.LITTLE_ENDIAN) * 5).isLessThan(roughness(pcm, ByteOrder.BIG_ENDIAN));
        }
    }

    @Test
    void four_at_a_time_sound_exactly_like_one_alone() throws Exception {
        byte[] alone = speak(KevinVoices.KEVIN16, SENTENCE);
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try {
            Callable<byte[]> call = () -> speak(KevinVoices.KEVIN16, SENTENCE);
            List<Future<byte[]>> results = new ArrayList<>();
            for (int i = 0; i < Repetitions.of(16, 40); i++) {
                results.add(callers.submit(call));
            }
            for (Future<byte[]> result : results) {
                assertThat(result.get()).isEqualTo(alone);
            }
        } finally {
            callers.shutdown();
        }
        assertThat(engine.serving()).isBetween(1, 4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \t\n", "你好", "Привет", "...", "\u0000", "\u0001\u0002\u0007", "-", "\uD83D\uDE00", "\uD800"})
    void text_that_it_cannot_speak_is_refused_by_name(String text) throws Exception {
        assertThatThrownBy(() -> speak(KevinVoices.KEVIN16, text)).isInstanceOf(UnspeakableTextException.class).hasMessageContaining("\"");
        assertThat(speak(KevinVoices.KEVIN16, "Hello.")).isNotEmpty();
    }

    @Test
    void a_long_text_is_shortened_in_the_message() {
        assertThatThrownBy(() -> speak(KevinVoices.KEVIN16, "你好".repeat(1_000))).isInstanceOf(SpeechException.class)
                .hasMessageContaining("\"" + "你好".repeat(20) + "...\"");
    }

    @Test
    void ten_thousand_characters_are_spoken_and_their_sound_begins_long_before_their_end() throws Exception {
        StringBuilder text = new StringBuilder();
        while (text.length() < 10_000) {
            text.append("Passenger number ").append(text.length()).append(", please go to gate twelve. ");
        }
        text.setLength(10_000);
        speak(KevinVoices.KEVIN16, "Hello.");
        long start = System.nanoTime();
        long[] first = new long[1];
        PcmCollector sound = new PcmCollector();
        engine.synthesize(new SpeechRequest(KevinVoices.KEVIN16, text.toString(), Duration.ofSeconds(60)), pcm -> {
            first[0] = first[0] == 0 ? System.nanoTime() - start : first[0];
            sound.write(pcm);
        });
        long all = System.nanoTime() - start;
        System.out.printf("10,000 characters: first sound after %.1f ms, all of %d s after %.1f ms%n", first[0] / 1e6,
                sound.bytes().length / KevinVoices.KEVIN16.format().bytesPerSecond(), all / 1e6);
        assertThat(sound.bytes().length / KevinVoices.KEVIN16.format().bytesPerSecond()).isGreaterThan(600);
        assertThat(first[0]).isLessThan(all / 3);
    }

    @Test
    void stopping_in_mid_sentence_frees_the_voice_at_once_and_leaves_no_trace_in_the_next_text() throws Exception {
        engine.modified(new Settings(1, false));
        byte[] expected = speak(KevinVoices.KEVIN16, SENTENCE);
        String longText = SENTENCE.concat(" ").repeat(100);
        long start = System.nanoTime();
        speak(KevinVoices.KEVIN16, longText);
        long whole = System.nanoTime() - start;
        long quickest = Long.MAX_VALUE;
        for (int i = 0; i < Repetitions.of(8, 20); i++) {
            long[] stopped = new long[1];
            assertThatThrownBy(() -> engine.synthesize(longRequest(longText), pcm -> {
                stopped[0] = System.nanoTime();
                Thread.currentThread().interrupt();
            })).isInstanceOf(InterruptedException.class);
            assertThat(speak(KevinVoices.KEVIN16, SENTENCE)).isEqualTo(expected);
            quickest = Math.min(quickest, System.nanoTime() - stopped[0]);
        }
        System.out.printf("next text after a cancelled one: %.1f ms; the cancelled one would have taken %.1f ms%n", quickest / 1e6,
                whole / 1e6);
        assertThat(quickest).isLessThan(whole / 5);
        assertThat(engine.lost()).isZero();
    }

    @Test
    void nothing_is_printed_and_no_thread_of_freetts_is_left() throws Exception {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream catcher = new PrintStream(printed, true, StandardCharsets.UTF_8);
        int before = Thread.activeCount();
        System.setOut(catcher);
        System.setErr(catcher);
        try {
            speak(KevinVoices.KEVIN16, SENTENCE);
            assertThatThrownBy(() -> engine.synthesize(longRequest(SENTENCE.repeat(50)), pcm -> {
                throw new InterruptedException("enough");
            })).isInstanceOf(InterruptedException.class);
            assertThatThrownBy(() -> speak(KevinVoices.KEVIN16, "你好")).isInstanceOf(SpeechException.class);
            engine.deactivate();
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8).lines().filter(l -> !l.startsWith("SLF4J"))).isEmpty();
        assertThat(Thread.activeCount()).isLessThanOrEqualTo(before);
    }

    @Test
    void a_voice_that_it_has_not_is_refused_with_those_that_it_has() {
        Voice alan = new Voice("freetts", "alan", Locale.US, new PcmFormat(16_000, 1));
        assertThatThrownBy(() -> speak(alan, SENTENCE)).isInstanceOf(SpeechException.class).hasMessageContaining("alan")
                .hasMessageContaining("freetts/kevin16 and freetts/kevin");
    }

    @Test
    void the_defaults_are_pinned() throws Exception {
        assertThat(FreeTtsConfig.class.getMethod("poolSize").getDefaultValue()).isEqualTo(2);
        assertThat(FreeTtsConfig.class.getMethod("warmUp").getDefaultValue()).isEqualTo(true);
    }

    private static SpeechRequest longRequest(String text) {
        return new SpeechRequest(KevinVoices.KEVIN16, text, Duration.ofSeconds(60));
    }

    private byte[] speak(Voice voice, String text) throws Exception {
        PcmCollector sound = new PcmCollector();
        engine.synthesize(new SpeechRequest(voice, text, Duration.ofSeconds(60)), sound);
        return sound.bytes();
    }

    private static double roughness(byte[] pcm, ByteOrder order) {
        ByteBuffer b = ByteBuffer.wrap(pcm).order(order);
        double sum = 0;
        for (int i = 2; i < pcm.length; i += 2) {
            sum += Math.abs(b.getShort(i) - b.getShort(i - 2));
        }
        return sum / pcm.length;
    }

    private static int peak(byte[] pcm) {
        ByteBuffer b = ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN);
        int peak = 0;
        for (int i = 0; i < pcm.length; i += 2) {
            peak = Math.max(peak, Math.abs(b.getShort(i)));
        }
        return peak;
    }
}
