package announcer.bench.latency;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import com.google.gson.JsonObject;

import announcer.bench.audio.StreamRecorder;
import announcer.bench.driver.Options;
import announcer.bench.driver.Target;
import announcer.bench.http.ApiClient;
import announcer.bench.report.Percentiles;
import announcer.bench.report.Table;

/** From the submission over HTTP to the first voiced sample that comes out of an RTSP player. */
public final class LatencyBench {
    private static final int WARM_UPS = 3;
    private static final int SAMPLE_RATE_HZ = 48_000;
    private static final String TEXT = "Number forty two";
    /** The best of the peers on the same path: 280 to 310 ms. */
    private static final double PEERS_MILLIS = 295;
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Table table = new Table("codec", "tries", "median ms", "p95 ms", "max ms", "least ms",
            "of it in the engine, median ms", "peers / median");

    /** Measures, and prints the tables. */
    public void run(Options options, PrintStream out) throws Exception {
        int tries = options.number("tries", 20);
        if (options.one("home").isPresent()) {
            try (Target t = Target.running(options.one("home").get())) {
                measure("(as it runs)", t, tries);
            }
        } else {
            for (String codec : options.all("codec", "AAC", "OPUS", "PCMU", "L16", "MP2")) {
                try (Target t = Target.start(codec)) {
                    measure(codec, t, tries);
                }
            }
        }
        out.println(
                "Submit over HTTP to the first voiced sample out of ffmpeg as an RTSP player (in the engine: accepted to first frame written); "
                        + WARM_UPS + " warm-ups; peers: "
                        + PEERS_MILLIS + " ms");
        out.print(table);
    }

    private void measure(String name, Target target, int tries) throws Exception {
        ApiClient api = target.api();
        List<Double> millis = new ArrayList<>();
        List<Double> engine = new ArrayList<>();
        try (StreamRecorder player = StreamRecorder.play(target.rtspUrl(), SAMPLE_RATE_HZ, Duration.ofMinutes(10))) {
            player.hear(Duration.ofSeconds(2));
            for (int i = 0; i < WARM_UPS + tries; i++) {
                // Submissions must not keep step with the frames of the stream, or the frame's phase decides the figure.
                player.hear(Duration.ofMillis(600 + ThreadLocalRandom.current().nextInt(200)));
                int from = player.position();
                long submitted = System.nanoTime();
                String id = api.say(TEXT);
                int onset = player.awaitVoice(from, LIMIT);
                JsonObject spoken = api.awaitSpoken(id, LIMIT);
                if (i >= WARM_UPS) {
                    millis.add((player.arrivalNanos(onset) - submitted) / 1e6);
                    engine.add(Duration.between(time(spoken, "submitted"), time(spoken, "started")).toNanos() / 1e6);
                }
            }
        }
        Percentiles p = Percentiles.of(millis);
        table.row(name, p.count(), p.median(), p.at(95), p.max(), p.min(), Percentiles.of(engine).median(), PEERS_MILLIS / p.median());
    }

    private static Instant time(JsonObject announcement, String name) {
        return Instant.parse(announcement.get(name).getAsString());
    }
}
