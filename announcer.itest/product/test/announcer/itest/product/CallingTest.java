package announcer.itest.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import announcer.bench.audio.Recording;
import announcer.bench.audio.SampleRange;
import announcer.bench.audio.StreamRecorder;
import announcer.bench.http.ApiClient;
import announcer.bench.http.HttpTestClient;
import announcer.bench.product.Home;
import announcer.bench.util.Until;
import announcer.itest.support.AudioAssertions;
import announcer.itest.support.Ffmpeg;
import announcer.itest.support.SharedProduct;
import announcer.itest.support.UsesProduct;

/** Three tickets are issued, called, heard and seen; and what waits is there when the bundle has been started anew. */
@UsesProduct
class CallingTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static Home home;
    private static ApiClient api;
    private static String httpUrl;
    private static String rtspUrl;

    @BeforeAll
    static void start(SharedProduct shared) throws Exception {
        Ffmpeg.require();
        home = shared.home();
        api = shared.api();
        httpUrl = shared.product().httpUrl();
        rtspUrl = shared.product().rtspUrl();
        home.conf("announcer.calling.service~accounts", "id=accounts", "prefix=A-", "names=en\\=Accounts");
        home.conf("announcer.calling.counter~desk", "id=desk", "name=3");
        Until.isTrue("service and counter are there", LIMIT, () -> has("services", "accounts") && has("counters", "desk"));
    }

    private static boolean has(String kind, String id) throws Exception {
        return desk().getAsJsonArray(kind).asList().stream().anyMatch(one -> one.getAsJsonObject().get("id").getAsString().equals(id));
    }

    /** What the README does first: a new home has a service and a counter. */
    @Test
    void on_a_new_home_a_number_is_called_at_once() throws Exception {
        assertThat(has("services", "reception") && has("counters", "1")).isTrue();
        JsonObject done = command("counters/1/call", "{\"number\":\"A-023\"}", 200);

        spoken(done.getAsJsonObject("call").get("id").getAsString());

        assertThat(
                api.announcement(call(done.getAsJsonObject("call").get("id").getAsString()).get("announcement").getAsString()).get("text")
                        .getAsString())
                .contains("go to counter");
        assertThat(everybody("board").getAsJsonObject("current").get("number").getAsString()).isEqualTo("A-023");
        command("counters/1/finish", "", 200);
    }

    @AfterAll
    static void clear() throws Exception {
        if (home != null) {
            java.nio.file.Files.deleteIfExists(home.confFile("announcer.calling.service~accounts"));
            java.nio.file.Files.deleteIfExists(home.confFile("announcer.calling.counter~desk"));
        }
    }

    private static JsonObject desk() throws Exception {
        return api.get("calling");
    }

    private static JsonObject command(String path, String json, int status) throws Exception {
        HttpResponse<String> answer = api.send("POST", "calling/" + path, json.isEmpty() ? "" : "application/json", json);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JsonParser.parseString(answer.body()).getAsJsonObject();
    }

    private static JsonObject everybody(String path) throws Exception {
        HttpResponse<String> answer = HTTP.send(HttpRequest.newBuilder(URI.create(httpUrl + "public/" + path)).timeout(LIMIT).build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonParser.parseString(answer.body()).getAsJsonObject();
    }

    @Test
    void three_tickets_are_called_heard_and_seen() throws Exception {
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            numbers.add(command("tickets", "{\"service\":\"accounts\"}", 201).get("number").getAsString());
        }
        assertThat(numbers).doesNotHaveDuplicates().allMatch(n -> n.matches("A-\\d{3}"));
        try (StreamRecorder player = StreamRecorder.play(rtspUrl, 48_000, Duration.ofSeconds(90))) {
            player.hear(Duration.ofSeconds(1));
            for (String number : numbers) {
                int from = player.position();
                JsonObject done = command("counters/desk/next", "", 200);
                assertThat(done.getAsJsonObject("ticket").get("number").getAsString()).isEqualTo(number);
                JsonObject call = spoken(done.getAsJsonObject("call").get("id").getAsString());
                player.hear(Duration.ofMillis(1_500));

                Recording heard = player.since(from);
                SampleRange utterance = AudioAssertions.heardOnce(heard);
                assertThat(heard.millisOf(utterance.length())).isBetween(800.0, 8_000.0);
                // On a busy machine the server may not have told in time; then it is not known.
                if (!call.get("heard").isJsonNull()) {
                    assertThat(call.getAsJsonObject("heard").get("received").getAsInt()).isGreaterThanOrEqualTo(1);
                }
                seen(number, call);
            }
        }
    }

    private static JsonObject spoken(String id) {
        return Until.matches("the call is spoken", LIMIT, () -> call(id), c -> c.get("state").getAsString().equals("SPOKEN"));
    }

    private static JsonObject call(String id) throws Exception {
        JsonArray calls = desk().getAsJsonArray("calls");
        for (int i = 0; i < calls.size(); i++) {
            if (calls.get(i).getAsJsonObject().get("id").getAsString().equals(id)) {
                return calls.get(i).getAsJsonObject();
            }
        }
        throw new AssertionError("no call " + id);
    }

    /** The board has it since its first sample, as the engine says it. */
    private static void seen(String number, JsonObject call) throws Exception {
        JsonObject current = everybody("board").getAsJsonObject("current");
        assertThat(current.get("number").getAsString()).isEqualTo(number);
        assertThat(current.getAsJsonObject("counter").get("name").getAsString()).isEqualTo("3");
        JsonObject announcement = api.announcement(call.get("announcement").getAsString());
        assertThat(Instant.parse(current.get("at").getAsString())).isEqualTo(Instant.parse(announcement.get("started").getAsString()));
        assertThat(everybody("ticket/" + call.get("ticket").getAsString()).get("state").getAsString()).isEqualTo("CALLED");
    }

    @Test
    void a_tablet_that_was_given_the_token_of_a_counter_works_there_and_nowhere_else() throws Exception {
        JsonObject token = JsonParser.parseString(api.send("POST", "tokens", "application/json",
                "{\"name\":\"tablet\",\"scopes\":[\"VIEW\",\"ANNOUNCE\"],\"counter\":\"desk\"}").body()).getAsJsonObject();
        HttpTestClient page = HttpTestClient.anonymous(httpUrl).fromOwnSite();
        HttpResponse<String> login = page.form("/login/counter", Map.of("token", token.get("secret").getAsString()));
        assertThat(login.headers().firstValue("Location")).contains("/");
        HttpTestClient tablet = page.with("Cookie", HttpTestClient.cookie(login).orElseThrow());
        JsonObject session = JsonParser.parseString(tablet.get("/api/session").body()).getAsJsonObject();
        assertThat(session.get("counter").getAsString()).isEqualTo("desk");

        String call = "{\"number\":\"T-1\"}";
        assertThat(tablet.json("POST", "/api/calling/counters/desk/call", call).statusCode()).as("without the page's token").isEqualTo(403);
        HttpTestClient works = tablet.with("X-Announcer-Csrf", session.get("csrf").getAsString());
        assertThat(works.json("POST", "/api/calling/counters/desk/call", call).statusCode()).isEqualTo(200);
        assertThat(works.json("POST", "/api/calling/counters/desk/finish", "").statusCode()).isEqualTo(200);
        assertThat(works.json("POST", "/api/calling/counters/1/call", call).body()).contains("wrong-counter");
        assertThat(works.json("POST", "/api/announcements", "{\"text\":\"one\"}").statusCode()).isEqualTo(403);
        assertThat(tablet.get("/system/console/bundles").statusCode()).isEqualTo(403);

        api.send("DELETE", "tokens/" + token.getAsJsonObject("token").get("id").getAsString(), "", "");
        assertThat(tablet.get("/api/session").statusCode()).isEqualTo(401);
    }

    @Test
    void what_waits_is_there_after_the_bundle_was_started_anew() throws Exception {
        String waits = command("tickets", "{\"service\":\"accounts\"}", 201).get("id").getAsString();
        assertThat(desk().get("durable").getAsBoolean()).isTrue();
        assertThat(api.send("POST", "bundles/announcer.calling/stop", "", "").statusCode()).isLessThan(300);
        Until.isTrue("it is gone", LIMIT, () -> api.send("GET", "calling", "", "").statusCode() == 503);
        assertThat(api.send("POST", "bundles/announcer.calling/start", "", "").statusCode()).isLessThan(300);
        Until.isTrue("it is there again", LIMIT, () -> api.send("GET", "calling", "", "").statusCode() == 200);

        assertThat(api.get("calling/tickets/" + waits).get("state").getAsString()).isEqualTo("ISSUED");
        command("tickets/" + waits + "/cancel", "", 200);
    }

    @Test
    void a_wrong_service_is_refused_at_the_door() throws Exception {
        HttpResponse<String> wrong = api.send("POST", "settings/announcer.calling.service", "application/json",
                "{\"name\":\"wrong\",\"values\":{\"id\":\"wrong\",\"templates\":[\"en=Come in\"]}}");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("it must have {ticket}", "\"field\":\"templates\"");
        HttpResponse<String> twice = api.send("POST", "settings/announcer.calling.service", "application/json",
                "{\"name\":\"twice\",\"values\":{\"id\":\"accounts\"}}");
        assertThat(twice.statusCode()).isEqualTo(422);
        assertThat(twice.body()).contains("has this id; choose another");
    }
}
