package announcer.itest.browser.morning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import announcer.bench.http.ApiClient;
import announcer.bench.product.Home;
import announcer.bench.util.Until;
import announcer.itest.support.SharedProduct;

/** An office with three counters and two services on a product that runs, by its API; and what became of each call. Used by one thread. */
final class Office {
    /** Who works at the counters, and by what. */
    static final String OPERATOR = "anna";
    static final String PASSWORD = "seven green umbrellas";
    static final Set<String> OUTCOMES = Set.of("SPOKEN", "FAILED", "EXPIRED", "REFUSED", "SUPERSEDED");
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Gson GSON = new Gson();

    final SharedProduct product;
    /** By id, as they were seen last. */
    private final Map<String, JsonObject> calls = new LinkedHashMap<>();

    Office(SharedProduct product) {
        this.product = product;
    }

    /** A home whose calls take less than a second on the air, and between them the stream is silent. */
    static Home home() throws IOException {
        return Home.quiet().conf("announcer.channel~main", "id=main", "rate=3", "gapMillis=300");
    }

    void open() throws Exception {
        ok(api().send("PATCH", "settings/announcer.calling", "application/json", GSON.toJson(Map.of("languages", List.of("en", "zh"),
                "voices", List.of("en=freetts/kevin16", "zh=system/cmn"), "templates", List.of("en={ticket}", "zh={ticket}"), "take",
                true))));
        service("a", "A", "Opening an account", "\u5f00\u6237");
        service("b", "B", "Payments", "\u7f34\u8d39");
        counter("c1", "1", "counter one", "\u4e00\u53f7\u7a97\u53e3");
        counter("c2", "2", "counter two", "\u4e8c\u53f7\u7a97\u53e3");
        counter("c3", "3", "counter three", "\u4e09\u53f7\u7a97\u53e3");
        ok(api().send("POST", "users", "application/json",
                GSON.toJson(Map.of("name", OPERATOR, "role", "OPERATOR", "password", PASSWORD))));
        Until.isTrue("services and counters are there", LIMIT,
                () -> desk().getAsJsonArray("services").size() == 2 && desk().getAsJsonArray("counters").size() == 3);
        Until.isTrue("both voices are there", LIMIT, () -> api().voices().toString().contains("system/cmn"));
        assertThat(desk().get("durable").getAsBoolean()).isTrue();
    }

    private void service(String id, String prefix, String english, String chinese) throws Exception {
        create("service", id, Map.of("id", id, "prefix", prefix, "digits", 1, "resetAt", "", "languagePauseMillis", 0, "names",
                List.of("en=" + english, "zh=" + chinese)));
    }

    private void counter(String id, String name, String english, String chinese) throws Exception {
        create("counter", id, Map.of("id", id, "name", name, "names", List.of("en=" + english, "zh=" + chinese)));
    }

    private void create(String kind, String name, Map<String, Object> values) throws Exception {
        ok(api().send("POST", "settings/announcer.calling." + kind, "application/json",
                GSON.toJson(Map.of("name", name, "values", values))));
    }

    /** The channels of a counter's calls. */
    void speaksOn(String counter, String channel) throws Exception {
        ok(api().send("PATCH", "settings/announcer.calling.counter~" + counter, "application/json",
                GSON.toJson(Map.of("channels", List.of(channel)))));
        Until.isTrue("counter " + counter + " speaks on " + channel, LIMIT,
                () -> counterJson(counter).getAsJsonArray("channels").toString().equals("[\"" + channel + "\"]"));
    }

    private JsonObject counterJson(String id) throws Exception {
        return desk().getAsJsonArray("counters").asList().stream().map(JsonElement::getAsJsonObject)
                .filter(c -> c.get("id").getAsString().equals(id)).findFirst().orElseThrow();
    }

    /** A token for a shared tablet. */
    String token(String counter) throws Exception {
        return ok(api().send("POST", "tokens", "application/json",
                GSON.toJson(Map.of("name", "tablet", "scopes", List.of("VIEW", "ANNOUNCE"), "counter", counter)))).get("secret")
                .getAsString();
    }

    ApiClient api() throws IOException {
        return product.api();
    }

    JsonObject desk() throws Exception {
        return api().get("calling");
    }

    int waiting() throws Exception {
        return desk().getAsJsonArray("services").asList().stream().mapToInt(s -> s.getAsJsonObject().get("waiting").getAsInt()).sum();
    }

    void issue(String service) throws Exception {
        command("tickets", GSON.toJson(Map.of("service", service)));
    }

    /** Presses "next" at a counter; the number that is called. */
    String next(String counter) throws Exception {
        return command("counters/" + counter + "/next", "").getAsJsonObject("ticket").get("number").getAsString();
    }

    JsonObject command(String path, String json) throws Exception {
        return ok(api().send("POST", "calling/" + path, json.isEmpty() ? "" : "application/json", json));
    }

    /** Calls wait, or are spoken. */
    void paused(boolean is) throws Exception {
        ok(api().send("POST", "channels/main/" + (is ? "pause" : "resume"), "", ""));
        Until.isTrue(is ? "the channel is paused" : "the channel is not paused", LIMIT,
                () -> api().channel("main").orElseThrow().get("paused").getAsBoolean() == is);
    }

    private static JsonObject ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return JsonParser.parseString(answer.body()).getAsJsonObject();
    }

    /** All tickets, also those that have ended. */
    List<JsonObject> tickets() throws Exception {
        return api().get("calling/tickets?limit=1000").getAsJsonArray("tickets").asList().stream().map(JsonElement::getAsJsonObject)
                .toList();
    }

    /** Takes down what is known of the latest calls now: the API tells no more than fifty. */
    void note() throws Exception {
        desk().getAsJsonArray("calls").forEach(c -> calls.put(c.getAsJsonObject().get("id").getAsString(), c.getAsJsonObject()));
    }

    /** Waits until each call has an outcome. */
    void awaitQuiet() {
        Until.isTrue("each call has an outcome", LIMIT, () -> {
            note();
            return desk().getAsJsonArray("calls").asList().stream()
                    .allMatch(c -> OUTCOMES.contains(c.getAsJsonObject().get("state").getAsString()));
        });
    }

    /** Those in this state that were noted, in the order in which they began to be spoken, or else were asked for. */
    List<JsonObject> calls(String state) {
        return calls.values().stream().filter(c -> c.get("state").getAsString().equals(state))
                .sorted(Comparator.comparing(c -> Instant.parse(c.get(c.get("started").isJsonNull() ? "at" : "started").getAsString())))
                .toList();
    }

    /** All that were noted, in the order in which they were asked for. */
    List<JsonObject> calls() {
        return calls.values().stream().sorted(Comparator.comparing(c -> Instant.parse(c.get("at").getAsString()))).toList();
    }

    static Instant started(JsonObject call) {
        return Instant.parse(call.get("started").getAsString());
    }

    static String number(JsonObject call) {
        return call.get("number").getAsString();
    }
}
