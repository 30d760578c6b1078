package announcer.bench.calling;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import announcer.bench.driver.Options;
import announcer.bench.http.ApiClient;
import announcer.bench.product.Home;
import announcer.bench.product.PipeReaders;
import announcer.bench.product.ProductProcess;
import announcer.bench.report.Percentiles;
import announcer.bench.report.Table;
import announcer.bench.util.Until;

/**
 * Numbers are called on a product of its own: by one operator on idle channels, then by many at once. Fails when a ticket was called twice or never,
 * or a call was not spoken.
 */
public final class CallingBench {
    private static final Duration SPOKEN = Duration.ofSeconds(60);
    private static final int WARM_UPS = 5;
    private static final String SERVICE = "hall";

    private final Table answers = new Table("next pressed by", "times", "until the answer, median ms", "p99 ms", "max ms");
    private final Table sounds = new Table("to the first sample", "times", "median ms", "p99 ms", "max ms");
    private final Table boards = new Table("first sample until the board has it", "times", "median ms", "p99 ms", "max ms");

    public void run(Options options, PrintStream out) throws Exception {
        int tickets = options.number("tickets", 500);
        int channels = options.number("channels", 4);
        int alone = options.number("alone", 30);
        List<String> counters = IntStream.rangeClosed(1, options.number("operators", 20)).mapToObj(i -> "k" + i).toList();
        Home home = home(counters, channels);
        try (ProductProcess product = ProductProcess.start(home)) {
            ApiClient api = product.api();
            List<String> ids = IntStream.rangeClosed(1, channels).mapToObj(i -> "c" + i).toList();
            Until.matches("service and counters are there", SPOKEN, () -> api.get("calling"),
                    d -> d.getAsJsonArray("counters").size() == counters.size() && d.getAsJsonArray("services").size() == 1);
            try (PipeReaders readers = new PipeReaders(api.awaitInputUrls(ids));
                    BoardTap board = BoardTap.open(product.httpUrl(), "default")) {
                alone(api, counters, alone, board);
                atOnce(product, counters, tickets, channels, board);
                out.println(readers.reading() + " of " + channels + " channels are still heard");
            }
        } finally {
            home.delete();
        }
        out.println(tickets + " tickets, " + counters.size() + " operators, " + channels
                + " channels whose sockets are read here; each ticket was called exactly once, and each call was spoken");
        out.print(answers);
        out.println();
        out.print(sounds);
        out.println();
        out.print(boards);
    }

    private static Home home(List<String> counters, int channels) throws IOException {
        Home home = Home.quiet().conf("announcer.web", "requestsPerSecond=0").conf("announcer.channel~main", "id=main", "pusher=none")
                .conf("announcer.calling.service~" + SERVICE, "id=" + SERVICE, "prefix=A-", "last=99999", "timeToLiveSeconds=3600",
                        "templates=en\\={ticket} {counter}")
                .conf("announcer.calling.board~default", "id=default", "lastCalls=20");
        for (int i = 1; i <= channels; i++) {
            home.conf("announcer.channel~c" + i, "id=c" + i, "pusher=none", "queueCapacity=10000");
        }
        for (int i = 0; i < counters.size(); i++) {
            home.conf("announcer.calling.counter~" + counters.get(i), "id=" + counters.get(i), "channels=c" + (i % channels + 1));
        }
        return home;
    }

    /** Each press waits until the call before it has been spoken. */
    private void alone(ApiClient api, List<String> counters, int times, BoardTap board) throws Exception {
        List<String> tickets = Operators.issue(api, SERVICE, WARM_UPS + times);
        List<Press> presses = new ArrayList<>();
        List<Double> first = new ArrayList<>();
        for (int i = 0; i < tickets.size(); i++) {
            Press p = Operators.press(api, counters.get(i % counters.size())).orElseThrow();
            JsonObject spoken = api.awaitSpoken(announcement(api, p), SPOKEN);
            if (i >= WARM_UPS) {
                first.add(millis(p.pressed(), time(spoken, "started")));
            }
            presses.add(p);
        }
        Operators.checkOnceEach(tickets, presses);
        List<Press> counted = presses.subList(WARM_UPS, presses.size());
        row(answers, "one operator", counted.stream().map(Press::answerMillis).toList());
        row(sounds, "one operator, idle channel: from the press", first);
        board("one operator", counted, board);
    }

    private void atOnce(ProductProcess product, List<String> counters, int count, int channels, BoardTap board) throws Exception {
        ApiClient api = product.api();
        List<String> tickets = Operators.issue(api, SERVICE, count);
        List<Press> presses = new Operators(product::api).all(counters);
        Operators.checkOnceEach(tickets, presses);
        Map<String, List<Called>> byChannel = new HashMap<>();
        // Some 2 s of speech each, one after the other on each channel.
        Duration limit = SPOKEN.plus(Duration.ofSeconds(8L * count / channels));
        for (Press p : presses) {
            JsonObject spoken = api.awaitSpoken(announcement(api, p), limit);
            byChannel.computeIfAbsent(spoken.get("channel").getAsString(), c -> new ArrayList<>())
                    .add(new Called(p.pressed(), time(spoken, "started"), time(spoken.getAsJsonObject("proof"), "lastFrame")));
        }
        row(answers, counters.size() + " operators at once", presses.stream().map(Press::answerMillis).toList());
        List<Double> waited = new ArrayList<>();
        List<Double> own = new ArrayList<>();
        byChannel.values().forEach(calls -> split(calls, waited, own));
        row(sounds, counters.size() + " at once: waiting for the channel", waited);
        row(sounds, counters.size() + " at once: from the press, or the channel's last sample before it", own);
        board(counters.size() + " operators at once", presses, board);
    }

    /** One call on its channel. */
    private record Called(Instant pressed, Instant started, Instant lastFrame) {}

    /** What a call waits for those before it is the channel's time, and no fault of the way. */
    private static void split(List<Called> calls, List<Double> waited, List<Double> own) {
        Instant free = Instant.MIN;
        for (Called c : calls.stream().sorted(Comparator.comparing(Called::started)).toList()) {
            Instant from = free.isAfter(c.pressed()) ? free : c.pressed();
            waited.add(millis(c.pressed(), from));
            own.add(millis(from, c.started()));
            free = c.lastFrame();
        }
    }

    private void board(String who, List<Press> presses, BoardTap board) {
        Map<String, Double> delays = Until.matches("the board has shown all calls", SPOKEN, board::delays,
                d -> presses.stream().allMatch(p -> d.containsKey(p.call())));
        row(boards, who, presses.stream().map(p -> delays.get(p.call())).toList());
    }

    /** One that the engine did not take at once has it later. */
    private static String announcement(ApiClient api, Press p) {
        return p.announcement().isEmpty()
                ? Until.matches("the engine has the call of " + p.number(), SPOKEN,
                        () -> api.get("calling/tickets/" + p.ticket()).getAsJsonObject("call").get("announcement"), a -> !a.isJsonNull())
                        .getAsString()
                : p.announcement();
    }

    private static void row(Table table, String what, List<Double> millis) {
        Percentiles p = Percentiles.of(millis);
        table.row(what, p.count(), p.median(), p.at(99), p.max());
    }

    private static double millis(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e6;
    }

    private static Instant time(JsonObject json, String name) {
        JsonElement time = json.get(name);
        if (time.isJsonNull()) {
            throw new AssertionError("nothing is known of \"" + name + "\" in " + json);
        }
        return Instant.parse(time.getAsString());
    }
}
