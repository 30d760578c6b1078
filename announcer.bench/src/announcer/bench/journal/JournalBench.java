package announcer.bench.journal;

import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import com.google.gson.JsonObject;

import announcer.api.AnnouncementState;
import announcer.api.AnnouncementStatus;
import announcer.api.Request;
import announcer.api.journal.JournalEntry;
import announcer.bench.driver.Options;
import announcer.bench.http.ApiClient;
import announcer.bench.product.Home;
import announcer.bench.product.ProductProcess;
import announcer.bench.report.Percentiles;
import announcer.bench.report.Table;
import announcer.bench.util.Until;
import announcer.journal.store.JournalKeeper;
import announcer.journal.store.Retention;
import announcer.journal.store.StoredJournal;
import announcer.lib.time.MonotonicClock;

/** The price of durability: acceptance over HTTP with the journal and in memory, a long history, and kills. */
public final class JournalBench {
    private static final int[] CLIENTS = {1, 8, 64};
    private static final int PER_WRITE = 5_000;

    /** Kills the product; prints what was lost and what came twice. */
    public void kills(Options options, PrintStream out) throws IOException, InterruptedException {
        KillRun.Report r = new KillRun(new Random()).run(options.number("kills", 200));
        out.print(new Table("kills", "accepted", "reported spoken before a kill or after", "lost", "repeated", "not spoken")
                .row(r.kills(), r.accepted(), r.reportedSpoken(), r.lost().size(), r.repeated().size(), r.notSpoken().size()));
        Stream.of(r.lost(), r.repeated(), r.notSpoken()).flatMap(List::stream).forEach(out::println);
        if (!r.isClean()) {
            throw new AssertionError("an announcement was lost, or came twice");
        }
    }

    /** Submits to a paused channel, over HTTP: with the journal, then in the same product without it. */
    public void acceptance(Options options, PrintStream out) throws IOException, InterruptedException {
        int count = options.number("count", 12_000);
        Table table = new Table("kept", "clients", "accepted", "a second", "p50 ms", "p99 ms", "max ms");
        Home home = Home.quiet().conf("announcer.web", "requestsPerSecond=0").conf("announcer.channel~main", "id=main", "pusher=none",
                "paused=true", "queueCapacity=100000");
        try (ProductProcess product = ProductProcess.start(home)) {
            ApiClient api = product.api();
            awaitJournal(api, true);
            // The first thousands are slow: the JVM compiles.
            measure(api, 8, count);
            for (int clients : CLIENTS) {
                row(table, "journal", clients, measure(api, clients, clients == 1 ? count / 3 : count));
            }
            bundle(api, "stop");
            awaitJournal(api, false);
            for (int clients : CLIENTS) {
                row(table, "memory", clients, measure(api, clients, clients == 1 ? count / 3 : count));
            }
        } finally {
            home.delete();
        }
        out.println("POST /api/announcements until 202; the clients run on the same machine");
        out.print(table);
    }

