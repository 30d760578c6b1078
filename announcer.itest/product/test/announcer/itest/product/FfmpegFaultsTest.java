package announcer.itest.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import com.google.gson.JsonObject;

import announcer.bench.audio.Recording;
import announcer.bench.audio.SampleRange;
import announcer.bench.audio.Voicing;
import announcer.bench.http.ApiClient;
import announcer.bench.process.Processes;
import announcer.bench.product.ProductProcess;
import announcer.bench.rtsp.RtpTimeline;
import announcer.bench.rtsp.RtspProbe;
import announcer.bench.util.Until;
import announcer.itest.support.AudioAssertions;
import announcer.itest.support.Ffmpeg;
import announcer.itest.support.SharedProduct;
import announcer.itest.support.UsesProduct;

/**
 * What becomes of the stream when its ffmpeg is killed or stands still, while one player listens all the time. The codec is L16, whose
 * samples are the product's own: what is heard can be compared exactly.
 */
@UsesProduct
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FfmpegFaultsTest {
    private static final String SENTENCE = "Number seventeen, please go to counter five, and have your papers ready";
    private static final Duration SOON = Duration.ofSeconds(15);

    private static ProductProcess product;
    private static ApiClient api;
    private static RtspProbe player;
    /** The sentence as it sounds when nothing happens. */
    private static Recording reference;

    @BeforeAll
    static void start(SharedProduct shared) throws Exception {
        Ffmpeg.require();
        shared.publishAs("L16");
        product = shared.product();
        api = shared.api();
        player = RtspProbe.playWhenThere(product.rtspUrl(), SOON);
        player.await(50, SOON);
        int from = player.count();
        api.awaitSpoken(api.say(SENTENCE), Duration.ofSeconds(20));
        player.await(50, SOON);
        Recording heard = player.soundFrom(from);
        reference = heard.part(AudioAssertions.heardOnce(heard));
    }

    @AfterAll
    static void stop() {
        if (player != null) {
            player.close();
        }
    }

    /** Waits until another process than this publishes the channel and packets flow again. */
    private static void publishesAgain(long oldPid, int packetsBefore) {
        Until.isTrue("another ffmpeg than " + oldPid + " publishes", SOON, () -> api.push("main").map(
                p -> p.get("state").getAsString().equals("PUSHING") && p.get("pid").getAsLong() != oldPid).orElse(false));
        Until.isTrue("the player hears the stream again", SOON, () -> player.count() > packetsBefore + 25);
        assertThat(Processes.alive(oldPid)).as("the old ffmpeg lives").isFalse();
        assertThat(product.ffmpegs()).as("ffmpeg processes").hasSize(1);
    }

    /** For the player it is one stream: no jump, and as much RTP time as wall time went by. */
    private static void thePlayersStreamGoesOn(int packetsBefore) {
        assertThat(player.ended()).isEmpty();
        RtpTimeline line = player.timeline();
        assertThat(line.faults()).isEmpty();
        assertThat(line.aheadMillis(packetsBefore)).as("RTP time against the wall since the beginning, in ms").isCloseTo(0, within(500.0));
    }

    @Test
    @Order(1)
    void ffmpeg_killed_while_idle_is_replaced_and_the_players_session_lives_on() throws Exception {
        long pid = api.pushPid("main");
        Processes.signal(pid, "KILL");
        int before = player.count();
        publishesAgain(pid, before);
        thePlayersStreamGoesOn(before);
    }

    @Test
    @Order(2)
    void ffmpeg_killed_in_mid_sentence_the_sentence_is_spoken_again_whole() throws Exception {
        int from = player.count();
        long pid = api.pushPid("main");
        String id = api.say(SENTENCE);
        Until.isTrue("the sentence is under way at the player", SOON, () -> {
            List<SampleRange> voiced = Voicing.ONSETS.segments(player.soundFrom(from));
            return !voiced.isEmpty() && player.soundFrom(from).millisOf(voiced.get(0).length()) > 600;
        });
        Processes.signal(pid, "KILL");
        int before = player.count();
        JsonObject spoken = api.awaitSpoken(id, Duration.ofSeconds(30));
        assertThat(spoken.get("sendings").getAsInt()).isEqualTo(2);
        publishesAgain(pid, before);
        player.await(50, SOON);
        Recording after = player.soundFrom(before);
        List<SampleRange> voiced = Voicing.UTTERANCES.segments(after);
        SampleRange last = voiced.get(voiced.size() - 1);
        assertThat(after.millisOf(last.length())).as("length in ms").isCloseTo(reference.millisOf(reference.length()), within(10.0));
        assertThat(after.energy(last) / reference.energy(reference.whole())).as("energy, against the undisturbed sentence").isCloseTo(1,
                within(0.01));
        thePlayersStreamGoesOn(before);
    }

    @Test
    @Order(3)
    void ffmpeg_that_stands_still_is_noticed_within_10_s_killed_and_replaced_within_15() throws Exception {
        long pid = api.pushPid("main");
        Processes.signal(pid, "STOP");
        int before = player.count();
        try {
            Until.isTrue("the standstill is noticed", Duration.ofSeconds(10),
                    () -> api.push("main").map(p -> !p.get("state").getAsString().equals("PUSHING") || p.get("pid").getAsLong() != pid)
                            .orElse(true));
            publishesAgain(pid, before);
        } finally {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
        thePlayersStreamGoesOn(before);
        api.awaitSpoken(api.say("one"), Duration.ofSeconds(20));
    }
}
