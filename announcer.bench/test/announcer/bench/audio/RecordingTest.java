package announcer.bench.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import announcer.bench.util.Tools;

/** The ear is tried on sounds whose truth is known: made by sox and ffmpeg, or computed. */
class RecordingTest {
    private static final int RATE = 24_000;

    @TempDir
    static Path folder;

    @BeforeAll
    static void tools() {
        Tools.require("sox");
        Tools.require("ffmpeg");
    }

    /** Silence with tones: each pair is a start and a length in milliseconds. */
    private static short[] tones(int millis, double amplitude, int... startsAndLengths) {
        short[] s = new short[RATE / 1_000 * millis];
        for (int t = 0; t < startsAndLengths.length; t += 2) {
            int from = startsAndLengths[t] * RATE / 1_000;
            int length = startsAndLengths[t + 1] * RATE / 1_000;
            for (int i = 0; i < length; i++) {
                double fade = Math.min(1, Math.min(i, length - 1 - i) / (0.003 * RATE));
                s[from + i] = (short) Math.round(amplitude * fade * 32_767 * Math.sin(2 * Math.PI * 440 * i / RATE));
            }
        }
        return s;
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process p = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        assertThat(p.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(p.exitValue()).as(String.join(" ", command)).isZero();
    }

    @Test
    void a_wav_file_of_sox_is_read_with_its_format_level_and_length() throws Exception {
        Path wav = folder.resolve("sine.wav");
        run("sox", "-D", "-r", "16000", "-n", "-b", "16", "-c", "2", wav.toString(), "synth", "1.5", "sine", "997", "vol", "0.5");
        Recording r = Recording.readWav(wav);
        assertThat(r.sampleRateHz()).isEqualTo(16_000);
        assertThat(r.length()).isEqualTo(24_000);
        assertThat(r.peak(r.whole())).isBetween(16_382, 16_385);
        assertThat(r.rmsDbfs(r.whole())).isCloseTo(20 * Math.log10(0.5 / Math.sqrt(2)), within(0.02));
    }

    @Test
    void a_wav_file_that_ffmpeg_wrote_to_a_pipe_has_no_length_and_is_read_to_its_end() throws Exception {
        Path wav = folder.resolve("pipe.wav");
        run("sh", "-c", "ffmpeg -v error -nostdin -f lavfi -i sine=440:duration=0.5:sample_rate=8000 -f wav - > " + wav);
        assertThat(Recording.readWav(wav).length()).isEqualTo(4_000);
    }

    @Test
    void each_utterance_is_one_segment_with_its_pauses_and_its_ends_are_found_to_five_milliseconds() {
        Recording r = new Recording(tones(6_000, 0.3, 1_000, 500, 1_800, 400, 4_000, 700), RATE, 1);
        List<SampleRange> found = Voicing.UTTERANCES.segments(r);
        assertThat(found).hasSize(2);
        assertThat(r.millisOf(found.get(0).start())).isCloseTo(1_000, within(1.0));
        assertThat(r.millisOf(found.get(0).end())).isCloseTo(2_200, within(5.1));
        assertThat(r.millisOf(found.get(1).start())).isCloseTo(4_000, within(1.0));
        assertThat(Voicing.UTTERANCES.segments(new Recording(new short[RATE], RATE, 1))).isEmpty();
    }

    @Test
    void one_sample_that_is_not_zero_breaks_exact_silence() {
        short[] s = new short[RATE];
        s[17_000] = 1;
        Recording r = new Recording(s, RATE, 1);
        assertThat(r.firstNonZero(r.whole())).isEqualTo(17_000);
        assertThat(r.firstNonZero(new SampleRange(0, 17_000))).isEqualTo(-1);
        assertThat(r.peakDbfs(new SampleRange(0, 17_000))).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void a_wav_header_inside_raw_sound_is_seen_as_a_click() {
        short[] s = tones(1_000, 0.3, 400, 300);
        Recording clean = new Recording(s.clone(), RATE, 1);
        SampleRange before = new SampleRange(0, clean.groupsIn(395));
        assertThat(clean.largestStep(before)).isZero();
        // "RIFF" read as two little-endian samples
        s[2_400] = 0x4952;
        s[2_401] = 0x4646;
        assertThat(new Recording(s, RATE, 1).largestStep(before)).isEqualTo(0x4952);
    }

    @Test
    void the_same_sound_shifted_and_coded_is_alike_and_half_of_it_is_not() throws Exception {
        Recording whole = new Recording(tones(3_000, 0.3, 300, 500, 900, 200, 1_300, 900), RATE, 1);
        Recording shifted = new Recording(tones(3_000, 0.3, 340, 500, 940, 200, 1_340, 900), RATE, 1);
        Recording half = new Recording(tones(3_000, 0.3, 300, 500, 900, 200), RATE, 1);
        assertThat(Likeness.of(whole, shifted)).isGreaterThan(0.99);
        assertThat(Likeness.of(whole, half)).isLessThan(0.8);
        assertThat(Likeness.of(whole, new Recording(new short[RATE], RATE, 1))).isZero();
    }

    @Test
    void through_aac_the_ends_are_found_to_thirty_milliseconds_and_what_lies_60_ms_outside_is_quiet() throws Exception {
        Path raw = folder.resolve("tones.raw");
        short[] s = tones(4_000, 0.3, 1_500, 800, 2_400, 300);
        java.nio.ByteBuffer bytes = java.nio.ByteBuffer.allocate(s.length * 2).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(s);
        Files.write(raw, bytes.array());
        Path coded = folder.resolve("tones.m4a");
        Path wav = folder.resolve("decoded.wav");
        run("ffmpeg", "-v", "error", "-nostdin", "-y", "-f", "s16le", "-ar", "24000", "-ac", "1", "-i", raw.toString(), "-c:a", "aac",
                "-ar", "48000", "-b:a",
                "96k", coded.toString());
        run("ffmpeg", "-v", "error", "-nostdin", "-y", "-i", coded.toString(), wav.toString());
        Recording r = Recording.readWav(wav);
        List<SampleRange> voiced = Voicing.UTTERANCES.segments(r);
        assertThat(voiced).hasSize(1);
        assertThat(r.millisOf(voiced.get(0).start())).isCloseTo(1_500, within(30.0));
        assertThat(r.millisOf(voiced.get(0).end())).isCloseTo(2_700, within(30.0));
        SampleRange wide = voiced.get(0).widened(r.groupsIn(60), r.whole());
        assertThat(r.peakDbfs(new SampleRange(0, wide.start()))).isLessThan(-70);
        assertThat(r.peakDbfs(new SampleRange(wide.end(), r.length()))).isLessThan(-70);
    }
}
