package announcer.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import announcer.api.AnnouncementState;
import announcer.api.Chime;
import announcer.api.JournalStatus;
import announcer.api.Keys;
import announcer.api.Markup;
import announcer.api.Priority;
import announcer.api.RejectedException;
import announcer.api.RejectedException.Reason;
import announcer.api.Repeat;
import announcer.api.Request;
import announcer.api.speech.Prosody;
import announcer.web.ApiServer.Answer;

/** Submitting, following and cancelling announcements, over real HTTP. */
class AnnouncementApiTest {
    private static final String UNICODE = "请到三号柜台 \uD83D\uDCE2 für Zoë, <b>\"now\"</b>";

    private ApiServer server;

    @BeforeEach
    void start() throws Exception {
        server = new ApiServer();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void one_that_cannot_be_looked_up_is_not_said_to_be_unknown() throws Exception {
        server.postJson("{\"text\": \"Number 42\"}");
        server.announcer.unreadable = new IOException("the disk is broken");
        assertThat(server.get("announcements/a1").status()).isEqualTo(200);
        Answer answer = server.get("announcements/a2").isProblem(503, "journal-unreadable");
        assertThat(answer.string("detail")).isEqualTo("the disk is broken");
        assertThat(answer.header("Retry-After")).isNotNull();
        server.bare("DELETE", "announcements/a2").isProblem(503, "journal-unreadable");
        server.json("POST", "announcements/a2/move", "{\"place\": 0}").isProblem(503, "journal-unreadable");
        server.announcer.journal = Optional.of(new JournalStatus(7, 4096, Optional.empty()));
        server.get("announcements?before=a2").isProblem(503, "journal-unreadable");
    }

    @Test
    void json_with_every_field_is_accepted() throws Exception {
        Answer answer = server.postJson("""
                {"text": "Number 42", "channel": "hall-2", "voice": "freetts/kevin16", "priority": "urgent", "ttlSeconds": 2.5}""");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("Location")).isEqualTo("/api/announcements/a1");
        assertThat(answer.text()).isEqualTo("{\"id\":\"a1\",\"state\":\"QUEUED\"}");
        assertThat(server.announcer.latest().status().request())
                .isEqualTo(
                        new Request("Number 42", Markup.PLAIN, "hall-2", Optional.of("freetts/kevin16"), Optional.empty(), Prosody.NEUTRAL,
                                Priority.URGENT, Optional.of(Duration.ofMillis(2500)), Keys.NONE, Repeat.ONCE, Chime.OF_CHANNEL));
    }

    @Test
    void text_alone_is_enough_and_null_means_left_out() throws Exception {
        Answer answer = server.postJson("{\"text\": \"hello\", \"voice\": null, \"ttlSeconds\": null}");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(server.announcer.latest().status().request()).isEqualTo(Request.of("hello"));
    }

    @Test
    void plain_text_takes_its_fields_from_the_query() throws Exception {
        Answer answer = server.post("announcements?channel=hall-2&voice=freetts%2Fkevin16&priority=urgent&ttlSeconds=30", "text/plain",
                UNICODE.getBytes(UTF_8));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(server.announcer.latest().status().request()).isEqualTo(
                new Request(UNICODE, Markup.PLAIN, "hall-2", Optional.of("freetts/kevin16"), Optional.empty(), Prosody.NEUTRAL,
                        Priority.URGENT, Optional.of(Duration.ofSeconds(30)), Keys.NONE, Repeat.ONCE, Chime.OF_CHANNEL));
    }

    @Test
    void unicode_survives_both_ways() throws Exception {
        com.google.gson.JsonObject body = new com.google.gson.JsonObject();
        body.addProperty("text", UNICODE);
        String id = server.postJson(body.toString()).string("id");

        assertThat(server.announcer.latest().status().request().text()).isEqualTo(UNICODE);
        Answer answer = server.get("announcements/" + id);
        assertThat(answer.string("text")).isEqualTo(UNICODE);
        assertThat(answer.text()).contains("请到三号柜台 \uD83D\uDCE2");
    }

