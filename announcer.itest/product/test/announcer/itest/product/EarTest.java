package announcer.itest.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;

import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import announcer.bench.http.ApiClient;
import announcer.bench.http.HttpTestClient;
import announcer.bench.rtsp.RtspProbe;
import announcer.bench.util.Until;
import announcer.itest.support.Ffmpeg;
import announcer.itest.support.SharedProduct;
import announcer.itest.support.UsesProduct;

/** The ear and the proof in the whole product: what the server says of its players, and what a player really hears. */
@UsesProduct
class EarTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String TEXT = "Number forty two, please come to counter four. Number forty three, please come to counter five.";
    private static final String FFMPEG = "announcer.ffmpeg";
    private static final String EAR = "announcer.ear";

    private static SharedProduct shared;
    private static ApiClient api;
    private static String formerFfmpeg;
    private static boolean changed;

    @BeforeAll
    static void listen(SharedProduct product) throws Exception {
        Ffmpeg.require();
        shared = product;
        api = product.api();
        formerFfmpeg = product.home().text("conf/" + FFMPEG + ".cfg");
        product.home().conf(EAR, "channels=main");
    }

    @AfterAll
    static void leaveAsItWas() throws Exception {
        if (shared == null || formerFfmpeg == null) {
            return;
        }
        Files.deleteIfExists(shared.home().confFile(EAR));
        if (changed) {
            long before = api.pushPid("main");
            shared.home().conf(FFMPEG, formerFfmpeg.split("\n"));
            Until.isTrue("another ffmpeg publishes the channel", LIMIT, () -> api.pushPid("main") != before);
        }
        shared.awaitOnAir();
        Until.isTrue("the ear's own ffmpeg has ended", LIMIT, () -> shared.product().ffmpegs().size() == 1);
    }

    private static String heard() throws Exception {
        JsonElement hearing = api.channel("main").orElseThrow().get("hearing");
        return hearing.isJsonNull() ? "" : hearing.getAsJsonObject().get("state").getAsString();
    }

    private static JsonObject check(String name) throws Exception {
        String health = HttpTestClient.anonymous(shared.product().httpUrl()).basic("admin", SharedProduct.PASSWORD).get("/health").body();
        for (JsonElement check : JsonParser.parseString(health).getAsJsonObject().getAsJsonArray("checks")) {
            if (check.getAsJsonObject().get("name").getAsString().equals(name)) {
                return check.getAsJsonObject();
            }
        }
        throw new AssertionError("no health check " + name + " in " + health);
    }

    @Test
    @SuppressWarnings("try") // the player is there to be counted
    void a_mute_stream_that_all_else_calls_healthy_is_found_within_seconds() throws Exception {
        try (RtspProbe player = RtspProbe.playWhenThere(shared.product().rtspUrl(), LIMIT)) {
            Until.isTrue("the ear listens", LIMIT, () -> heard().equals("WAITING") && shared.product().ffmpegs().size() == 2);
            JsonObject good = api.awaitSpoken(api.say(TEXT), LIMIT);
            spokenUntilHeard("GOOD");
            proved(good, 1);
            System.out.println("ear: delay " + api.channel("main").orElseThrow().getAsJsonObject("hearing").get("delayMillis") + " ms");

            long before = api.pushPid("main");
            changed = true;
            shared.home().conf(FFMPEG, "outputOptions=-af asetrate=24000\\,volume=0");
            Until.isTrue("another ffmpeg publishes the channel", LIMIT, () -> api.pushPid("main") != before);
            shared.awaitOnAir();
            // It is so soon back that the ear's player may not have noticed: then it still says what it heard last.
            Until.isTrue("the ear listens again", LIMIT,
                    () -> List.of("WAITING", "GOOD").contains(heard()) && shared.product().ffmpegs().size() == 2);
            JsonObject mute = api.awaitSpoken(api.say(TEXT), LIMIT);
            long spoken = System.nanoTime();
            proved(mute, 1);
            assertThat(check("Announcer: channels on the air").get("status").getAsString()).isEqualTo("OK");
            spokenUntilHeard("MUTE");
            System.out.printf("ear: mute %.1f s after the announcement had been spoken%n", (System.nanoTime() - spoken) / 1e9);
            Until.isTrue("the health says so", LIMIT, () -> check("Announcer: streams heard").toString().contains("players hear silence"));
            assertThat(check("Announcer: streams heard").get("status").getAsString()).isEqualTo("CRITICAL");
            String metrics = HttpTestClient.anonymous(shared.product().httpUrl()).basic("admin", SharedProduct.PASSWORD).get("/metrics")
                    .body();
            assertThat(metrics).contains("announcer_channel_heard_state{channel=\"main\",state=\"MUTE\"} 1.0");
        }
        JsonObject alone = api.awaitSpoken(api.say("one"), LIMIT);
        proved(alone, 0);
    }

    /** One that spoke before the ear's own player was there is heard by nobody: there is always another, on a slow machine too. */
    private static void spokenUntilHeard(String state) {
        Until.isTrue("what the ear hears is " + state, LIMIT.multipliedBy(2), () -> {
            JsonObject main = api.channel("main").orElseThrow();
            if (main.get("speaking").isJsonNull() && main.get("queueLength").getAsInt() == 0) {
                api.say(TEXT);
            }
            return heard().equals(state);
        });
    }

    /** The ear is none of the players. */
    private static void proved(JsonObject announcement, int received) {
        JsonObject proof = announcement.getAsJsonObject("proof");
        assertThat(proof.get("playersReceived").getAsInt()).as("%s", announcement).isEqualTo(received);
        // A player of a test before this one may have been leaving.
        assertThat(proof.get("playersConnected").getAsInt()).as("%s", announcement).isGreaterThanOrEqualTo(received);
        for (String time : new String[]{"made", "lastFrame", "confirmed"}) {
            assertThat(proof.get(time).isJsonNull()).as("%s of %s", time, announcement).isFalse();
        }
    }
}
