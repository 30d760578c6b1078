package announcer.bench.http;

import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * As much of the product's HTTP API as the drivers use. What becomes of an announcement is decided by words in its text: {@code lose},
 * {@code hang}, {@code fail}, {@code mute} (fails without a cause), {@code crash}; each look at the others brings them one state further.
 */
public final class FakeProduct implements AutoCloseable {
    static {
        // Else the body of each answer waits some 40 ms for the client to acknowledge the head.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final Map<String, JsonObject> announcements = new ConcurrentHashMap<>();
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger hits = new AtomicInteger();
    private final AtomicInteger cancelled = new AtomicInteger();

    /** Starts it on a free port of the loopback interface. */
    public FakeProduct() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/api/", this::handle);
        server.start();
    }

    /** A client of it. */
    public ApiClient api() {
        return new ApiClient("http://127.0.0.1:" + server.getAddress().getPort() + "/", "");
    }

    /** How many announcements were cancelled. */
    public int cancelled() {
        return cancelled.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring("/api/".length());
        try (exchange) {
            switch (exchange.getRequestMethod() + " " + path.replaceFirst("/.*", "/")) {
                case "GET voices" -> answer(exchange, 200, voices());
                case "GET cache" -> answer(exchange, 200, cache());
                case "POST announcements" -> submit(exchange);
                case "GET announcements/" -> show(exchange, path.substring("announcements/".length()));
                case "DELETE announcements/" -> cancel(exchange, path.substring("announcements/".length()));
                default -> answer(exchange, 404, new JsonObject());
            }
        }
    }

    private static JsonObject voices() {
        JsonArray all = new JsonArray();
        for (String id : new String[]{"freetts/kevin16", "freetts/kevin", "mary/cmu-slt-hsmm"}) {
            JsonObject voice = new JsonObject();
            voice.addProperty("id", id);
            voice.addProperty("engine", id.replaceFirst("/.*", ""));
            all.add(voice);
        }
        JsonObject json = new JsonObject();
        json.add("voices", all);
        return json;
    }

    private JsonObject cache() {
        JsonObject json = new JsonObject();
        json.addProperty("hits", hits.get());
        json.addProperty("memoryBytes", known.size());
        json.addProperty("diskBytes", 0);
        return json;
    }

    private void submit(HttpExchange exchange) throws IOException {
        JsonObject asked;
        try (JsonReader reader = new JsonReader(new InputStreamReader(exchange.getRequestBody(), StandardCharsets.UTF_8))) {
            reader.setStrictness(Strictness.STRICT);
            asked = JsonParser.parseReader(reader).getAsJsonObject();
        } catch (JsonParseException e) {
            problem(exchange, "this is no JSON: " + e.getMessage());
            return;
        }
        String text = (asked.has("text") ? asked.get("text") : asked.get("ssml")).getAsString();
        if (text.contains("crash")) {
            answer(exchange, 500, new JsonObject());
        } else if (text.isBlank() || asked.has("ssml") && !text.contains("welcome")) {
            problem(exchange, "there is nothing to say in \"" + text.length() + "\"");
        } else {
            JsonObject a = new JsonObject();
            String id = "a" + count.incrementAndGet();
            a.addProperty("id", id);
            a.addProperty("text", text);
            a.addProperty("state", "QUEUED");
            a.add("cause", JsonNull.INSTANCE);
            a.add("voice", asked.get("voice"));
            a.addProperty("submitted", Instant.now().toString());
            a.add("started", JsonNull.INSTANCE);
            a.add("ended", JsonNull.INSTANCE);
            hits.addAndGet(known.add(text) ? 0 : 1);
            announcements.put(id, a);
            answer(exchange, 202, a);
        }
    }

    private void show(HttpExchange exchange, String id) throws IOException {
        JsonObject a = announcements.get(id);
        synchronized (a) {
            String text = a.get("text").getAsString();
            String state = a.get("state").getAsString();
            if (text.contains("lose")) {
                answer(exchange, 404, new JsonObject());
                return;
            }
            if (text.contains("hang")) {
                a.addProperty("state", "SYNTHESISING");
            } else if (text.contains("fail") || text.contains("mute")) {
                a.addProperty("state", "FAILED");
                a.addProperty("cause", text.contains("fail") ? "no voice could speak \"" + text + "\"" : "");
                a.addProperty("ended", Instant.now().toString());
            } else if (state.equals("QUEUED")) {
                a.addProperty("state", "SPEAKING");
                a.addProperty("started", Instant.parse(a.get("submitted").getAsString()).plusMillis(30).toString());
            }
            answer(exchange, 200, a);
        }
    }

    private void cancel(HttpExchange exchange, String id) throws IOException {
        JsonObject a = announcements.get(id);
        synchronized (a) {
            cancelled.incrementAndGet();
            a.addProperty("state", "CANCELLED");
            a.addProperty("ended", Instant.now().toString());
            answer(exchange, 200, a);
        }
    }

    private static void problem(HttpExchange exchange, String detail) throws IOException {
        JsonObject json = new JsonObject();
        json.addProperty("detail", detail);
        exchange.getResponseHeaders().set("Content-Type", "application/problem+json;charset=utf-8");
        answer(exchange, 422, json);
    }

    private static void answer(HttpExchange exchange, int status, JsonObject json) throws IOException {
        byte[] body = json.toString().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
