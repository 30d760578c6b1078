package announcer.itest.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import com.google.gson.JsonObject;

import announcer.bench.audio.StreamRecorder;
import announcer.bench.http.ApiClient;
import announcer.bench.product.Home;
import announcer.bench.util.Until;
import announcer.itest.support.AudioAssertions;
import announcer.itest.support.Ffmpeg;
import announcer.itest.support.SharedProduct;
import announcer.itest.support.UsesProduct;

/** A channel published to a server that is not Announcer's own. The server here is an ffmpeg that takes one publisher in. */
@UsesProduct
class ExternalServerTest {
    /** So short that the fourth delay is already held down by it; the growth to 30 s is tested on a virtual clock in announcer.ffmpeg. */
    private static final int LONGEST_DELAY_MILLIS = 1_000;
    /** As ffmpeg's supervisor logs the 1st, 2nd, 4th, 8th, ... failure in a row, and how long it waits after it. */
    private static final Pattern FAILURE = Pattern
            .compile("channel outside: .*; failures in a row: (\\d+); next attempt in (\\d+) ms");
    /** For four starts of ffmpeg and the delays between them, on a machine that has much else to do. */
    private static final Duration FOUR_FAILURES = Duration.ofSeconds(60);
    private static final String LOG = "logs/announcer.log";
    private static final Duration RETURN = Duration.ofSeconds(20);

    @Test
    void a_server_that_is_absent_for_a_while_is_found_when_it_comes_and_again_when_it_comes_back(SharedProduct shared) throws Exception {
        Ffmpeg.require();
        String url = "rtsp://127.0.0.1:" + freePort() + "/away";
        Home home = shared.home();
        int logged = home.text(LOG).length();
        ApiClient api = shared.api();
        shared.configure("announcer.ffmpeg", "backoffMaxMillis=" + LONGEST_DELAY_MILLIS);
        home.conf("announcer.channel~outside", "id=outside", "destination=" + url);
        Until.isTrue("the channel is there", RETURN, () -> api.channel("outside").isPresent());
        String waiting = api.say("one two three", "outside");
        Until.isTrue("the API says why the channel is not on the air", Duration.ofSeconds(15), () -> {
            JsonObject push = api.push("outside").orElseThrow();
            return !push.get("cause").isJsonNull() && push.get("cause").getAsString().contains("refused");
        });
        Until.isTrue("the fourth failure in a row is logged", FOUR_FAILURES, () -> {
            assertThat(api.onAir("outside")).as("on the air with nobody to publish to").isFalse();
            assertThat(api.onAir("main")).as("the other channel is on the air").isTrue();
            return delays(home, logged).containsKey(4);
        });
        // What was waited is what was logged: SupervisorTest sees that on a virtual clock. Counted in a real time it would be ffmpeg's speed.
        Map<Integer, Integer> delays = delays(home, logged);
        assertThat(delays.get(1)).as("ms after the first failure, which is tried again at once").isLessThan(50);
        assertThat(delays.get(2)).as("ms after the second: the shortest delay to twice of it").isBetween(250, 500);
        assertThat(delays.get(4)).as("ms after the fourth: grown, and held down").isBetween(LONGEST_DELAY_MILLIS / 2,
                LONGEST_DELAY_MILLIS);
        JsonObject backingOff = Until.matches("the channel waits for its next attempt", Duration.ofSeconds(15),
                () -> api.push("outside").orElseThrow(), push -> push.get("state").getAsString().equals("BACKING_OFF"));
        assertThat(backingOff.get("run").getAsInt()).as("attempts").isGreaterThanOrEqualTo(4);
        assertThat(backingOff.get("restarts").getAsInt()).as("attempts after the first")
                .isEqualTo(backingOff.get("run").getAsInt() - 1);

        try (StreamRecorder server = StreamRecorder.listen(url, 24_000, Duration.ofSeconds(60))) {
            server.awaitVoice(0, RETURN);
            api.awaitSpoken(waiting, Duration.ofSeconds(20));
            AudioAssertions.heardOnce(server.soFar());
        }
        String again = api.say("four five six", "outside");
        try (StreamRecorder server = StreamRecorder.listen(url, 24_000, Duration.ofSeconds(60))) {
            server.awaitVoice(0, RETURN);
            api.awaitSpoken(again, Duration.ofSeconds(20));
        }
    }

    /** What is logged since then of the channel's delays in ms, by the number of failures in a row. */
    private static Map<Integer, Integer> delays(Home home, int from) throws IOException {
        return FAILURE.matcher(home.text(LOG).substring(from)).results().collect(Collectors.toMap(m -> Integer.valueOf(m.group(1)),
                m -> Integer.valueOf(m.group(2)), (first, second) -> second, TreeMap::new));
    }

    private static int freePort() throws Exception {
        try (ServerSocket s = new ServerSocket(0)) {
            return s.getLocalPort();
        }
    }
}
