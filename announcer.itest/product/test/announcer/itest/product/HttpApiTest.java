package announcer.itest.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import announcer.bench.http.ApiClient;
import announcer.bench.product.Home;
import announcer.bench.util.Until;
import announcer.itest.support.Ffmpeg;
import announcer.itest.support.SharedProduct;
import announcer.itest.support.UsesProduct;

/** The HTTP intake, over the wire. The queue holds 5, so that it is soon full. */
@UsesProduct
class HttpApiTest {
    private static final String LONG = "This announcement is long enough to keep the channel busy while others are waiting behind it, "
            + "for as long as it takes to read these words aloud, and then some more words, and then the very last ones of all.";

    private static Home home;
    private static ApiClient api;

    @BeforeAll
    static void start(SharedProduct shared) throws Exception {
        Ffmpeg.require();
        home = shared.home();
        api = shared.api();
        home.conf("announcer.channel~main", "id=main", "queueCapacity=5");
        Until.isTrue("the queue holds 5", Duration.ofSeconds(30), () -> api.get("settings/announcer.channel~main")
                .getAsJsonObject("values").get("queueCapacity").getAsInt() == 5);
        shared.awaitOnAir();
    }

    private static JsonObject problem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        return JsonParser.parseString(answer.body()).getAsJsonObject();
    }

    @Test
    void what_is_accepted_is_202_with_its_place_and_can_be_followed_until_it_is_spoken() throws Exception {
        HttpResponse<String> answer = api.submit(Map.of("text", "one", "priority", "urgent", "ttlSeconds", 30));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        JsonObject accepted = JsonParser.parseString(answer.body()).getAsJsonObject();
        String id = accepted.get("id").getAsString();
        assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("/api/announcements/" + id);
        assertThat(accepted.get("state").getAsString()).isIn("QUEUED", "SYNTHESISING", "SPEAKING");
        assertThat(api.awaitSpoken(id, Duration.ofSeconds(20)).get("text").getAsString()).isEqualTo("one");
    }

    @Test
    void plain_text_is_accepted_too() throws Exception {
        HttpResponse<String> answer = api.send("POST", "announcements", "text/plain", "two");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        api.awaitSpoken(JsonParser.parseString(answer.body()).getAsJsonObject().get("id").getAsString(), Duration.ofSeconds(20));
    }

    @Test
    void without_the_token_or_with_a_wrong_one_it_is_401() throws Exception {
        problem(api.withToken("").submit(Map.of("text", "one")), 401);
        problem(api.withToken("wrong").send("GET", "channels", "", ""), 401);
    }

    @Test
    void the_token_is_readable_by_its_owner_only() throws Exception {
        Path token = home.folder().resolve("conf/api.token");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token))).matches("r[w-]-------");
    }

    @Test
    void a_body_that_is_not_json_or_has_no_text_is_400() throws Exception {
        problem(api.send("POST", "announcements", "application/json", "{\"text\": "), 400);
        assertThat(problem(api.submit(Map.of("text", "")), 400).toString()).contains("text");
        assertThat(problem(api.submit(Map.of("text", "one", "priority", "whenever")), 400).toString()).contains("priority", "whenever");
        assertThat(problem(api.submit(Map.of("text", "one", "ttlSeconds", -1)), 400).toString()).contains("ttlSeconds", "-1");
    }

    @Test
    void a_text_too_long_is_413() throws Exception {
        problem(api.submit(Map.of("text", "many words ".repeat(20_000))), 413);
    }

    @Test
    void a_kind_of_body_that_is_not_known_is_415() throws Exception {
        problem(api.send("POST", "announcements", "application/xml", "<text>one</text>"), 415);
    }

    @Test
    void an_unknown_voice_or_channel_is_422_and_named() throws Exception {
        assertThat(problem(api.submit(Map.of("text", "one", "voice", "freetts/nobody")), 422).toString()).contains("voice",
                "freetts/nobody");
        assertThat(problem(api.submit(Map.of("text", "one", "channel", "nowhere")), 422).toString()).contains("channel", "nowhere");
    }

    @Test
    void an_unknown_announcement_is_404_and_a_wrong_method_405() throws Exception {
        problem(api.send("GET", "announcements/no-such-id", "", ""), 404);
        problem(api.send("GET", "nothing-here", "", ""), 404);
        problem(api.send("PUT", "channels", "application/json", "{}"), 405);
    }

    @Test
    void a_full_queue_is_429_and_each_one_that_was_accepted_can_be_cancelled() throws Exception {
        List<String> accepted = new ArrayList<>();
        HttpResponse<String> answer = null;
        // One is spoken, one may be in synthesis already, five wait: the eighth at the latest finds no room.
        for (int i = 0; i < 8; i++) {
            answer = api.submit(Map.of("text", LONG));
            if (answer.statusCode() != 202) {
                break;
            }
            accepted.add(JsonParser.parseString(answer.body()).getAsJsonObject().get("id").getAsString());
        }
        problem(answer, 429);
        assertThat(accepted).hasSizeGreaterThanOrEqualTo(5);
        for (String id : accepted) {
            assertThat(api.send("DELETE", "announcements/" + id, "", "").statusCode()).as("DELETE of " + id).isBetween(200, 204);
        }
        for (String id : accepted) {
            assertThat(api.awaitOutcome(id, Duration.ofSeconds(10)).get("state").getAsString()).isEqualTo("CANCELLED");
        }
        api.awaitSpoken(api.say("one"), Duration.ofSeconds(20));
    }

    private static String accepted(Map<String, Object> fields) throws Exception {
        HttpResponse<String> answer = api.submit(fields);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return JsonParser.parseString(answer.body()).getAsJsonObject().get("id").getAsString();
    }

    @Test
    void an_emergency_interrupts_what_is_spoken_and_a_group_is_withdrawn_at_once() throws Exception {
        String routine = accepted(Map.of("text", LONG, "group", "hall 3", "repeat", Map.of("times", 2, "pauseSeconds", 1.5)));
        Until.isTrue("it is being spoken", Duration.ofSeconds(20), () -> api.state(routine).equals("SPEAKING"));
        String emergency = accepted(Map.of("text", "Fire.", "priority", "emergency"));
        Until.isTrue("it was interrupted", Duration.ofSeconds(10), () -> api.state(routine).equals("QUEUED"));
        assertThat(api.announcement(routine).get("cause").getAsString()).contains(emergency).contains("interrupted");
        api.awaitSpoken(emergency, Duration.ofSeconds(20));
        Until.isTrue("it is spoken again", Duration.ofSeconds(10), () -> api.announcement(routine).get("sendings").getAsInt() == 2);
        assertThat(api.send("DELETE", "announcements?group=hall%203", "", "").body()).isEqualTo("{\"cancelled\":1}");
        assertThat(api.awaitOutcome(routine, Duration.ofSeconds(10)).get("state").getAsString()).isEqualTo("CANCELLED");
    }

    @Test
    void a_repeated_submission_gets_the_first_ones_id_and_a_call_again_replaces_the_one_that_waits() throws Exception {
        String spoken = accepted(Map.of("text", LONG, "group", "hall 4"));
        Map<String, Object> call = Map.of("text", "Number 12", "supersede", "12", "group", "hall 4", "idempotencyKey", "first call of 12");
        String first = accepted(call);
        assertThat(accepted(call)).isEqualTo(first);
        assertThat(problem(api.submit(Map.of("text", "Number 13", "idempotencyKey", "first call of 12")), 422).get("type").getAsString())
                .endsWith(":key-reused");
        String second = accepted(Map.of("text", "Number 12", "supersede", "12", "group", "hall 4"));
        JsonObject replaced = api.awaitOutcome(first, Duration.ofSeconds(10));
        assertThat(replaced.get("state").getAsString()).isEqualTo("CANCELLED");
        assertThat(replaced.get("cause").getAsString()).contains(second);
        assertThat(api.send("DELETE", "announcements?group=hall%204", "", "").body()).isEqualTo("{\"cancelled\":2}");
        api.awaitOutcome(spoken, Duration.ofSeconds(10));
    }

    @Test
    void letters_of_all_scripts_come_back_as_they_were_sent() throws Exception {
        String text = "one, 中文 – Ünïcödé 😀";
        String id = api.say(text);
        assertThat(api.announcement(id).get("text").getAsString()).isEqualTo(text);
        api.awaitOutcome(id, Duration.ofSeconds(20));
    }

    @Test
    void a_text_that_the_voice_cannot_speak_fails_and_says_why() throws Exception {
        JsonObject failed = api.awaitOutcome(api.say("你好"), Duration.ofSeconds(30));
        assertThat(failed.get("state").getAsString()).isEqualTo("FAILED");
        assertThat(failed.get("cause").getAsString()).isNotBlank();
    }

    @Test
    void the_voices_are_listed_with_their_ids() throws Exception {
        assertThat(api.voices()).extracting(v -> v.get("id").getAsString()).contains("freetts/kevin16");
    }
}