    @Test
    void a_byte_order_mark_is_not_spoken() throws Exception {
        server.post("announcements", "text/plain", "\uFEFFhello".getBytes(UTF_8));
        assertThat(server.announcer.latest().status().request().text()).isEqualTo("hello");

        assertThat(server.postJson("\uFEFF{\"text\":\"hi\"}").status()).isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource({"ISO-8859-1", "UTF-16", "GB18030", "windows-1252"})
    void the_named_charset_of_plain_text_is_honoured(String charset) throws Exception {
        String text = charset.equals("GB18030") || charset.equals("UTF-16") ? "请 hello" : "für Zoë";
        Answer answer = server.post("announcements", "text/plain; charset=\"" + charset + "\"", text.getBytes(Charset.forName(charset)));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(server.announcer.latest().status().request().text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"text/plain; charset=klingon", "application/json; charset=iso-8859-1", "application/x-www-form-urlencoded", "text/html"})
    void other_kinds_of_body_are_415(String type) throws Exception {
        Answer answer = server.post("announcements", type, "{\"text\":\"x\"}".getBytes(UTF_8));

        problem(answer, 415, "unsupported-media-type");
        assertThat(answer.header("Accept-Post")).isEqualTo("application/json, text/plain, application/ssml+xml");
        assertThat(server.announcer.accepted).isEmpty();
    }

    @Test
    void a_body_without_a_type_or_with_an_encoding_is_415() throws Exception {
        Answer bare = server
                .send(server.to("announcements").POST(java.net.http.HttpRequest.BodyPublishers.ofByteArray("x".getBytes(UTF_8))));
        problem(bare, 415, "unsupported-media-type");
        Answer zipped = server.send(server.to("announcements").header("Content-Type", "text/plain").header("Content-Encoding", "gzip")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofByteArray("x".getBytes(UTF_8))));
        problem(zipped, 415, "unsupported-media-type");
    }

    @Test
    void bytes_that_are_not_in_the_charset_are_refused() throws Exception {
        problem(server.post("announcements", "text/plain", "Zoë".getBytes(StandardCharsets.ISO_8859_1)), 400, "bad-encoding");
        problem(server.post("announcements", "application/json", "{\"text\":\"Zoë\"}".getBytes(StandardCharsets.ISO_8859_1)), 400,
                "bad-encoding");
    }

    @Test
    void broken_json_tells_line_and_column() throws Exception {
        Answer answer = server.postJson("{\n  \"text\": \"x\",\n  oops\n}");

        problem(answer, 400, "bad-json");
        assertThat(answer.json().get("line").getAsInt()).isEqualTo(3);
        assertThat(answer.json().get("column").getAsInt()).isBetween(3, 4);
        assertThat(answer.string("detail")).contains("line 3").doesNotContain("http").doesNotContain("\n");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {"``", "`[]`", "`\"text\"`", "`{\"text\":\"x\"} {}`", "`{\"text\":\"x\",}`", "`{'text':'x'}`",
            "`{\"text\":\"x\"`", "`{\"text\":\"x`", "`{\"text\":\"a\nb\"}`", "`{\"text\":\"\\x\"}`", "`{\"text\":TRUE}`", "`nonsense`"})
    void what_is_not_strictly_one_json_object_is_400(String json) throws Exception {
        Answer answer = server.postJson(json);

        problem(answer, 400, "bad-json");
        assertThat(answer.json().get("line").getAsInt()).isPositive();
        assertThat(server.announcer.accepted).isEmpty();
    }

