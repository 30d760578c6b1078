package announcer.itest.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import announcer.bench.audio.Recording;
import announcer.bench.audio.SampleRange;
import announcer.bench.http.ApiClient;
import announcer.bench.rtsp.RtspProbe;
import announcer.itest.support.Ffmpeg;
import announcer.itest.support.SharedProduct;
import announcer.itest.support.UsesProduct;

/** Chimes on the stream. L16, so that samples are heard as they were made: the same sentence is known by its samples. */
@UsesProduct
class ChimesTest {
    private static final Duration SPOKEN = Duration.ofSeconds(60);
    private static final String SENTENCE = "Number one hundred and twenty three, please go to counter three.";
    private static final int RATE = 44_100;

    private static SharedProduct product;
    private static ApiClient api;
    private static Path own;

    @BeforeAll
    static void start(SharedProduct shared) throws Exception {
        Ffmpeg.require();
        product = shared;
        api = shared.api();
        own = Files.createDirectories(shared.home().folder().resolve("sounds")).resolve("ours.wav");
        // The quiet one of the house: stereo, at another rate, with half a second of silence behind it.
        Files.write(own, quietWav());
        shared.configure("announcer.channel~main", "id=main", "chimeBefore=ding-dong");
        // A list is shown otherwise than it is written: this waits for the other lines only.
        shared.home().conf("announcer.channel~main", "id=main", "chimeBefore=none", "chimeBeforeByPriority=urgent=ding-dong");
        shared.publishAs("L16");
    }

    @AfterAll
    static void removeSounds() throws Exception {
        if (own != null) {
            Files.deleteIfExists(own);
            Files.delete(own.getParent());
        }
    }

    private static byte[] quietWav() {
        int groups = RATE * 3 / 2;
        ByteBuffer b = ByteBuffer.allocate(44 + groups * 4).order(ByteOrder.LITTLE_ENDIAN);
        b.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + groups * 4).put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII));
        b.putInt(16).putShort((short) 1).putShort((short) 2).putInt(RATE).putInt(RATE * 4).putShort((short) 4).putShort((short) 16);
        b.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(groups * 4);
        for (int i = 0; i < groups; i++) {
            short s = (short) (i < RATE ? 600 * Math.sin(2 * Math.PI * 880 * i / RATE) : 0);
            b.putShort(s).putShort(s);
        }
        return b.array();
    }

    @Test
    void chime_and_voice_are_joined_without_a_gap_and_equally_loud() throws Exception {
        try (RtspProbe player = RtspProbe.playWhenThere(product.product().rtspUrl(), Duration.ofSeconds(10))) {
            Recording speech = heard(player, "routine");
            joined("ding-dong", heard(player, "urgent"), speech);
            product.home().conf("announcer.channel~main", "id=main", "chimeBefore=ours");
            announcer.bench.util.Until.isTrue("the settings name the other chime", Duration.ofSeconds(30),
                    () -> api.get("settings/announcer.channel~main").getAsJsonObject("values").get("chimeBefore").getAsString()
                            .equals("ours"));
            joined("ours", heard(player, "routine"), speech);
        }
    }

    /** What is heard of the sentence, with what goes before it; from the first sound to the last. */
    private static Recording heard(RtspProbe player, String priority) throws Exception {
        int from = player.count();
        var answer = api.submit(Map.of("text", SENTENCE, "priority", priority, "voice", "freetts/kevin16"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        JsonObject a = api.awaitSpoken(JsonParser.parseString(answer.body()).getAsJsonObject().get("id").getAsString(), SPOKEN);
        assertThat(a.get("cause").isJsonNull()).as(a.toString()).isTrue();
        player.await(25, Duration.ofSeconds(10));
        Recording all = player.soundFrom(from);
        int first = all.firstNonZero(all.whole());
        int end = all.length();
        while (end > first && all.sample(end - 1) == 0) {
            end--;
        }
        return all.part(new SampleRange(first, end));
    }

    private static void joined(String name, Recording both, Recording speech) throws Exception {
        SampleRange voice = new SampleRange(both.length() - speech.length(), both.length());
        // Not an assertion for each of a hundred thousand samples.
        int same = 0;
        while (same < speech.length() && both.sample(voice.start() + same) == speech.sample(same)) {
            same++;
        }
        assertThat(same).as("first sample of the speech that is another after %s", name).isEqualTo(speech.length());
        int gap = 0;
        while (both.sample(voice.start() - 1 - gap) == 0) {
            gap++;
        }
        SampleRange chime = new SampleRange(0, voice.start() - gap);
        double chimeLufs = Loudness.lufs(both.part(chime));
        double voiceLufs = Loudness.lufs(speech);
        int step = both.largestStep(new SampleRange(voice.start() - gap - 200, voice.start() + 200));
        System.out.printf(
                "%s: %.2f s at %.1f LUFS, %.2f ms of zeros, %.2f s of speech at %.1f LUFS; largest step at the join %d of 32768%n",
                name, both.part(chime).seconds(), chimeLufs, both.millisOf(gap), speech.seconds(), voiceLufs, step);
        // What there is belongs to the voice: the 10 ms before its first sound that are kept, as far as they are zeros.
        assertThat(both.millisOf(gap)).as("ms between %s and the voice", name).isLessThan(10);
        assertThat(step).as("step at the join").isLessThan(1_000);
        assertThat(chimeLufs).as("LUFS of %s beside the voice's", name).isCloseTo(voiceLufs, within(1.0));
    }

    @Test
    void chimes_are_listed_and_an_unknown_one_is_refused_in_the_settings() throws Exception {
        JsonObject list = api.get("chimes");
        assertThat(list.toString()).contains("{\"id\":\"ours\",\"source\":\"sounds/ours.wav\",\"seconds\":1.5,\"problem\":null}",
                "{\"id\":\"gong\",\"source\":\"built-in\",\"seconds\":2.4,\"problem\":null}");
        var answer = api.send("PATCH", "settings/announcer.channel~main", "application/json", "{\"chimeAfter\":\"bell\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains("bell", "attention, ding-dong, gong, ours, three-tones");
    }
}
