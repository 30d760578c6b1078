package announcer.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import announcer.api.AnnouncementState;
import announcer.api.Chime;
import announcer.api.Keys;
import announcer.api.Priority;
import announcer.api.RejectedException;
import announcer.api.RejectedException.Reason;
import announcer.api.Repeat;
import announcer.api.Request;
import announcer.api.UntilHeard;
import announcer.web.ApiServer.Answer;

/** What a caller says of an announcement's place in the queue: priority, keys, repeats and chimes; and the withdrawal of many. */
class QueueFieldsTest {
    private ApiServer server;

    @BeforeEach
    void start() throws Exception {
        server = new ApiServer();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private Request submitted() {
        return server.announcer.latest().status().request();
    }

    private Answer withHeader(String key, String json) throws Exception {
        return server.send(server.to("announcements").header("Content-Type", "application/json").header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(json)));
    }

    @Test
    void every_field_comes_to_the_engine_and_back() throws Exception {
        Answer answer = server.postJson(
                """
                        {"text": "a", "priority": "emergency", "idempotencyKey": "k1", "supersede": "A12", "group": "hall 3",
                         "repeat": {"times": 2, "pauseSeconds": 1.5}, "repeatUntilHeard": {"times": 3, "pauseSeconds": 20}, "chime": {"before": "gong", "after": "none"}}""");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(submitted()).isEqualTo(Request.of("a").withPriority(Priority.EMERGENCY)
                .withKeys(new Keys(Optional.of("k1"), Optional.of("A12"), Optional.of("hall 3")))
                .withRepeat(new Repeat(2, Duration.ofMillis(1500))).withUntilHeard(new UntilHeard(3, Duration.ofSeconds(20)))
                .withChime(new Chime(Optional.of("gong"), Optional.of("none"))));
        assertThat(server.get("announcements/a1").text()).contains("\"priority\":\"emergency\"").contains("\"idempotencyKey\":\"k1\","
                + "\"supersede\":\"A12\",\"group\":\"hall 3\",\"repeat\":{\"times\":2,\"pauseSeconds\":1.5},\"repeatUntilHeard\":{\"times\":3,\"pauseSeconds\":20},"
                + "\"chime\":{\"before\":\"gong\",\"after\":\"none\"}");
    }

    @Test
    void a_text_as_it_is_takes_them_from_the_query() throws Exception {
        Answer answer = server.post("announcements?priority=background&idempotencyKey=k&supersede=s&group=g&repeat.times=3"
                + "&repeat.pauseSeconds=2&repeatUntilHeard.times=1&chime.before=gong", "text/plain", "a".getBytes(UTF_8));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(submitted()).isEqualTo(Request.of("a").withPriority(Priority.BACKGROUND)
                .withKeys(new Keys(Optional.of("k"), Optional.of("s"), Optional.of("g"))).withRepeat(new Repeat(3, Duration.ofSeconds(2)))
                .withUntilHeard(new UntilHeard(1, UntilHeard.USUAL_PAUSE))
                .withChime(new Chime(Optional.of("gong"), Optional.empty())));
    }