    @Test
    void an_unknown_field_is_named_with_the_known_ones() throws Exception {
        Answer answer = server.postJson("{\"text\":\"x\",\"speed\":{\"deep\":[]}}");

        problem(answer, 400, "unknown-field");
        assertThat(answer.string("field")).isEqualTo("speed");
        assertThat(answer.string("detail")).contains("text, ssml, channel, zone, voice, locale, rate, pitch, volume, priority, ttlSeconds");
        assertThat(answer.json().getAsJsonArray("known")).hasSize(18);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {"`{\"text\":5}`,text,5", "`{\"text\":\"x\",\"voice\":true}`,voice,true",
            "`{\"text\":\"x\",\"ttlSeconds\":\"30\"}`,ttlSeconds,30", "`{\"text\":\"x\",\"channel\":[\"main\"]}`,channel,"})
    void a_wrong_type_names_field_and_value(String json, String field, String value) throws Exception {
        Answer answer = server.postJson(json);

        problem(answer, 400, "wrong-type");
        assertThat(answer.string("field")).isEqualTo(field);
        assertThat(answer.json().has("value") ? answer.string("value") : null).isEqualTo(value);
    }

    @Test
    void depth_costs_nothing() throws Exception {
        problem(server.postJson("{\"text\":" + "[".repeat(9000)), 400, "wrong-type");
        problem(server.postJson("[".repeat(9000)), 400, "bad-json");
    }

    @Test
    void missing_repeated_and_impossible_values_are_400() throws Exception {
        problem(server.postJson("{}"), 400, "missing-field");
        problem(server.postJson("{\"text\":null}"), 400, "missing-field");
        problem(server.postJson("{\"text\":\"a\",\"text\":\"b\"}"), 400, "repeated-field");
        Answer priority = server.postJson("{\"text\":\"a\",\"priority\":\"high\"}");
        problem(priority, 400, "invalid-field");
        assertThat(priority.string("value")).isEqualTo("high");
        assertThat(priority.string("detail")).contains("background, routine, urgent, emergency");
        problem(server.postJson("{\"text\":\"a\",\"ttlSeconds\":1e999999999}"), 400, "invalid-field");
        // Half a character (a lone surrogate) can neither be spoken nor written.
        problem(server.postJson("{\"text\":\"half \\ud83d\"}"), 400, "bad-json");
    }

    @Test
    void query_parameters_are_checked() throws Exception {
        Answer unknown = server.post("announcements?chanel=x", "text/plain", "a".getBytes(UTF_8));
        problem(unknown, 400, "unknown-parameter");
        assertThat(unknown.string("field")).isEqualTo("chanel");
        problem(server.post("announcements?channel=a&channel=b", "text/plain", "a".getBytes(UTF_8)), 400, "invalid-field");
        problem(server.post("announcements?channel=a", "application/json", "{\"text\":\"a\"}".getBytes(UTF_8)), 400, "unknown-parameter");
        problem(server.post("announcements?ttlSeconds=soon", "text/plain", "a".getBytes(UTF_8)), 400, "invalid-field");
    }

    @ParameterizedTest
    @CsvSource({"INVALID,400,invalid-field", "TEXT_TOO_LONG,413,text-too-long", "UNKNOWN_CHANNEL,422,unknown-channel",
            "UNKNOWN_VOICE,422,unknown-voice", "UNKNOWN_LANGUAGE,422,unknown-language", "BAD_MARKUP,422,bad-markup",
            "UNKNOWN_CHIME,422,unknown-chime",
            "KEY_REUSED,422,key-reused", "QUEUE_FULL,429,queue-full", "STOPPING,503,stopping"})
    void a_refusal_at_the_door_has_its_status(Reason reason, int status, String kind) throws Exception {
        server.announcer.refusal = new RejectedException(reason, "channel", "nowhere", "in words");

        Answer answer = server.postJson("{\"text\":\"x\",\"channel\":\"nowhere\"}");

        problem(answer, status, kind);
        assertThat(answer.string("field")).isEqualTo("channel");
        assertThat(answer.string("value")).isEqualTo("nowhere");
        assertThat(answer.string("detail")).isEqualTo("in words");
        assertThat(answer.header("Retry-After") != null).isEqualTo(status == 429 || status == 503);
    }

    @Test
    void a_refused_time_to_live_has_the_name_it_was_sent_with() throws Exception {
        server.announcer.refusal = new RejectedException(Reason.INVALID, "timeToLive", "PT-1S", "in words");

        Answer answer = server.postJson("{\"text\":\"x\",\"ttlSeconds\":-1}");

        assertThat(answer.string("field")).isEqualTo("ttlSeconds");
        assertThat(answer.string("value")).isEqualTo("-1");
    }

