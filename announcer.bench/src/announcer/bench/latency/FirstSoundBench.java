package announcer.bench.latency;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import com.google.gson.JsonObject;

import announcer.bench.driver.Options;
import announcer.bench.driver.Target;
import announcer.bench.http.ApiClient;
import announcer.bench.util.Until;

/**
 * From the submission to the first frame in the pipe, both by the product's clock: by voice and number of sentences, for texts that were
 * never spoken before and for the same again. An announcement is cancelled once it has begun.
 */
public final class FirstSoundBench {
    private static final int WARM_UPS = 3;
    private static final int[] SENTENCES = {1, 5, 20};
    private static final String[] VOICES = {"freetts/kevin16", "system/en-us", "mary/cmu-slt-hsmm"};
    /** A voice's first words: it may have to be loaded and measured. */
    private static final Duration FIRST_WORDS = Duration.ofMinutes(2);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration KEPT_LIMIT = Duration.ofSeconds(5);
    private static final int FRAME_MILLIS = 20;
    /** Longer than the channel's gap, and than an engine needs for the sentence that it was cancelled in. */
    private static final Duration APART = Duration.ofMillis(600);

    private final Duration apart;
    private final FirstSounds sounds = new FirstSounds();
    private final FreshTexts texts = new FreshTexts(new Random());

    public FirstSoundBench() {
        this(APART);
    }

    /** @param apart time from one announcement to the next at least */
    FirstSoundBench(Duration apart) {
        this.apart = apart;
    }

    /** Measures, and prints the tables. */
    public void run(Options options, PrintStream out) throws Exception {
        try (Target target = options.one("home").isPresent()
                ? Target.running(options.one("home").get())
                : Target.start(options.one("codec").orElse("OPUS"))) {
            measure(target.api(), options.all("voice", VOICES), options.number("tries", 20), out);
        }
    }

    /** Measures those of the voices that there are. */
    void measure(ApiClient api, List<String> voices, int tries, PrintStream out) throws IOException, InterruptedException {
        Set<String> there = api.voices().stream().map(v -> v.get("id").getAsString()).collect(Collectors.toSet());
        for (String voice : voices) {
            if (there.contains(voice)) {
                measure(api, voice, tries);
            } else {
                out.println("The voice " + voice + " is not there.");
            }
        }
        out.println("Submitted to the first frame in the pipe, by the product's clock; " + WARM_UPS
                + " warm-ups for each voice; every sentence of an uncached text is new; the next frame is due within " + FRAME_MILLIS
                + " ms");
        out.print(sounds.table());
    }

    private void measure(ApiClient api, String voice, int tries) throws IOException, InterruptedException {
        for (int i = 0; i < WARM_UPS; i++) {
            once(api, voice, texts.text(2), i == 0 ? FIRST_WORDS : LIMIT, true);
        }
        for (int sentences : SENTENCES) {
            for (int i = 0; i < tries; i++) {
                String text = texts.text(sentences);
                JsonObject before = cache(api);
                double fresh = once(api, voice, text, LIMIT, true);
                JsonObject between = cache(api);
                double again = once(api, voice, text, LIMIT, false);
                JsonObject after = cache(api);
                sounds.add(voice, sentences, false, fresh, grew("hits", before, between));
                sounds.add(voice, sentences, true, again, grew("hits", between, after));
            }
        }
    }

    /** Milliseconds to its first frame. */
    private double once(ApiClient api, String voice, String text, Duration limit, boolean awaitKept)
            throws IOException, InterruptedException {
        // Submissions must not keep step with the frames, or the frame's phase decides the figure.
        LockSupport.parkNanos(apart.toNanos() + ThreadLocalRandom.current().nextLong(2 * FRAME_MILLIS) * 1_000_000);
        JsonObject before = cache(api);
        String id = api.sayBy(voice, text, "main");
        JsonObject begun = Until.matches("announcement " + id + " by " + voice + " has begun or ended", limit, () -> api.announcement(id),
                a -> !a.get("started").isJsonNull() || !a.get("ended").isJsonNull());
        if (begun.get("started").isJsonNull()) {
            throw new AssertionError("\"" + text + "\" was not spoken by " + voice + ": " + begun);
        }
        if (awaitKept) {
            awaitKept(api, before);
        }
        // Answered 409 when it has ended by itself.
        api.send("DELETE", "announcements/" + id, "", "");
        api.awaitOutcome(id, LIMIT);
        if (!begun.get("voice").isJsonNull() && !begun.get("voice").getAsString().equals(voice)) {
            throw new AssertionError(begun.get("voice") + " spoke in place of " + voice);
        }
        return Duration.between(time(begun, "submitted"), time(begun, "started")).toNanos() / 1e6;
    }

    /** Cancelling too early would leave the first sentence half made, and not kept. When nothing is kept at all, the figures show it. */
    private static void awaitKept(ApiClient api, JsonObject before) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + KEPT_LIMIT.toNanos();
        while (System.nanoTime() < deadline && !keptMore(before, cache(api))) {
            LockSupport.parkNanos(20_000_000);
        }
    }

    /** In bytes: a full cache keeps as many entries as before. */
    private static boolean keptMore(JsonObject before, JsonObject after) {
        return !after.get("memoryBytes").equals(before.get("memoryBytes")) || !after.get("diskBytes").equals(before.get("diskBytes"));
    }

    private static boolean grew(String figure, JsonObject before, JsonObject after) {
        return after.get(figure).getAsLong() > before.get(figure).getAsLong();
    }

    private static JsonObject cache(ApiClient api) throws IOException, InterruptedException {
        return api.get("cache");
    }

    private static Instant time(JsonObject announcement, String name) {
        return Instant.parse(announcement.get(name).getAsString());
    }
}
