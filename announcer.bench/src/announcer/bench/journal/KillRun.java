package announcer.bench.journal;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import announcer.bench.http.ApiClient;
import announcer.bench.product.Home;
import announcer.bench.product.PipeReaders;
import announcer.bench.product.ProductProcess;
import announcer.bench.util.Until;

/**
 * Kills the product again and again, at random moments, while clients submit and wait for outcomes. Afterwards whatever was accepted must be
 * known and be spoken, and whatever was reported as spoken must be as it was reported: it was not spoken once more.
 */
public final class KillRun {
    /** What came of it. */
    public record Report(int kills, int accepted, int reportedSpoken, List<String> lost, List<String> repeated, List<String> notSpoken) {
        /** Whether nothing was lost, and nothing came twice. */
        public boolean isClean() {
            return lost.isEmpty() && repeated.isEmpty() && notSpoken.isEmpty();
        }
    }

    private static final int CHANNELS = 3;
    private static final int CLIENTS = 2 * CHANNELS;
    private static final int LONGEST_ROUND_MILLIS = 3_000;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Set<String> OUTCOMES = Set.of("SPOKEN", "FAILED", "EXPIRED", "CANCELLED");

    private final Random random;
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    /** What was reported of those that are spoken: when they began and ended. */
    private final Map<String, String> spoken = new ConcurrentHashMap<>();
    private final List<String> lost = new CopyOnWriteArrayList<>();
    private final List<String> repeated = new CopyOnWriteArrayList<>();
    private final List<String> notSpoken = new CopyOnWriteArrayList<>();

    /** @param random when it kills */
    public KillRun(Random random) {
        this.random = random;
    }

    /** Runs on a fresh home, which is removed afterwards. */
    @SuppressWarnings("try") // The readers read until they are closed; nobody calls them.
    public Report run(int kills) throws IOException, InterruptedException {
        Home home = Home.quiet().conf("announcer.web", "requestsPerSecond=0").conf("announcer.channel~main", "id=main", "pusher=none");
        for (String channel : channels()) {
            home.conf("announcer.channel~" + channel, "id=" + channel, "pusher=none", "timeToLiveSeconds=86400");
        }
        try {
            for (int kill = 0; kill < kills; kill++) {
                try (ProductProcess product = ProductProcess.start(home); PipeReaders readers = readers(product)) {
                    check(product.api());
                    List<Thread> clients = clients(product.api(), kill);
                    LockSupport.parkNanos(random.nextInt(LONGEST_ROUND_MILLIS) * 1_000_000L);
                    product.kill();
                    for (Thread client : clients) {
                        client.join();
                    }
                }
            }
            try (ProductProcess product = ProductProcess.start(home); PipeReaders readers = readers(product)) {
                check(product.api());
                awaitAll(product.api());
            }
        } finally {
            home.delete();
        }
        return new Report(kills, accepted.size(), spoken.size(), lost, repeated, notSpoken);
    }

    private static List<String> channels() {
        return IntStream.range(0, CHANNELS).mapToObj(i -> "k" + i).toList();
    }

    private static PipeReaders readers(ProductProcess product) throws IOException {
        return new PipeReaders(product.api().awaitInputUrls(channels()));
    }

    private List<Thread> clients(ApiClient api, int round) {
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            String channel = "k" + i % CHANNELS;
            String text = "Number " + round;
            Thread t = new Thread(() -> submit(api, channel, text), "bench-client-" + i);
            t.start();
            all.add(t);
        }
        return all;
    }

    /** One after the other, each awaited, until the product is gone. */
    private void submit(ApiClient api, String channel, String text) {
        try {
            while (true) {
                String id = api.say(text, channel);
                accepted.add(id);
                JsonObject a;
                do {
                    HttpResponse<String> answer = api.send("GET", "announcements/" + id + "?wait=5", "", "");
                    if (answer.statusCode() != 200) {
                        lost.add(id + ": " + answer.statusCode() + " " + answer.body());
                        return;
                    }
                    a = JsonParser.parseString(answer.body()).getAsJsonObject();
                } while (!OUTCOMES.contains(state(a)));
                report(id, a);
            }
        } catch (IOException e) {
            // Killed: this is how a client learns of it.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (AssertionError e) {
            notSpoken.add(e.getMessage());
        }
    }

    private static String state(JsonObject a) {
        return a.get("state").getAsString();
    }

    private static String times(JsonObject a) {
        return a.get("started") + " to " + a.get("ended");
    }

    private void report(String id, JsonObject a) {
        if (state(a).equals("SPOKEN")) {
            spoken.put(id, times(a));
        } else {
            notSpoken.add(id + ": " + state(a) + " " + a.get("cause"));
        }
    }

    /** After a start: all are there, and those that were reported as spoken as they were. */
    private void check(ApiClient api) throws IOException, InterruptedException {
        for (String id : accepted) {
            HttpResponse<String> answer = api.send("GET", "announcements/" + id, "", "");
            if (answer.statusCode() != 200) {
                lost.add(id + ": " + answer.statusCode() + " " + answer.body());
                continue;
            }
            JsonObject a = JsonParser.parseString(answer.body()).getAsJsonObject();
            String before = spoken.get(id);
            if (before != null && !(state(a).equals("SPOKEN") && before.equals(times(a)))) {
                repeated.add(id + ": reported as spoken " + before + ", now " + state(a) + " " + times(a));
            }
        }
    }

    private void awaitAll(ApiClient api) {
        for (String id : accepted) {
            if (!spoken.containsKey(id) && lost.stream().noneMatch(l -> l.startsWith(id + ":"))) {
                report(id, Until.matches("announcement " + id + " has an outcome", LIMIT, () -> api.announcement(id),
                        a -> OUTCOMES.contains(state(a))));
            }
        }
    }
}
