package announcer.bench.recovery;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.google.gson.JsonObject;

import announcer.bench.driver.Options;
import announcer.bench.driver.Target;
import announcer.bench.http.ApiClient;
import announcer.bench.process.Processes;
import announcer.bench.report.Percentiles;
import announcer.bench.report.Table;
import announcer.bench.rtsp.PublisherSink;
import announcer.bench.rtsp.RtspProbe;
import announcer.bench.util.Until;

/**
 * How long the stream is away after a fault: ffmpeg killed again and again, ffmpeg stopped (SIGSTOP), an external RTSP server that goes and
 * comes back. The first two at one player of the embedded server, who stays connected all the time.
 */
public final class RecoveryBench {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String EXTERNAL = "recovery-external";

    /** Measures, and prints the tables. */
    public void run(Options options, PrintStream out) throws Exception {
        Duration apart = options.seconds("apart", 5);
        Table player = new Table("fault", "times", "median ms without a packet", "max ms", "causes told");
        Table external = new Table("external server away for s", "times", "median s from its return to the first packet", "max s");
        try (Target target = options.one("home").isPresent()
                ? Target.running(options.one("home").get())
                : Target.start(options.one("codec").orElse("AAC"))) {
            ApiClient api = target.api();
            try (RtspProbe probe = RtspProbe.playWhenThere(target.rtspUrl(), Duration.ofSeconds(20))) {
                // A run that has just begun is no measure: faults come to a channel that has been on the air.
                sleep(options.seconds("before", 12));
                row(player, "ffmpeg killed, " + apart.toSeconds() + " s apart", api,
                        faults(api, probe, "KILL", options.number("kills", 20), apart, out));
                row(player, "ffmpeg stopped (SIGSTOP)", api,
                        faults(api, probe, "STOP", options.number("stops", 3), Duration.ofSeconds(15), out));
            }
            for (String away : options.all("away", "1", "60")) {
                List<Double> seconds = external(api, Duration.ofSeconds(Integer.parseInt(away)), options.number("returns", 1), out);
                if (!seconds.isEmpty()) {
                    Percentiles p = Percentiles.of(seconds);
                    external.row(away, p.count(), p.median(), p.max());
                }
            }
        }
        out.println("The longest time between two RTP packets around the fault, at a player over TCP that stays connected");
        out.print(player);
        out.println("An external RTSP server goes and comes back: from its listening again to the first RTP packet there");
        out.print(external);
    }

    private static void row(Table table, String fault, ApiClient api, List<Double> outages) throws Exception {
        if (!outages.isEmpty()) {
            Percentiles p = Percentiles.of(outages);
            JsonObject push = api.push("main").orElseThrow();
            JsonObject told = push.has("supervision") ? push.getAsJsonObject("supervision") : new JsonObject();
            table.row(fault, p.count(), p.median(), p.max(), told.has("lastCause") ? told.get("lastCause") : "none");
        }
    }

    private static List<Double> faults(ApiClient api, RtspProbe probe, String signal, int times, Duration apart, PrintStream out)
            throws Exception {
        List<Double> outages = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            long began = System.nanoTime();
            long pid = api.pushPid("main");
            int from = probe.count() - 1;
            Processes.signal(pid, signal);
            awaitAnother(api, pid);
            probe.await(20, LIMIT);
            double outage = Outages.longestMillis(probe, from);
            outages.add(outage);
            out.println(signal + " " + (i + 1) + ": " + Table.number(outage) + " ms");
            sleep(apart.minusNanos(System.nanoTime() - began));
        }
        return outages;
    }

    /** Waits until another process publishes. */
    private static void awaitAnother(ApiClient api, long pid) {
        Until.matches("another process than " + pid + " publishes", LIMIT, () -> api.push("main").orElseThrow(),
                push -> push.get("state").getAsString().equals("PUSHING") && push.get("pid").getAsLong() != pid);
    }

    private static List<Double> external(ApiClient api, Duration away, int times, PrintStream out) throws Exception {
        List<Double> seconds = new ArrayList<>();
        if (times == 0) {
            return seconds;
        }
        try (PublisherSink sink = PublisherSink.open()) {
            channel(api, "POST", "channels", "{\"id\":\"" + EXTERNAL + "\",\"destination\":\"" + sink.url() + "\"}", 201);
            for (int i = 0; i < times; i++) {
                sink.arrivals().awaitAfter(System.nanoTime(), LIMIT);
                sleep(Duration.ofSeconds(12));
                sink.leave();
                sleep(away);
                sink.comeBack();
                long back = System.nanoTime();
                long first = sink.arrivals().awaitAfter(back, LIMIT);
                seconds.add((first - back) / 1e9);
                out.println("external server away for " + away.toSeconds() + " s: " + Table.number((first - back) / 1e9) + " s");
            }
        } finally {
            channel(api, "DELETE", "channels/" + EXTERNAL, "", 204);
        }
        return seconds;
    }

    private static void channel(ApiClient api, String method, String path, String body, int expected) throws Exception {
        var answer = api.send(method, path, body.isEmpty() ? "" : "application/json", body);
        if (answer.statusCode() / 100 != expected / 100) {
            throw new IOException(method + " " + path + " was answered " + answer.statusCode() + " " + answer.body());
        }
    }

    private static void sleep(Duration time) throws InterruptedException {
        if (!time.isNegative()) {
            Thread.sleep(time.toMillis());
        }
    }
}
