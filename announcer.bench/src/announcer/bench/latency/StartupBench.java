package announcer.bench.latency;

import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import announcer.bench.driver.Options;
import announcer.bench.product.Home;
import announcer.bench.product.ProductProcess;
import announcer.bench.report.Percentiles;
import announcer.bench.report.Table;
import announcer.bench.rtsp.RtspProbe;

/** From {@code ./announcer} to the first RTP packet, and to the console answering: on a fresh home, and at the second start on it. */
public final class StartupBench {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final long LOOK_NANOS = 20_000_000;

    /** Measures, and prints the tables. */
    public void run(Options options, PrintStream out) throws Exception {
        List<Double> first = new ArrayList<>();
        List<Double> firstConsole = new ArrayList<>();
        List<Double> second = new ArrayList<>();
        List<Double> secondConsole = new ArrayList<>();
        for (int i = 0; i < options.number("tries", 5); i++) {
            Home home = Home.quiet();
            try {
                once(home, first, firstConsole);
                once(home, second, secondConsole);
            } finally {
                home.delete();
            }
        }
        Table table = new Table("start", "until", "tries", "median s", "max s");
        row(table, "fresh home", "first RTP packet", first);
        row(table, "fresh home", "console answers", firstConsole);
        row(table, "second start", "first RTP packet", second);
        row(table, "second start", "console answers", secondConsole);
        out.println("From ./announcer (built) to:");
        out.print(table);
    }

    private static void row(Table table, String start, String until, List<Double> seconds) {
        Percentiles p = Percentiles.of(seconds);
        table.row(start, until, p.count(), p.median(), p.max());
    }

    private static void once(Home home, List<Double> packet, List<Double> console) throws Exception {
        // Ports are fixed beforehand: what is asked for must be known before the product says it.
        int http = freePort();
        int rtsp = freePort();
        HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http + "/system/console/bundles"))
                .timeout(Duration.ofSeconds(2)).build();
        long began = System.nanoTime();
        AtomicLong consoleNanos = new AtomicLong();
        Thread waiter = new Thread(
                () -> consoleNanos.set(whenTrue(began, () -> client.send(request, BodyHandlers.discarding()).statusCode() == 401)),
                "bench-startup-console");
        waiter.start();
        try (ProductProcess p = ProductProcess.start(home, "--http-port", String.valueOf(http), "--rtsp-port", String.valueOf(rtsp))) {
            try (RtspProbe probe = RtspProbe.playWhenThere(p.rtspUrl(), LIMIT)) {
                probe.await(1, LIMIT);
                packet.add((probe.packets().get(0).arrivalNanos() - began) / 1e9);
            }
            waiter.join(LIMIT.toMillis());
        }
        console.add(consoleNanos.get() / 1e9);
    }

    private static long whenTrue(long began, Callable<Boolean> look) {
        while (true) {
            try {
                if (look.call()) {
                    return System.nanoTime() - began;
                }
            } catch (Exception e) {
                // Nobody listens yet.
            }
            if (System.nanoTime() - began > LIMIT.toNanos()) {
                throw new AssertionError("the console does not answer within " + LIMIT.toSeconds() + " s");
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket s = new ServerSocket(0)) {
            return s.getLocalPort();
        }
    }
}
