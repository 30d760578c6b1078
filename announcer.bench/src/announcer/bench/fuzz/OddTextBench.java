package announcer.bench.fuzz;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import com.google.gson.JsonObject;

import announcer.bench.driver.Options;
import announcer.bench.driver.Target;
import announcer.bench.http.ApiClient;
import announcer.bench.product.Home;
import announcer.bench.product.PipeReaders;
import announcer.bench.product.ProductProcess;
import announcer.bench.report.Table;
import announcer.bench.util.Until;

/**
 * Thousands of odd texts through every engine: each must be refused with a reason, or come to an outcome. Many channels of their own, that
 * this reads itself, so that no ffmpeg is needed for each; a text that is heard is cut short.
 */
public final class OddTextBench {
    /** As {@code maxTextLength} of {@code announcer.engine}. */
    static final int LONGEST = 5_000;
    private static final String CHANNEL = "odd";
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration FIRST_WORDS = Duration.ofMinutes(2);

    /** Submits the texts, and prints the tables; fails when one went as none may go. */
    public void run(Options options, PrintStream out) throws Exception {
        Optional<String> running = options.one("home");
        if (running.isPresent()) {
            drive(new Home(Path.of(running.get())), Target.running(running.get()).api(), options, out);
            return;
        }
        // It asks faster than one caller may.
        Home home = Home.quiet().conf("announcer.web", "requestsPerSecond=0");
        try (ProductProcess product = ProductProcess.start(home)) {
            drive(home, product.api(), options, out);
        } finally {
            home.delete();
        }
    }

    private static void drive(Home home, ApiClient api, Options options, PrintStream out) throws Exception {
        List<String> channels = IntStream.rangeClosed(1, options.number("channels", 8)).mapToObj(i -> CHANNEL + i).toList();
        try {
            for (String channel : channels) {
                home.conf(pid(channel), "id=" + channel, "pusher=none", "gapMillis=0");
            }
            // The API may answer before the engine does, on a machine that is busy.
            Until.isTrue("the engine is there", PATIENCE, () -> hasVoices(api));
            List<String> voices = voices(api);
            try (PipeReaders readers = new PipeReaders(api.awaitInputUrls(channels))) {
                speaksOrdinarily(api, voices);
                FuzzReport report = load(api, channels, voices, options, out);
                out.println(readers.reading() + " of " + channels.size() + " channels are still heard");
                speaksOrdinarily(api, voices);
                out.print(report.text());
                if (report.wrong() > 0) {
                    throw new AssertionError(report.wrong() + " of " + report.count() + " odd texts went as none may go");
                }
            }
        } finally {
            for (String channel : channels) {
                Files.deleteIfExists(home.confFile(pid(channel)));
            }
        }
    }

    private static String pid(String channel) {
        return "announcer.channel~" + channel;
    }

    private static FuzzReport load(ApiClient api, List<String> channels, List<String> voices, Options options, PrintStream out)
            throws InterruptedException {
        int count = options.number("count", 10_000);
        int seed = options.number("seed", 1);
        Duration limit = Duration.ofMinutes(options.number("minutes", 60));
        long began = System.nanoTime();
        FuzzReport report = submitAll(api, channels, voices, new OddTexts(seed, LONGEST), count, PATIENCE, limit);
        out.println(report.count() + " odd texts (seed " + seed + ") by " + String.join(", ", voices) + " on " + channels.size()
                + " channels in " + Table.number((System.nanoTime() - began) / 60e9) + " min; what was heard was cut short by us");
        if (report.count() < count) {
            out.print(report.text());
            throw new AssertionError("only " + report.count() + " of " + count + " texts were through after " + limit.toMinutes() + " min");
        }
        return report;
    }

    /** One thread for each channel, until all texts are through or time is up; voices take turns. */
    static FuzzReport submitAll(ApiClient api, List<String> channels, List<String> voices, OddTexts texts, int count, Duration patience,
            Duration limit) throws InterruptedException {
        FuzzReport report = new FuzzReport();
        AtomicInteger taken = new AtomicInteger();
        long deadline = System.nanoTime() + limit.toNanos();
        List<Thread> threads = new ArrayList<>();
        for (String channel : channels) {
            Thread t = new Thread(() -> {
                FuzzRun run = new FuzzRun(api, patience);
                try {
                    while (taken.getAndIncrement() < count && System.nanoTime() < deadline) {
                        OddText text = texts.next();
                        String voice = voice(text, voices);
                        report.add(text, voice, run.run(text, channel, voice));
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }, "bench-" + channel);
            t.setDaemon(true);
            threads.add(t);
            t.start();
        }
        for (Thread t : threads) {
            t.join();
        }
        return report;
    }

    /** Texts come in rounds of all kinds: each round begins with another voice, so that every kind meets every voice. */
    static String voice(OddText text, List<String> voices) {
        int kinds = OddKind.values().length;
        return voices.get((text.number() % kinds + text.number() / kinds) % voices.size());
    }

    private static boolean hasVoices(ApiClient api) throws InterruptedException {
        try {
            return !api.voices().isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    /** The first voice of each engine. */
    static List<String> voices(ApiClient api) throws IOException, InterruptedException {
        Map<String, String> first = new LinkedHashMap<>();
        for (JsonObject voice : api.voices()) {
            first.putIfAbsent(voice.get("engine").getAsString(), voice.get("id").getAsString());
        }
        if (first.isEmpty()) {
            throw new AssertionError("the product offers no voice at all");
        }
        return List.copyOf(first.values());
    }

    /** Each engine still speaks what is not odd; the first time that also loads its voice. */
    private static void speaksOrdinarily(ApiClient api, List<String> voices) throws IOException, InterruptedException {
        for (String voice : voices) {
            String id = api.sayBy(voice, "Number one.", CHANNEL + "1");
            JsonObject spoken = api.awaitSpoken(id, FIRST_WORDS);
            if (!spoken.get("voice").getAsString().equals(voice)) {
                throw new AssertionError(voice + " did not speak an ordinary text: " + spoken);
            }
        }
    }
}
