package announcer.lib.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.google.gson.JsonElement;

/**
 * golden.txt was written by the code that the HTTP API and the webhooks had before they shared this. Members have come since then (keys,
 * repeat, chime); of those that were there not a byte has changed.
 */
class ApiJsonTest {
    private static final Map<String, String> GOLDEN = new HashMap<>();

    @BeforeAll
    static void read() throws Exception {
        try (InputStream in = ApiJsonTest.class.getResourceAsStream("golden.txt")) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
            for (int i = 0; i < lines.size(); i += 2) {
                GOLDEN.put(lines.get(i), lines.get(i + 1));
            }
        }
    }

    @Test
    void an_announcement_has_the_bytes_that_it_had() {
        check("announcement full", ApiJson.announcement(ApiJsonSamples.fullAnnouncement()));
        check("announcement bare", ApiJson.announcement(ApiJsonSamples.bareAnnouncement()));
    }

    @Test
    void a_channel_has_the_bytes_that_it_had() {
        check("channel full", ApiJson.channel(ApiJsonSamples.fullChannel()));
        check("channel bare", ApiJson.channel(ApiJsonSamples.bareChannel()));
        check("channel without push", ApiJson.channel(ApiJsonSamples.channelWithoutPush()));
    }

    @Test
    void a_channel_of_an_event_has_the_bytes_that_it_had() {
        check("event full", ApiJson.channelWithoutQueue(ApiJsonSamples.fullChannel()));
        check("event bare", ApiJson.channelWithoutQueue(ApiJsonSamples.bareChannel()));
    }

    @Test
    void seconds_have_no_zeros_that_say_nothing() {
        assertThat(JsonValues.seconds(Optional.of(Duration.ofMinutes(10)))).hasToString("600");
        assertThat(JsonValues.seconds(Optional.of(Duration.ofMillis(1_250)))).hasToString("1.25");
        assertThat(JsonValues.seconds(Optional.empty()).isJsonNull()).isTrue();
    }

    @Test
    void a_number_that_json_cannot_write_is_null() {
        assertThat(JsonValues.number(Double.NaN).isJsonNull()).isTrue();
        assertThat(JsonValues.number(Double.NEGATIVE_INFINITY).isJsonNull()).isTrue();
        assertThat(JsonValues.number(-3)).hasToString("-3.0");
    }

    @Test
    void a_problem_has_its_members_in_this_order() {
        assertThat(JsonValues.problem(403, "foreign", "Title", "a <detail>"))
                .hasToString("{\"type\":\"urn:announcer:problem:foreign\",\"title\":\"Title\",\"status\":403,\"detail\":\"a <detail>\"}");
    }

    private static void check(String name, JsonElement json) {
        assertThat(new String(JsonValues.bytes(json), StandardCharsets.UTF_8)).isEqualTo(GOLDEN.get(name));
    }
}
