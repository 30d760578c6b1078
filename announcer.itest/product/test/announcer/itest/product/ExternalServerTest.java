package announcer.itest.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import com.google.gson.JsonObject;

import announcer.bench.audio.StreamRecorder;
import announcer.bench.http.ApiClient;
import announcer.bench.product.Home;
import announcer.bench.product.ProductProcess;
import announcer.bench.util.Until;
import announcer.itest.support.AudioAssertions;
import announcer.itest.support.Ffmpeg;

/** A channel published to a server that is not Announcer's own. The server here is an ffmpeg that takes one publisher in. */
class ExternalServerTest {
    /** Longer than the delay between attempts can grow here; its growth to 30 s is tested on a virtual clock in announcer.ffmpeg. */
    private static final Duration ABSENT = Duration.ofSeconds(8);
    private static final Duration RETURN = Duration.ofSeconds(20);

    @Test
    void a_server_that_is_absent_for_a_while_is_found_when_it_comes_and_again_when_it_comes_back() throws Exception {
        Ffmpeg.require();
        String url = "rtsp://127.0.0.1:" + freePort() + "/away";
        Home home = Home.quiet().conf("announcer.channel~away", "id=away", "destination=" + url).conf("announcer.ffmpeg",
                "backoffMaxMillis=2000");
        try (ProductProcess product = ProductProcess.start(home)) {
            ApiClient api = product.api();
            api.awaitOnAir("main", Duration.ofSeconds(30));
            String waiting = api.say("one two three", "away");
            Until.isTrue("the API says why the channel is not on the air", Duration.ofSeconds(15), () -> {
                JsonObject push = api.push("away").orElseThrow();
                return !push.get("cause").isJsonNull() && push.get("cause").getAsString().contains("refused");
            });
            Until.stays("nobody to publish to: the channel is off the air and the other one on it", ABSENT,
                    () -> !api.onAir("away") && api.onAir("main"));
            // The delays leave room for five; what they do not hold is how long ffmpeg takes to start and fail on a busy machine (four were seen).
            assertThat(api.push("away").orElseThrow().get("restarts").getAsInt()).as("attempts in " + ABSENT.toSeconds() + " s")
                    .isBetween(3, 14);

            try (StreamRecorder server = StreamRecorder.listen(url, 24_000, Duration.ofSeconds(60))) {
                server.awaitVoice(0, RETURN);
                api.awaitSpoken(waiting, Duration.ofSeconds(20));
                AudioAssertions.heardOnce(server.soFar());
            }
            String again = api.say("four five six", "away");
            try (StreamRecorder server = StreamRecorder.listen(url, 24_000, Duration.ofSeconds(60))) {
                server.awaitVoice(0, RETURN);
                api.awaitSpoken(again, Duration.ofSeconds(20));
            }
        } finally {
            home.delete();
        }
    }

    private static int freePort() throws Exception {
        try (ServerSocket s = new ServerSocket(0)) {
            return s.getLocalPort();
        }
    }
}