    @Test
    void null_and_empty_objects_mean_left_out() throws Exception {
        for (String json : new String[]{"{\"text\":\"a\",\"repeat\":null,\"chime\":null,\"group\":null}",
                "{\"text\":\"a\",\"repeat\":{},\"chime\":{\"before\":null}}"}) {
            assertThat(server.postJson(json).status()).isEqualTo(202);
            assertThat(submitted()).isEqualTo(Request.of("a"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "{\"text\":\"a\",\"repeat\":2}; wrong-type; repeat",
            "{\"text\":\"a\",\"repeat\":[]}; wrong-type; repeat",
            "{\"text\":\"a\",\"repeat\":{\"times\":\"2\"}}; wrong-type; repeat.times",
            "{\"text\":\"a\",\"repeat\":{\"times\":{}}}; wrong-type; repeat.times",
            "{\"text\":\"a\",\"repeat\":{\"times\":1.5}}; invalid-field; repeat.times",
            "{\"text\":\"a\",\"repeat\":{\"time\":2}}; unknown-field; repeat.time",
            "{\"text\":\"a\",\"repeat\":{\"times\":2,\"times\":3}}; repeated-field; repeat.times",
            "{\"text\":\"a\",\"repeat\":{\"times\":2},\"repeat\":{}}; repeated-field; repeat",
            "{\"text\":\"a\",\"repeat\":{\"pauseSeconds\":1e9}}; invalid-field; repeat.pauseSeconds",
            "{\"text\":\"a\",\"repeatUntilHeard\":3}; wrong-type; repeatUntilHeard",
            "{\"text\":\"a\",\"chime\":\"gong\"}; wrong-type; chime",
            "{\"text\":\"a\",\"chime\":{\"before\":1}}; wrong-type; chime.before",
            "{\"text\":\"a\",\"supersede\":{}}; wrong-type; supersede"})
    void what_is_wrong_is_named(String json, String kind, String field) throws Exception {
        Answer answer = server.postJson(json).isProblem(400, kind);
        assertThat(answer.string("field")).isEqualTo(field);
        assertThat(server.announcer.accepted).isEmpty();
    }

    @Test
    void the_engines_refusal_of_a_pause_names_the_apis_field() throws Exception {
        server.announcer.refusal = new RejectedException(Reason.INVALID, "repeat.pause", "601", "too long");
        assertThat(server.postJson("{\"text\":\"a\"}").isProblem(400, "invalid-field").string("field")).isEqualTo("repeat.pauseSeconds");
    }

    // --- the header Idempotency-Key

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '\'', value = {"k1; k1", "\"k1\"; k1", "\"a \\\" b \\\\ c\"; a \" b \\ c",
            "8e03978e-40d5-43dd-bc93-6894a57f9324; 8e03978e-40d5-43dd-bc93-6894a57f9324"})
    void the_header_names_the_submission_with_quotes_and_without(String header, String key) throws Exception {
        assertThat(withHeader(header, "{\"text\":\"a\"}").status()).isEqualTo(202);
        assertThat(submitted().keys().idempotency()).contains(key);
    }

    @Test
    void header_and_field_may_say_the_same_but_not_different_keys() throws Exception {
        assertThat(withHeader("\"k1\"", "{\"text\":\"a\",\"idempotencyKey\":\"k1\"}").status()).isEqualTo(202);
        Answer answer = withHeader("\"k1\"", "{\"text\":\"a\",\"idempotencyKey\":\"k2\"}").isProblem(400, "invalid-field");
        assertThat(answer.string("field")).isEqualTo("idempotencyKey");
        assertThat(answer.string("detail")).contains("\"k1\"").contains("\"k2\"");
    }

    @Test
    void two_headers_are_refused() throws Exception {
        Answer answer = server.send(server.to("announcements").header("Content-Type", "application/json").header("Idempotency-Key", "a")
                .header("Idempotency-Key", "b").POST(BodyPublishers.ofString("{\"text\":\"a\"}")));
        assertThat(answer.isProblem(400, "invalid-field").string("detail")).contains("2 times");
    }

    @Test
    void a_key_that_was_used_for_another_request_is_422() throws Exception {
        server.announcer.refusal = new RejectedException(Reason.KEY_REUSED, "idempotencyKey", "k1", "used for another");
        Answer answer = withHeader("k1", "{\"text\":\"a\"}").isProblem(422, "key-reused");
        assertThat(answer.string("value")).isEqualTo("k1");
    }

    // --- the withdrawal of many

    @Test
    void a_group_is_withdrawn_and_the_number_told() throws Exception {
        for (String group : new String[]{"x", "x", "y"}) {
            server.postJson("{\"text\":\"a\",\"group\":\"" + group + "\",\"supersede\":\"A 12\"}");
        }

        Answer answer = server.bare("DELETE", "announcements?group=x");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{\"cancelled\":2}");
        assertThat(server.get("announcements/a1").string("state")).isEqualTo(AnnouncementState.CANCELLED.name());
        assertThat(server.bare("DELETE", "announcements?supersede=A%2012&channel=hall").text()).isEqualTo("{\"cancelled\":0}");
        assertThat(server.bare("DELETE", "announcements?supersede=A+12&channel=main").text()).isEqualTo("{\"cancelled\":1}");
    }

    @Test
    void without_a_key_nothing_is_withdrawn() throws Exception {
        server.postJson("{\"text\":\"a\"}");
        server.bare("DELETE", "announcements").isProblem(400, "missing-field");
        server.bare("DELETE", "announcements?channel=main").isProblem(400, "missing-field");
        server.bare("DELETE", "announcements?group=").isProblem(400, "invalid-field");
        server.bare("DELETE", "announcements?groups=x").isProblem(400, "unknown-parameter");
        assertThat(server.get("announcements/a1").string("state")).isEqualTo("QUEUED");
    }

    @Test
    void keys_and_groups_of_schedules_are_not_taken_from_outside() throws Exception {
        server.postJson("{\"text\": \"a\", \"idempotencyKey\": \"schedule/open/2026-12-01T08:00:00Z\"}").isProblem(400, "invalid-field");
        assertThat(withHeader("schedule/x", "{\"text\": \"a\"}").isProblem(400, "invalid-field").string("detail"))
                .contains("\"schedule/x\"", "kept for schedules");
        assertThat(server.postJson("{\"text\": \"a\", \"group\": \"schedule/open\"}").isProblem(400, "invalid-field").string("field"))
                .isEqualTo("group");
        assertThat(server.announcer.accepted).isEmpty();
        assertThat(server.postJson("{\"text\": \"a\", \"group\": \"schedules\", \"supersede\": \"schedule/x\"}").status()).isEqualTo(202);
    }
}
