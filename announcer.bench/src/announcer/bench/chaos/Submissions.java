package announcer.bench.chaos;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/**
 * The announcements of a run, followed from their acceptance to their outcome and beyond. One thread submits and another follows; the
 * results may be read by any.
 */
final class Submissions implements AutoCloseable {
    private static final long LOOK_MILLIS = 500;
    private static final long TTL_SECONDS = 600;
    private static final Set<String> OUTCOMES = Set.of("SPOKEN", "FAILED", "EXPIRED", "CANCELLED");

    /** What is known of one that was accepted. Guarded by the submissions' lock. */
    private static final class Accepted {
        private String state = "QUEUED";
        private String cause = "";
        private int sendings;
    }

    private final ChaosProduct product;
    private final ChaosPlan plan;
    private final RandomGenerator random;
    private final Object lock = new Object();
    private final Map<String, Accepted> accepted = new LinkedHashMap<>();
    private final Map<Integer, Integer> refused = new TreeMap<>();
    private final List<String> lost = new ArrayList<>();
    private final List<String> again = new ArrayList<>();
    private int withoutAnswer;
    private volatile boolean closed;
    private volatile boolean submitted;
    private final List<Thread> threads;

    Submissions(ChaosProduct product, ChaosPlan plan, RandomGenerator random) {
        this.product = product;
        this.plan = plan;
        this.random = random;
        threads = List.of(new Thread(this::submitAll, "bench-chaos-submit"), new Thread(this::follow, "bench-chaos-follow"));
        threads.forEach(thread -> {
            thread.setDaemon(true);
            thread.start();
        });
    }

    private void submitAll() {
        long start = System.nanoTime();
        try {
            for (int i = 0; i < plan.announcements() && !closed; i++) {
                long due = start + plan.time().toNanos() / plan.announcements() * i;
                Thread.sleep(Math.max(0, (due - System.nanoTime()) / 1_000_000));
                submit(i);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            submitted = true;
        }
    }

    private void submit(int number) throws InterruptedException {
        String channel = product.channels().get(random.nextInt(product.channels().size()));
        Map<String, Object> request = Map.of("text", "Number " + number, "channel", channel, "priority",
                random.nextInt(10) == 0 ? "urgent" : "routine", "ttlSeconds", TTL_SECONDS);
        try {
            HttpResponse<String> answer = product.api().submit(request);
            synchronized (lock) {
                if (answer.statusCode() == 202) {
                    accepted.put(JsonParser.parseString(answer.body()).getAsJsonObject().get("id").getAsString(), new Accepted());
                } else {
                    refused.merge(answer.statusCode(), 1, Integer::sum);
                }
            }
        } catch (IOException | RuntimeException e) {
            // It may have been accepted or not: nobody was told, so nothing was promised.
            synchronized (lock) {
                withoutAnswer++;
            }
        }
    }

    private void follow() {
        try {
            while (!closed) {
                Thread.sleep(LOOK_MILLIS);
                for (String id : open()) {
                    look(id);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> open() {
        synchronized (lock) {
            return accepted.entrySet().stream().filter(a -> !OUTCOMES.contains(a.getValue().state) && !lost.contains(a.getKey()))
                    .map(Map.Entry::getKey).toList();
        }
    }

    /** Takes note of how it is now; false when nobody answers. */
    private boolean look(String id) throws InterruptedException {
        HttpResponse<String> answer;
        try {
            answer = product.api().send("GET", "announcements/" + id, "", "");
        } catch (IOException | RuntimeException e) {
            // The product is away; it is asked again.
            return false;
        }
        synchronized (lock) {
            // As the API says it: until the API is there, the HTTP server alone says 404 to everything.
            if (answer.statusCode() == 404 && answer.body().contains("unknown-announcement")) {
                lost.add(id);
                return true;
            } else if (answer.statusCode() != 200) {
                return false;
            }
            note(id, JsonParser.parseString(answer.body()).getAsJsonObject());
            return true;
        }
    }

    private void note(String id, JsonObject now) {
        Accepted before = accepted.get(id);
        String state = now.get("state").getAsString();
        int sendings = now.get("sendings").getAsInt();
        if (before.state.equals("SPOKEN") && (!state.equals("SPOKEN") || sendings > before.sendings)) {
            again.add(id + ": SPOKEN after " + before.sendings + " sendings, then " + state + " after " + sendings);
        }
        before.state = state;
        before.sendings = sendings;
        before.cause = now.get("cause").isJsonNull() ? "" : now.get("cause").getAsString();
    }

    /** Waits until all have an outcome, then looks at each once more: what is told then was told for good. */
    void settle(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while ((!submitted || !open().isEmpty()) && System.nanoTime() < deadline) {
            Thread.sleep(LOOK_MILLIS);
        }
        List<String> all;
        synchronized (lock) {
            open().forEach(lost::add);
            all = accepted.keySet().stream().filter(id -> !lost.contains(id)).toList();
        }
        for (String id : all) {
            look(id);
        }
    }

    /** What has become of them. */
    ChaosReport.Outcomes outcomes() {
        synchronized (lock) {
            Map<String, Integer> states = new TreeMap<>();
            Map<String, Integer> causes = new TreeMap<>();
            List<String> withoutCause = new ArrayList<>();
            accepted.forEach((id, a) -> {
                states.merge(a.state, 1, Integer::sum);
                if (OUTCOMES.contains(a.state) && !a.state.equals("SPOKEN")) {
                    causes.merge(a.state + ": " + a.cause, 1, Integer::sum);
                    if (a.cause.isBlank()) {
                        withoutCause.add(id);
                    }
                }
            });
            return new ChaosReport.Outcomes(accepted.size(), Map.copyOf(refused), withoutAnswer, states, causes, List.copyOf(withoutCause),
                    List.copyOf(lost), List.copyOf(again));
        }
    }

    @Override
    public void close() {
        closed = true;
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            try {
                thread.join(15_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
