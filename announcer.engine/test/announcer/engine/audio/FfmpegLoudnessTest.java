package announcer.engine.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import announcer.api.audio.PcmFormat;

/** The meter against ffmpeg's {@code ebur128} filter, which was written by others. */
class FfmpegLoudnessTest {
    private static final Pattern LOUDNESS = Pattern.compile("I:\\s+(-?[0-9.]+) LUFS");
    private static final Pattern PEAK = Pattern.compile("Peak:\\s+(-?[0-9.]+) dBFS");

    @TempDir
    Path folder;

    @Test
    void ffmpeg_measures_the_same() throws Exception {
        for (PcmFormat format : new PcmFormat[]{new PcmFormat(16_000, 1), new PcmFormat(22_050, 1), new PcmFormat(24_000, 2),
                new PcmFormat(48_000, 1), new PcmFormat(48_000, 2)}) {
            compare(format, Sounds.bytes(speechLike(format, 0.5f)));
        }
    }

    @Test
    void ffmpeg_finds_a_limited_peak_at_the_ceiling() throws Exception {
        PcmFormat format = new PcmFormat(48_000, 1);
        byte[] pcm = Sounds.bytes(LimiterTest.levelled(new Level(9, -3), format, speechLike(format, 0.9f)));
        compare(format, pcm);
        assertThat(peakOf(format, pcm)).isCloseTo(-3, within(0.2));
    }

    private void compare(PcmFormat format, byte[] pcm) throws Exception {
        String summary = ffmpeg(format, pcm);
        double lufs = last(LOUDNESS, summary);
        double peak = last(PEAK, summary);
        LoudnessMeter.Loudness meter = LoudnessMeter.measure(pcm, format);
        System.out.printf("meter: %s: %.2f LUFS, %.2f dBTP; ffmpeg: %.1f LUFS, %.1f dBTP%n", format, meter.integratedLufs().getAsDouble(),
                meter.truePeakDbtp(), lufs, peak);
        assertThat(meter.integratedLufs().getAsDouble()).as("%s", format).isCloseTo(lufs, within(0.2));
        assertThat(meter.truePeakDbtp()).as("%s", format).isCloseTo(peak, within(0.3));
    }

    private static double peakOf(PcmFormat format, byte[] pcm) {
        return LoudnessMeter.measure(pcm, format).truePeakDbtp();
    }

    /** Syllables of buzz and noise of changing pitch and loudness, and pauses: 8 s. */
    private static float[] speechLike(PcmFormat format, float loudest) {
        Random random = new Random(11);
        int rate = format.sampleRateHz();
        int n = 8 * rate;
        float[] s = new float[n * format.channels()];
        double[] low = new double[format.channels()];
        for (int start = 0; start < n; start += rate / 5) {
            double loud = start / rate % 4 == 3 ? 0 : loudest * 32_767 * Math.pow(10, -random.nextInt(15) / 20.0);
            double pitch = 90 + random.nextInt(120);
            boolean hiss = random.nextInt(4) == 0;
            for (int k = 0; k < rate / 5; k++) {
                double envelope = Math.sin(Math.PI * k * 5 / rate);
                for (int c = 0; c < low.length; c++) {
                    low[c] += 0.35 * (2 * random.nextDouble() - 1 - low[c]);
                    double buzz = 0;
                    for (int h = 1; h <= 20; h++) {
                        buzz += Math.sin(2 * Math.PI * pitch * h * k / rate + c) / h;
                    }
                    s[(start + k) * low.length + c] = Math.round(loud * envelope * (hiss ? low[c] : buzz / 2.5));
                }
            }
        }
        return s;
    }

    private static double last(Pattern pattern, String text) {
        Matcher m = pattern.matcher(text);
        double value = Double.NaN;
        while (m.find()) {
            value = Double.parseDouble(m.group(1));
        }
        assertThat(value).as("%s in what ffmpeg says: %s", pattern, text).isNotNaN();
        return value;
    }

    private String ffmpeg(PcmFormat format, byte[] pcm) throws IOException, InterruptedException {
        Path file = folder.resolve("sound.s16");
        Path said = folder.resolve("said.txt");
        Files.write(file, pcm);
        Process p;
        try {
            p = new ProcessBuilder(List.of("ffmpeg", "-hide_banner", "-nostdin", "-nostats", "-f", "s16le", "-ar",
                    "" + format.sampleRateHz(),
                    "-ac", "" + format.channels(), "-i", file.toString(), "-af", "ebur128=peak=true:framelog=verbose", "-f", "null", "-"))
                    .redirectErrorStream(true).redirectOutput(said.toFile()).start();
        } catch (IOException e) {
            if ("true".equals(System.getenv("CI"))) {
                throw new AssertionError("ffmpeg is not installed, and CI must not skip its tests", e);
            }
            return Assumptions.abort("skipped: ffmpeg is not installed");
        }
        try {
            assertThat(p.waitFor(60, TimeUnit.SECONDS)).as("ffmpeg ends within 60 s").isTrue();
        } finally {
            p.destroyForcibly();
        }
        String text = Files.readString(said, StandardCharsets.UTF_8);
        assertThat(p.exitValue()).as("ffmpeg: %s", text).isZero();
        return text.substring(Math.max(0, text.indexOf("Summary:")));
    }
}
