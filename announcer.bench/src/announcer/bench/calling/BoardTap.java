package announcer.bench.calling;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** A board, as a browser has it: reads the events, and notes when each call was first seen. One thread of its own. */
public final class BoardTap implements AutoCloseable {
    private static final String DATA = "data:";

    private final InputStream in;
    private final Thread thread = new Thread(this::run, "bench-board");
    private final CountDownLatch first = new CountDownLatch(1);
    private final Map<String, Double> delays = new ConcurrentHashMap<>();

    private BoardTap(InputStream in) {
        this.in = in;
        thread.setDaemon(true);
        thread.start();
    }

    /** Watches a board of the server with this URL, which ends with a slash; it has shown what there is when this returns. */
    public static BoardTap open(String httpUrl, String board) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(httpUrl + "public/board/" + board + "/events"))
                .header("Accept", "text/event-stream").build();
        HttpResponse<InputStream> answer = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build().send(request,
                BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            answer.body().close();
            throw new IOException("the events of board " + board + " were answered " + answer.statusCode());
        }
        BoardTap tap = new BoardTap(answer.body());
        if (!tap.first.await(20, TimeUnit.SECONDS)) {
            tap.close();
            throw new IOException("board " + board + " shows nothing");
        }
        return tap;
    }

    private void run() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(DATA)) {
                    seen(JsonParser.parseString(line.substring(DATA.length())).getAsJsonObject(), Instant.now());
                }
            }
        } catch (IOException e) {
            // Closed: what was seen until then counts.
            return;
        }
    }

    private void seen(JsonObject board, Instant now) {
        if (!board.has("last")) {
            return;
        }
        JsonArray shown = board.getAsJsonArray("last").deepCopy();
        if (board.get("current").isJsonObject()) {
            shown.add(board.get("current"));
        }
        for (JsonElement e : shown) {
            JsonObject call = e.getAsJsonObject();
            // What was there at the beginning has no delay.
            double delay = first.getCount() > 0 ? Double.NaN : Duration.between(time(call), now).toNanos() / 1e6;
            delays.putIfAbsent(call.get("id").getAsString(), delay);
        }
        first.countDown();
    }

    private static Instant time(JsonObject call) {
        return Instant.parse(call.get("at").getAsString());
    }

    /** How long after its first sample each call was here, in milliseconds, by the call's id. */
    public Map<String, Double> delays() {
        return Map.copyOf(delays);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
