package announcer.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.google.gson.JsonObject;

import announcer.api.access.Scope;
import announcer.web.ApiServer.Answer;
import announcer.web.engine.CacheResource;
import announcer.lib.json.JsonValues;
import announcer.testing.FakeAccess;
import announcer.testing.FakeAnnouncer;

/** Paths, methods, failures and channels, over real HTTP. */
class ApiServletTest {
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
    void nobody_passes_without_the_token() throws Exception {
        Answer none = server.send(server.withoutToken("channels"));
        assertThat(none.status()).isEqualTo(401);
        assertThat(none.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"announcer\"");
        assertThat(none.header("Content-Type")).isEqualTo("application/problem+json");

        for (String header : new String[]{"Bearer wrong", "Bearer", "Bearer ", "Basic " + FakeAccess.TOKEN, FakeAccess.TOKEN,
                "Bearer " + FakeAccess.TOKEN + "x"}) {
            Answer answer = server.send(server.withoutToken("announcements").header("Authorization", header)
                    .header("Content-Type", "text/plain").POST(BodyPublishers.ofString("x")));
            assertThat(answer.status()).as(header).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
            assertThat(answer.text()).doesNotContain(FakeAccess.TOKEN);
        }
        Answer refused = server.send(
                server.withoutToken("announcements").header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("x".repeat(500_000))));
        assertThat(refused.header("Connection")).as("its body is not read").isEqualTo("close");
        assertThat(server.announcer.accepted).isEmpty();
        // What is not there is not told to strangers either.
        assertThat(server.send(server.withoutToken("nothing")).status()).isEqualTo(401);
        assertThat(server.send(server.withoutToken("channels").header("Authorization", "bearer  " + FakeAccess.TOKEN)).status())
                .isEqualTo(200);
    }

    @Test
    void answers_are_not_stored_nor_guessed_at() throws Exception {
        for (Answer answer : new Answer[]{server.get("channels"), server.get("nothing"), server.send(server.withoutToken("voices"))}) {
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        }
    }

    @Test
    void a_file_that_cannot_be_written_is_told_in_words_by_any_method() throws Exception {
        for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
            server.servlet.routes().add(method, "test-of-a-full-disk", Scope.VIEW, exchange -> {
                throw new FileSystemException("upload.jar", null, "No space left on device");
            });
            Answer answer = server.send(server.to("test-of-a-full-disk").method(method, BodyPublishers.ofString("{}")));
            assertThat(answer.status()).as(method).isEqualTo(500);
            assertThat(answer.text()).as(method).contains("upload.jar: No space left on device");
        }
    }

    @ParameterizedTest
    @CsvSource({"PUT,announcements,'POST, GET, HEAD, DELETE, OPTIONS'", "POST,announcements/a1,'GET, HEAD, DELETE, OPTIONS'",
            "DELETE,channels,'GET, HEAD, POST, OPTIONS'", "GET,channels/main/push/restart,'POST, OPTIONS'",
            "GET,cache/purge,'POST, OPTIONS'", "DELETE,cache,'GET, HEAD, OPTIONS'", "PATCH,channels/main,'GET, HEAD, DELETE, OPTIONS'",
            "TRACE,voices,'GET, HEAD, OPTIONS'", "GET,tokens/t1,'DELETE, OPTIONS'"})
    void another_method_is_405_with_those_allowed(String method, String path, String allowed) throws Exception {
        Answer answer = server.send(server.to(path).method(method, BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo(allowed);
        assertThat(answer.string("type")).isEqualTo("urn:announcer:problem:method-not-allowed");
    }

    @Test
    void options_tell_the_methods_to_who_is_let_in_and_open_nothing_to_another_site() throws Exception {
        HttpResponse<String> told = options(server.to("channels/main"));
        assertThat(told.statusCode()).isEqualTo(204);
        assertThat(told.headers().firstValue("Allow")).contains("GET, HEAD, DELETE, OPTIONS");
        HttpResponse<String> preflight = options(server.withoutToken("announcements").header("Origin", "http://elsewhere.example")
                .header("Access-Control-Request-Method", "POST"));
        assertThat(preflight.statusCode()).isEqualTo(401);
        for (HttpResponse<String> answer : List.of(told, preflight)) {
            assertThat(answer.headers().map().keySet()).noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"));
        }
        assertThat(options(server.to("nothing")).statusCode()).isEqualTo(404);
    }

    /** Past the document, which describes no OPTIONS. */
    private HttpResponse<String> options(HttpRequest.Builder request) throws Exception {
        return server.client.send(request.method("OPTIONS", BodyPublishers.noBody()).build(), BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource({"''", "nothing", "channels/", "announcements/a/b", "channels/main/push", "voices/freetts", "cache/", "cache/purge/x"})
    void an_unknown_path_is_404(String path) throws Exception {
        Answer answer = server.get(path);
        assertThat(answer.status()).isIn(404);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void head_is_answered_without_a_body() throws Exception {
        Answer answer = server.send(server.to("channels").method("HEAD", BodyPublishers.noBody()));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEmpty();
    }

    @Test
    void channels_tell_all_that_is_known_and_no_credentials() throws Exception {
        server.postJson("{\"text\":\"x\"}");

        Answer all = server.get("channels");
        assertThat(all.status()).isEqualTo(200);
        assertThat(all.text()).doesNotContain("secret");
        assertThat(all.json().getAsJsonArray("channels")).hasSize(2);
        JsonObject main = server.get("channels/main").json();
        assertThat(main.getAsJsonArray("queued").get(0).getAsJsonObject().get("id").getAsString()).isEqualTo("a1");
        main.remove("queued");
        assertThat(JsonValues.bytes(main)).asString(UTF_8)
                .isEqualTo("{\"id\":\"main\",\"format\":{\"sampleRateHz\":24000,\"channels\":1},\"onAir\":false,"
                        + "\"onAirSince\":\"2026-11-22T12:00:00Z\",\"paused\":false,\"peakDbfs\":-18.5,\"speaking\":null,\"beneath\":null,\"queueLength\":1,\"queueCapacity\":100,"
                        + "\"voice\":\"freetts/kevin16\",\"pacing\":{\"framesWritten\":500,\"driftMillis\":null,\"latenessP50Micros\":200,"
                        + "\"latenessP99Micros\":400,\"latenessMaxMicros\":4000,\"generation\":2,\"restartsForDebt\":1},"
                        + "\"transport\":\"unix\",\"inputUrl\":\"unix:/run/x/main\",\"playUrl\":\"rtsp://127.0.0.1:8554/main\","
                        + "\"push\":{\"state\":\"BACKING_OFF\",\"since\":\"2026-11-22T12:00:00Z\",\"cause\":\"rtsp://***@host/main refused\","
                        + "\"run\":3,\"restarts\":2,\"mediaTimeMillis\":1500,\"nextAttempt\":\"2026-11-22T12:00:04Z\",\"pid\":42,"
                        + "\"destination\":\"rtsp://***@host/main\","
                        + "\"supervision\":{\"restartsAtOnce\":1,\"failuresInARow\":2,\"lastCause\":\"rtsp://***@host/main refused\","
                        + "\"lastEnded\":\"2026-11-22T12:00:00Z\",\"residentBytes\":40000000,\"cpuCores\":0.02}},\"hearing\":null,\"background\":null,\"problem\":\"backing off\"}");
        assertThat(server.get("channels/hand").json().get("push").isJsonNull()).isTrue();
        assertThat(server.get("channels/attic").status()).isEqualTo(404);
        assertThat(server.get("channels/attic").string("value")).isEqualTo("attic");
    }

    @Test
    void a_push_is_restarted_where_there_is_one() throws Exception {
        Answer main = server.send(server.to("channels/main/push/restart").POST(BodyPublishers.noBody()));
        assertThat(main.status()).isEqualTo(202);
        assertThat(main.string("id")).isEqualTo("main");
        assertThat(server.announcer.restarts).containsExactly("main: asked for over the HTTP API");

        assertThat(server.send(server.to("channels/hand/push/restart").POST(BodyPublishers.noBody())).status()).isEqualTo(409);
        assertThat(server.send(server.to("channels/attic/push/restart").POST(BodyPublishers.noBody())).status()).isEqualTo(404);
    }

    @Test
    void the_api_stays_while_the_engine_is_away() throws Exception {
        server.servlet.unsetAnnouncer(server.announcer);

        Answer away = server.get("channels");
        assertThat(away.status()).isEqualTo(503);
        assertThat(away.header("Retry-After")).isNotNull();
        assertThat(away.string("detail")).contains("announcer.engine");
        assertThat(server.postJson("{\"text\":\"x\"}").status()).isEqualTo(503);

        server.servlet.setAnnouncer(server.announcer);
        assertThat(server.get("channels").status()).isEqualTo(200);
    }

    @Test
    void an_old_engine_that_goes_does_not_shut_out_the_new_one() throws Exception {
        server.servlet.setAnnouncer(new FakeAnnouncer());
        server.servlet.unsetAnnouncer(server.announcer);

        assertThat(server.get("channels").status()).isEqualTo(200);
    }

    @Test
    void a_fault_inside_is_500_without_a_stack_trace() throws Exception {
        server.announcer.fault = new IllegalStateException("secret inside");

        Answer answer = server.postJson("{\"text\":\"x\"}");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.text()).doesNotContain("secret inside").doesNotContain("at announcer");
    }
}
