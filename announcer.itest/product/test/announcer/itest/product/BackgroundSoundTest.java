package announcer.itest.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import announcer.bench.audio.Recording;
import announcer.bench.http.ApiClient;
import announcer.bench.rtsp.RtspProbe;
import announcer.bench.util.Until;
import announcer.itest.support.Ffmpeg;
import announcer.itest.support.SharedProduct;
import announcer.itest.support.UsesProduct;

/** Background sound on the recorded stream: a tone above all that the voice has, so that its level is known also under speech. */
@UsesProduct
class BackgroundSoundTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int RATE = 44_100;
    private static final double TONE_HZ = 9_500;
    private static final double WINDOW_MILLIS = 100;

    private static SharedProduct product;
    private static ApiClient api;
    private static Path folder;

    @BeforeAll
    static void start(SharedProduct shared) throws Exception {
        Ffmpeg.require();
        product = shared;
        api = shared.api();
        folder = Files.createDirectories(shared.home().folder().resolve("sounds/music"));
        Files.write(folder.resolve("tone.wav"), tone());
        shared.configure("announcer.channel~main", "id=main", "background=music", "backgroundGainDb=-6.0", "backgroundDuckDb=-15.0");
        shared.publishAs("L16");
    }

    @AfterAll
    static void removeSounds() throws Exception {
        if (folder != null) {
            Files.deleteIfExists(folder.resolve("tone.wav"));
            Files.delete(folder);
            Files.delete(folder.getParent());
        }
    }

    private static byte[] tone() {
        // Whole periods: it goes on at its start without a step.
        int groups = RATE * 2;
        ByteBuffer b = ByteBuffer.allocate(44 + groups * 2).order(ByteOrder.LITTLE_ENDIAN);
        b.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + groups * 2).put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII));
        b.putInt(16).putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(RATE * 2).putShort((short) 2).putShort((short) 16);
        b.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(groups * 2);
        for (int i = 0; i < groups; i++) {
            b.putShort((short) (8_000 * Math.sin(2 * Math.PI * TONE_HZ * i / RATE)));
        }
        return b.array();
    }

    private static String state() throws Exception {
        JsonObject b = api.get("channels/main").getAsJsonObject("background");
        return b.get("state").getAsString() + (b.get("cause").isJsonNull() ? "" : " " + b.get("cause").getAsString());
    }

    @Test
    void it_is_lower_under_speech_by_what_is_set_and_comes_back_and_a_source_that_goes_is_silence_with_a_cause() throws Exception {
        try (RtspProbe player = RtspProbe.playWhenThere(product.product().rtspUrl(), Duration.ofSeconds(10))) {
            Until.isTrue("the background sounds", LIMIT, () -> state().equals("PLAYING"));
            // Two seconds: it comes up in one.
            player.await(100, Duration.ofSeconds(10));
            int from = player.count();
            player.await(25, Duration.ofSeconds(10));
            var answer = api
                    .submit(Map.of("text", "Number one hundred and twenty three, please go to counter three.", "voice", "freetts/kevin16"));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            Until.isTrue("it is ducked", LIMIT, () -> state().equals("DUCKED"));
            api.awaitSpoken(JsonParser.parseString(answer.body()).getAsJsonObject().get("id").getAsString(), LIMIT);
            player.await(110, Duration.ofSeconds(10));
            double[] levels = levels(player.soundFrom(from));
            double before = levels[1];
            double under = Arrays.stream(levels).sorted().skip(levels.length / 10).findFirst().orElseThrow();
            double after = levels[levels.length - 2];
            System.out.printf("background on the stream: %.2f dBFS before, %.2f dB lower under speech, %.2f dB after it%n", before,
                    before - under,
                    after - before);
            assertThat(before).as("dBFS of the tone").isCloseTo(20 * Math.log10(8_000 / 32_768.0) - 6, within(0.5));
            assertThat(before - under).as("dB lower under speech").isCloseTo(15, within(0.5));
            assertThat(after).as("dBFS after it").isCloseTo(before, within(0.5));

            Files.delete(folder.resolve("tone.wav"));
            Until.isTrue("the folder is empty", LIMIT, () -> state().startsWith("SILENT there are no WAV or OGG files"));
            player.await(150, Duration.ofSeconds(10));
            from = player.count();
            player.await(25, Duration.ofSeconds(10));
            Recording silence = player.soundFrom(from);
            assertThat(silence.peak(silence.whole())).as("exact silence").isZero();
            Files.write(folder.resolve("tone.wav"), tone());
            Until.isTrue("it sounds again", LIMIT, () -> state().equals("PLAYING"));
        }
    }

    @Test
    void what_cannot_be_a_source_is_refused_in_the_settings() throws Exception {
        var answer = api.send("PATCH", "settings/announcer.channel~main", "application/json", "{\"background\":\"file:///etc/passwd\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains("background", "http, https, rtsp or rtsps");
    }

    /** Levels of the tone in windows of 100 ms, in dB of full scale: of its peak. */
    private static double[] levels(Recording r) {
        int n = r.groupsIn(WINDOW_MILLIS);
        double[] all = new double[r.length() / n];
        for (int w = 0; w < all.length; w++) {
            double re = 0;
            double im = 0;
            for (int i = 0; i < n; i++) {
                // Hann: what the voice has beside the tone does not leak into it.
                double s = r.sample(w * n + i) / 32_768.0 * (1 - Math.cos(2 * Math.PI * i / n));
                double phase = 2 * Math.PI * TONE_HZ * i / r.sampleRateHz();
                re += s * Math.cos(phase);
                im += s * Math.sin(phase);
            }
            all[w] = 20 * Math.log10(2 * Math.hypot(re, im) / n);
        }
        return all;
    }
}