    private static void bundle(ApiClient api, String action) throws IOException, InterruptedException {
        HttpResponse<String> answer = api.send("POST", "bundles/announcer.journal/" + action, "", "");
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(action + " of announcer.journal was answered " + answer.statusCode() + " " + answer.body());
        }
    }

    private static void awaitJournal(ApiClient api, boolean there) {
        Until.isTrue("announcements are kept in " + (there ? "the journal" : "memory"), Duration.ofSeconds(30),
                () -> api.get("status").get("journal").isJsonObject() == there);
    }

    /** What one number of clients measured. */
    private record Measured(List<Double> millis, double seconds) {}

    private static Measured measure(ApiClient api, int clients, int count) throws IOException, InterruptedException {
        ConcurrentLinkedQueue<Double> millis = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        AtomicInteger left = new AtomicInteger(count);
        List<Thread> all = new ArrayList<>();
        long began = System.nanoTime();
        for (int i = 0; i < clients; i++) {
            Thread t = new Thread(() -> {
                try {
                    while (left.getAndDecrement() > 0) {
                        long at = System.nanoTime();
                        HttpResponse<String> answer = api.submit(Map.of("text", "Number 42, please go to counter three"));
                        if (answer.statusCode() != 202) {
                            throw new IOException(answer.statusCode() + " " + answer.body());
                        }
                        millis.add((System.nanoTime() - at) / 1e6);
                    }
                } catch (IOException | InterruptedException e) {
                    failures.add(e);
                }
            }, "bench-client-" + i);
            t.start();
            all.add(t);
        }
        for (Thread t : all) {
            t.join();
        }
        if (!failures.isEmpty()) {
            throw new IOException("a client failed", failures.peek());
        }
        return new Measured(List.copyOf(millis), (System.nanoTime() - began) / 1e9);
    }

    private static void row(Table table, String kept, int clients, Measured m) {
        Percentiles p = Percentiles.of(m.millis());
        table.row(kept, clients, m.millis().size(), m.millis().size() / m.seconds(), p.median(), p.at(99), p.max());
    }

    /** Fills a store, then has the product start on it and search it. */
    public void history(Options options, PrintStream out) throws IOException, InterruptedException {
        int items = options.number("items", 1_000_000);
        Home home = Home.quiet().conf("announcer.channel~main", "id=main", "pusher=none");
        try {
            Path file = Files.createDirectories(home.folder().resolve("data").resolve("journal")).resolve(JournalKeeper.FILE);
            long filled = System.nanoTime();
            fill(file, items);
            double seconds = (System.nanoTime() - filled) / 1e9;
            Table table = new Table("items", "figure", "value");
            table.row(items, "written in", Table.number(seconds) + " s");
            table.row(items, "on disk", Files.size(file) / (1 << 20) + " MB");
            long began = System.nanoTime();
            try (ProductProcess product = ProductProcess.start(home)) {
                awaitJournal(product.api(), true);
                table.row(items, "start of the product", Table.number((System.nanoTime() - began) / 1e9) + " s");
                ask(table, items, product.api(), "newest 50", "limit=50");
                ask(table, items, product.api(), "newest 50 of a channel", "limit=50&channel=hall");
                ask(table, items, product.api(), "a text among the newest", "limit=50&text=counter%203");
                ask(table, items, product.api(), "a text that none has", "limit=50&text=nobody%20said%20this");
                ask(table, items, product.api(), "FAILED ones, one in 1000", "limit=50&state=FAILED");
                ask(table, items, product.api(), "an hour a month ago", "limit=50&from=" + Instant.now().minus(Duration.ofDays(30)) + "&to="
                        + Instant.now().minus(Duration.ofDays(30)).plus(Duration.ofHours(1)));
            }
            out.print(table);
        } finally {
            home.delete();
        }
    }

    private static void ask(Table table, int items, ApiClient api, String what, String query) throws IOException, InterruptedException {
        List<Double> millis = new ArrayList<>();
        int found = 0;
        for (int i = 0; i < 5; i++) {
            long at = System.nanoTime();
            JsonObject page = api.get("announcements?" + query);
            millis.add((System.nanoTime() - at) / 1e6);
            found = page.getAsJsonArray("announcements").size();
        }
        table.row(items, "search: " + what + " (" + found + " found)",
                Table.number(Percentiles.of(millis).median()) + " ms, first " + Table.number(millis.get(0)) + " ms");
    }

    private static void fill(Path file, int items) throws IOException, InterruptedException {
        try {
            StoredJournal journal = new StoredJournal(file, InstantSource.system(), MonotonicClock.SYSTEM,
                    () -> new Retention(Duration.ofDays(3650), Long.MAX_VALUE / 2),
                    Optional::empty);
            Thread writer = new Thread(journal::run, "announcer-journal");
            writer.start();
            Instant end = Instant.now();
            Duration step = Duration.ofDays(60).dividedBy(items);
            List<JournalEntry> some = new ArrayList<>();
            for (int i = 0; i < items; i++) {
                some.add(entry(i, end.minus(step.multipliedBy(items - i))));
                if (some.size() == PER_WRITE || i + 1 == items) {
                    journal.acceptAll(some);
                    some.clear();
                }
            }
            journal.close();
            writer.join();
        } catch (announcer.api.journal.JournalException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static JournalEntry entry(int i, Instant at) {
        Request r = Request.of("Number " + i + ", please go to counter " + i % 10).withChannel(i % 10 == 0 ? "hall" : "main");
        boolean failed = i % 1000 == 0;
        return new JournalEntry(new AnnouncementStatus("bench-" + i, r, failed ? AnnouncementState.FAILED : AnnouncementState.SPOKEN,
                failed ? Optional.of("no voice could speak it") : Optional.empty(), Optional.of("freetts/kevin16"), at,
                Optional.of(at.plusMillis(50)), Optional.of(at.plusSeconds(3)), 1), at.plusSeconds(600));
    }
}
