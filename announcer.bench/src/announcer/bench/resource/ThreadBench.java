package announcer.bench.resource;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import announcer.bench.driver.Options;
import announcer.bench.driver.Target;
import announcer.bench.http.ApiClient;
import announcer.bench.product.Home;
import announcer.bench.product.PipeReaders;
import announcer.bench.product.ProductProcess;
import announcer.bench.report.Table;
import announcer.bench.util.Until;

/** Processor time of the product's threads, by name: of an idle product, and of many channels of which few speak. */
public final class ThreadBench {
    private static final String TEXT = "Number forty two, please go to counter three. Number forty three, please go to counter four.";
    private static final Duration LIMIT = Duration.ofMinutes(2);
    /** As Linux shows {@code announcer-control}. */
    private static final String CONTROL = "announcer-contr";
    private static final String PACER = "announcer-pacer";

    private final Table table = new Table("what", "seconds", "all threads, % of a core", "control", "pacer", "others of 0.1 and more");

    /** One channel, AAC, nobody listens: the first minute from the start on, and the last minute of so many. */
    public void idle(Options options, PrintStream out) throws Exception {
        int minutes = options.number("minutes", 10);
        try (Target target = Target.start("AAC")) {
            long jvm = target.jvm();
            ThreadTimes began = ThreadTimes.of(jvm);
            pass(60);
            row("idle, the minute after it was on the air", 60, began, ThreadTimes.of(jvm));
            pass(60L * (minutes - 2));
            ThreadTimes late = ThreadTimes.of(jvm);
            pass(60);
            row("idle, minute " + minutes, 60, late, ThreadTimes.of(jvm));
        }
        out.print(table);
    }

    /** Channels without a pusher: those that speak are read here, the others have no reader. */
    public void channels(Options options, PrintStream out) throws Exception {
        int channels = options.number("channels", 1_000);
        int speaking = options.number("speaking", 10);
        int seconds = options.number("seconds", 60);
        Home home = Home.quiet().conf("announcer.web", "requestsPerSecond=0");
        List<String> ids = IntStream.rangeClosed(1, channels).mapToObj(i -> "c" + i).toList();
        for (String id : ids) {
            home.conf("announcer.channel~" + id, "id=" + id, "pusher=none");
        }
        try (ProductProcess product = ProductProcess.start(home)) {
            ApiClient api = product.api();
            long jvm = product.pid();
            api.awaitInputUrls(List.of(ids.get(channels - 1)));
            pass(30);
            ThreadTimes asleep = ThreadTimes.of(jvm);
            pass(seconds);
            row(channels + " channels, none speaks", seconds, asleep, ThreadTimes.of(jvm));
            List<String> speakers = ids.subList(0, speaking);
            try (PipeReaders readers = new PipeReaders(api.awaitInputUrls(speakers))) {
                speak(api, speakers, seconds, jvm, channels);
                out.println(readers.reading() + " of " + speaking + " channels are still heard");
            }
        } finally {
            home.delete();
        }
        out.print(table);
    }

    private void speak(ApiClient api, List<String> speakers, int seconds, long jvm, int channels) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        List<Thread> threads = new ArrayList<>();
        for (String id : speakers) {
            Thread t = new Thread(() -> speakWithoutAPause(api, id, over), "bench-" + id);
            t.setDaemon(true);
            t.start();
            threads.add(t);
        }
        // Voices are loaded and texts are cached by then.
        pass(30);
        ThreadTimes before = ThreadTimes.of(jvm);
        pass(seconds);
        row(channels + " channels, " + speakers.size() + " speak", seconds, before, ThreadTimes.of(jvm));
        over.set(true);
        for (Thread t : threads) {
            t.join(LIMIT.toMillis());
        }
    }

    /** Always one waits behind the one that is spoken. */
    private static void speakWithoutAPause(ApiClient api, String channel, AtomicBoolean over) {
        try {
            String previous = api.say(TEXT, channel);
            while (!over.get()) {
                String next = api.say(TEXT, channel);
                api.awaitSpoken(previous, LIMIT);
                previous = next;
            }
        } catch (IOException e) {
            throw new AssertionError("channel " + channel + " does not speak", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void row(String what, int seconds, ThreadTimes before, ThreadTimes after) {
        StringBuilder others = new StringBuilder();
        after.since(before).forEach((name, percent) -> {
            if (percent >= 0.1 && !name.equals(CONTROL) && !name.equals(PACER)) {
                others.append(others.isEmpty() ? "" : ", ").append(name).append(' ').append(Table.number(percent));
            }
        });
        table.row(what, seconds, after.percentSince(before), after.percentSince(before, CONTROL), after.percentSince(before, PACER),
                others.toString());
    }

    private static void pass(long seconds) {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        Until.isTrue("the time of measuring is over", Duration.ofSeconds(seconds + 10), () -> System.nanoTime() >= end);
    }
}