    @Test
    void an_announcement_is_shown_with_all_that_is_known() throws Exception {
        server.postJson("{\"text\":\"x\",\"voice\":\"freetts/kevin16\",\"ttlSeconds\":1.25}");
        server.announcer.latest().become(AnnouncementState.FAILED, Optional.of("engine hung"));

        assertThat(server.get("announcements/a1").text())
                .isEqualTo("{\"id\":\"a1\",\"text\":\"x\",\"markup\":\"plain\",\"channel\":\"main\",\"channels\":null,\"zone\":null,"
                        + "\"voice\":\"freetts/kevin16\",\"requestedVoice\":\"freetts/kevin16\",\"locale\":null,"
                        + "\"rate\":1,\"pitch\":1,\"volume\":1,\"priority\":\"routine\",\"ttlSeconds\":1.25,"
                        + "\"idempotencyKey\":null,\"supersede\":null,\"group\":null,\"repeat\":{\"times\":1,\"pauseSeconds\":0},"
                        + "\"repeatUntilHeard\":{\"times\":0,\"pauseSeconds\":10},\"chime\":{\"before\":null,\"after\":null},\"state\":\"FAILED\",\"cause\":\"engine hung\",\"submitted\":\"2026-11-22T12:00:00Z\",\"started\":null,"
                        + "\"ended\":\"2026-11-22T12:00:02Z\",\"sendings\":0,\"proof\":{\"made\":null,\"lastFrame\":null,"
                        + "\"confirmed\":null,\"playersConnected\":null,\"playersReceived\":null},\"outcomes\":[]}");
    }

    @Test
    void the_latest_are_listed_newest_first() throws Exception {
        for (int i = 0; i < 60; i++) {
            server.postJson("{\"text\":\"" + i + "\",\"ttlSeconds\":100}");
        }
        assertThat(server.get("announcements").json().getAsJsonArray("announcements")).hasSize(50);
        Answer two = server.get("announcements?limit=2");
        assertThat(two.status()).isEqualTo(200);
        assertThat(two.json().getAsJsonArray("announcements").asList()).extracting(a -> a.getAsJsonObject().get("text").getAsString())
                .containsExactly("59", "58");
        assertThat(two.text()).contains("\"ttlSeconds\":100,");
        problem(server.get("announcements?limit=0"), 400, "invalid-field");
        problem(server.get("announcements?limit=99999999999"), 400, "invalid-field");
    }

    @Test
    void delete_cancels_once() throws Exception {
        server.postJson("{\"text\":\"x\"}");

        Answer first = server.send(server.to("announcements/a1").DELETE());
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.string("state")).isEqualTo("CANCELLED");
        Answer second = server.send(server.to("announcements/a1").DELETE());
        problem(second, 409, "has-outcome");
        assertThat(second.string("state")).isEqualTo("CANCELLED");
        problem(server.send(server.to("announcements/nothing").DELETE()), 404, "unknown-announcement");
    }

    @Test
    void an_unknown_announcement_is_404() throws Exception {
        Answer answer = server.get("announcements/%E4%B8%AD");
        problem(answer, 404, "unknown-announcement");
        assertThat(answer.string("value")).isEqualTo("中");
    }

    @Test
    void a_hundred_posts_at_once_are_all_accepted() throws Exception {
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            answers.add(server.sendLater(server.to("announcements").header("Content-Type", "text/plain")
                    .POST(java.net.http.HttpRequest.BodyPublishers.ofString("number " + i))));
        }
        for (CompletableFuture<Answer> answer : answers) {
            assertThat(answer.get(30, TimeUnit.SECONDS).status()).isEqualTo(202);
        }
        assertThat(server.announcer.accepted.stream().map(a -> a.status().request().text()).collect(Collectors.toSet())).hasSize(100);
    }

    private static void problem(Answer answer, int status, String kind) {
        answer.isProblem(status, kind);
    }
}
