package announcer.bench.calling;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.google.gson.JsonParser;

import announcer.bench.http.ApiClient;

/** Operators at counters. Each has a connection of its own, which stays open, and presses "next" as soon as it has an answer. */
public final class Operators {
    /** Makes a client with a connection of its own. */
    private final Callable<ApiClient> clients;

    public Operators(Callable<ApiClient> clients) {
        this.clients = clients;
    }

    /** Issues tickets of a service; returns their ids. */
    public static List<String> issue(ApiClient api, String service, int count) throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            HttpResponse<String> answer = api.send("POST", "calling/tickets", "application/json", "{\"service\":\"" + service + "\"}");
            if (answer.statusCode() != 201) {
                throw new IOException("a ticket was answered " + answer.statusCode() + " " + answer.body());
            }
            ids.add(JsonParser.parseString(answer.body()).getAsJsonObject().get("id").getAsString());
        }
        return ids;
    }

    /** Presses "next" once; empty: nobody waits. */
    public static Optional<Press> press(ApiClient api, String counter) throws IOException, InterruptedException {
        Instant pressed = Instant.now();
        long began = System.nanoTime();
        HttpResponse<String> answer = api.send("POST", "calling/counters/" + counter + "/next", "", "");
        double millis = (System.nanoTime() - began) / 1e6;
        if (answer.statusCode() == 409 && answer.body().contains("nobody-waits")) {
            return Optional.empty();
        }
        if (answer.statusCode() != 200) {
            throw new IOException("next at " + counter + " was answered " + answer.statusCode() + " " + answer.body());
        }
        return Optional.of(Press.of(JsonParser.parseString(answer.body()).getAsJsonObject(), pressed, millis));
    }

    /** One operator at each counter; all begin at once, and go on until nobody waits. */
    public List<Press> all(List<String> counters) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(counters.size());
        try {
            CountDownLatch ready = new CountDownLatch(counters.size());
            List<Future<List<Press>>> all = counters.stream().map(c -> threads.submit(() -> one(c, ready))).toList();
            List<Press> presses = new ArrayList<>();
            for (Future<List<Press>> f : all) {
                presses.addAll(f.get());
            }
            return presses;
        } catch (ExecutionException e) {
            throw new IOException("an operator could not go on: " + e.getCause().getMessage(), e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Press> one(String counter, CountDownLatch ready) throws Exception {
        ApiClient api = clients.call();
        // The connection is open before it counts.
        api.get("calling");
        ready.countDown();
        ready.await();
        List<Press> presses = new ArrayList<>();
        for (Optional<Press> p = press(api, counter); p.isPresent(); p = press(api, counter)) {
            presses.add(p.get());
        }
        return presses;
    }

    /** Fails unless each of these tickets was called by exactly one of these presses, and nobody else was called. */
    public static void checkOnceEach(List<String> tickets, List<Press> presses) {
        Map<String, Integer> calls = new HashMap<>();
        presses.forEach(p -> calls.merge(p.ticket(), 1, Integer::sum));
        List<String> twice = calls.keySet().stream().filter(t -> calls.get(t) > 1).toList();
        List<String> never = tickets.stream().filter(t -> !calls.containsKey(t)).toList();
        List<String> foreign = calls.keySet().stream().filter(t -> !tickets.contains(t)).toList();
        if (!twice.isEmpty() || !never.isEmpty() || !foreign.isEmpty()) {
            throw new AssertionError("of " + tickets.size() + " tickets " + never.size() + " were never called, " + twice.size()
                    + " more than once, and " + foreign.size() + " were called that nobody issued: " + never + twice + foreign);
        }
    }
}
