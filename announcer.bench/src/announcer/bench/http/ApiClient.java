package announcer.bench.http;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import announcer.bench.util.Until;

/** The product's HTTP API, as a program uses it. Safe for use by any thread. */
public final class ApiClient {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    /** So long the product may hold its answer back, which is shorter than {@link #LIMIT}. */
    private static final Duration HELD = Duration.ofSeconds(5);
    private static final Set<String> FINAL = Set.of("SPOKEN", "FAILED", "EXPIRED", "CANCELLED");

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LIMIT).build();
    private final String base;
    private final String token;

    /**
     * @param base URL that {@code api/} is under, with a slash at the end
     * @param token bearer token; empty: none is shown
     */
    public ApiClient(String base, String token) {
        this.base = base;
        this.token = token;
    }

    /** The same API for somebody else. */
    public ApiClient withToken(String other) {
        return new ApiClient(base, other);
    }

    /** Sends a request and gives the answer, whatever its status. {@code path} follows {@code /api/}. */
    public HttpResponse<String> send(String method, String path, String contentType, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + "api/" + path)).timeout(LIMIT).method(method,
                body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        if (!contentType.isEmpty()) {
            request.header("Content-Type", contentType);
        }
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    /** Sends a bundle's jar, with which the bundle is updated. */
    public HttpResponse<String> update(String bundle, Path jar) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + "api/bundles/" + bundle)).timeout(LIMIT.multipliedBy(3))
                .header("Content-Type", "application/java-archive").PUT(BodyPublishers.ofFile(jar));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    /** Submits an announcement with these fields as JSON. */
    public HttpResponse<String> submit(Map<String, Object> fields) throws IOException, InterruptedException {
        return send("POST", "announcements", "application/json", new Gson().toJson(fields));
    }

    /** Submits a text to the default channel; fails when it is not accepted. Returns its id. */
    public String say(String text) throws IOException, InterruptedException {
        return say(text, "main");
    }

    /** The same on a channel. */
    public String say(String text, String channel) throws IOException, InterruptedException {
        return accepted(text, Map.of("text", text, "channel", channel));
    }

    /** The same by a voice, {@code engine/name}. */
    public String sayBy(String voice, String text, String channel) throws IOException, InterruptedException {
        return accepted(text, Map.of("text", text, "channel", channel, "voice", voice));
    }

    private String accepted(String text, Map<String, Object> fields) throws IOException, InterruptedException {
        HttpResponse<String> answer = submit(fields);
        if (answer.statusCode() != 202) {
            throw new AssertionError("\"" + text + "\" was not accepted: " + answer.statusCode() + " " + answer.body());
        }
        return JsonParser.parseString(answer.body()).getAsJsonObject().get("id").getAsString();
    }

    /** What is known of an announcement. */
    public JsonObject announcement(String id) throws IOException, InterruptedException {
        return json("announcements/" + URLEncoder.encode(id, StandardCharsets.UTF_8)).getAsJsonObject();
    }

    /** Its state. */
    public String state(String id) throws IOException, InterruptedException {
        return announcement(id).get("state").getAsString();
    }

    /** Waits until it has an outcome, and gives all that is known of it. The product answers when there is one: it is not asked many times a second. */
    public JsonObject awaitOutcome(String id, Duration limit) {
        long seconds = Math.max(1, Math.min(HELD.toSeconds(), limit.toSeconds()));
        String path = "announcements/" + URLEncoder.encode(id, StandardCharsets.UTF_8) + "?wait=" + seconds;
        return Until.matches("announcement " + id + " has an outcome", limit, () -> held(id, path),
                a -> FINAL.contains(a.get("state").getAsString()));
    }

    /** What is known at the end of the wait; or at once, where there is no place to wait or the connection had to make room for another. */
    private JsonObject held(String id, String path) throws IOException, InterruptedException {
        try {
            return get(path);
        } catch (IOException e) {
            return announcement(id);
        }
    }

    /** Waits until it has been spoken; any other outcome is a failure. */
    public JsonObject awaitSpoken(String id, Duration limit) {
        JsonObject a = awaitOutcome(id, limit);
        if (!a.get("state").getAsString().equals("SPOKEN")) {
            throw new AssertionError("announcement " + id + " was not spoken: " + a);
        }
        return a;
    }

    /** All channels. */
    public List<JsonObject> channels() throws IOException, InterruptedException {
        return objects(json("channels"), "channels");
    }

    /** The latest announcements, newest first. */
    public List<JsonObject> recent() throws IOException, InterruptedException {
        return objects(json("announcements"), "announcements");
    }

    /** All voices. */
    public List<JsonObject> voices() throws IOException, InterruptedException {
        return objects(json("voices"), "voices");
    }

    /** A channel; empty when there is none with this id. */
    public Optional<JsonObject> channel(String id) throws IOException, InterruptedException {
        return channels().stream().filter(c -> c.get("id").getAsString().equals(id)).findFirst();
    }

    /** A channel's push; empty when it has none, or there is no such channel. */
    public Optional<JsonObject> push(String channel) throws IOException, InterruptedException {
        return channel(channel).map(c -> c.get("push")).filter(p -> p != null && p.isJsonObject()).map(JsonElement::getAsJsonObject);
    }

    /** Waits until these channels, which have no pusher, have opened their pipes, and returns their input URLs in the same order. */
    public List<String> awaitInputUrls(List<String> channels) {
        return channels.stream().map(id -> Until.matches("channel " + id + " has a socket", Duration.ofSeconds(30),
                () -> channel(id).map(c -> c.get("inputUrl")).filter(u -> !u.isJsonNull()).map(JsonElement::getAsString).orElse(""),
                url -> !url.isEmpty())).toList();
    }

    /** Id of the ffmpeg process that publishes a channel now. */
    public long pushPid(String channel) {
        return Until.matches("the push of channel " + channel + " tells its process", Duration.ofSeconds(30),
                () -> push(channel).map(p -> p.get("pid")).filter(p -> p != null && !p.isJsonNull()).map(JsonElement::getAsLong)
                        .orElse(-1L),
                pid -> pid > 0);
    }

    /** Whether a channel is on the air. */
    public boolean onAir(String channel) throws IOException, InterruptedException {
        return channel(channel).map(c -> c.get("onAir").getAsBoolean()).orElse(false);
    }

    /** Waits until a channel is on the air. */
    public void awaitOnAir(String channel, Duration limit) {
        Until.matches("channel " + channel + " is on the air", limit, () -> channel(channel),
                c -> c.map(o -> o.get("onAir").getAsBoolean()).orElse(false));
    }

    /** What {@code GET /api/PATH} answers: an object. */
    public JsonObject get(String path) throws IOException, InterruptedException {
        return json(path).getAsJsonObject();
    }

    private JsonElement json(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = send("GET", path, "", "");
        if (answer.statusCode() != 200) {
            throw new IOException("GET /api/" + path + " was answered " + answer.statusCode() + " " + answer.body());
        }
        return JsonParser.parseString(answer.body());
    }

    /** A list, whether it stands alone or under its name. */
    private static List<JsonObject> objects(JsonElement json, String name) {
        JsonArray array = json.isJsonArray() ? json.getAsJsonArray() : json.getAsJsonObject().getAsJsonArray(name);
        return array.asList().stream().map(JsonElement::getAsJsonObject).toList();
    }
}
