package announcer.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import announcer.bench.calling.CallingBench;
import announcer.bench.chaos.ChaosBench;
import announcer.bench.driver.Options;
import announcer.bench.fuzz.OddTextBench;
import announcer.bench.journal.JournalBench;
import announcer.bench.latency.FirstSoundBench;
import announcer.bench.latency.LatencyBench;
import announcer.bench.latency.StartupBench;
import announcer.bench.pacer.PacerBench;
import announcer.bench.recovery.RecoveryBench;
import announcer.bench.resource.ResourcesBench;
import announcer.bench.resource.ThreadBench;
import announcer.bench.stream.StreamBench;

/** The drivers' one entry: {@code bench latency --codec OPUS}. Exit codes: 0 measured, 1 could not be measured, 2 usage. */
public final class Bench {
    private static final String USAGE = """
            usage: bench DRIVER [--option VALUE]...
              latency    submit over HTTP to the first voiced sample at an RTSP player
                         --codec C (again for more; default AAC OPUS PCMU L16 MP2)  --tries 20  --home DIR
              drift      RTP time against the wall clock        --minutes 10  --codec AAC  --home DIR
              arrival    time between RTP packets               --seconds 60  --codec C (again for more)  --home DIR
              resources  CPU and memory, idle and speaking      --seconds 60  --codec AAC  --home DIR
              idle       CPU of the idle product by thread: its first minute, and after more   --minutes 10
              channels   CPU by thread of many channels without a pusher, some of which speak
                         --channels 1000  --speaking 10  --seconds 60
              pacer      lateness of the pacer, drained pipes   --seconds 30  --channels N (again for more; default 1 10 100 1000)
              startup    ./announcer to first packet and console  --tries 5
              firstsound  submitted to the first frame in the pipe: 1, 5, 20 sentences, new and cached
                         --tries 20  --voice V (again for more; default freetts/kevin16 system/en-us mary/cmu-slt-hsmm)
                         --codec OPUS  --home DIR
              oddtexts   odd texts through every engine: each is refused or has an outcome
                         --count 10000  --seed 1  --channels 8  --minutes 60  --home DIR
              recovery   the stream away after a fault, at a player that stays connected
                         --kills 20  --apart 5  --stops 3  --away S (again for more; default 1 60)  --returns 1  --codec AAC  --home DIR
              chaos      random faults on a product of its own while announcements are submitted: none is lost, none spoken twice
                         --seed 1  --faults 500  --announcements 2000  --seconds 900  --channels 8  --jvm on (or off: whether the JVM is
                         killed, too; default: when the product has a journal)
              acceptance  POST to 202 at 1, 8, 64 clients: with the journal, and in memory   --count 12000
              history    a long history: size on disk, time to start, time of searches      --items 1000000
              kills      the JVM is killed while clients submit: what is lost, what comes twice   --kills 200
              calling    operators press "next" at once: each ticket called once and spoken, times to the answer, the first sample, the board
                         --tickets 500  --operators 20  --channels 4  --alone 30
            --home DIR measures the product that runs on this home; without it one is started on a fresh home.
            """;

    private Bench() {
    }

    /** Runs one driver. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(List.of(arguments), out, err));
    }

    /** The same without ending the JVM. Returns the exit code. */
    public static int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.isEmpty() || arguments.get(0).equals("--help")) {
            (arguments.isEmpty() ? err : out).print(USAGE);
            return arguments.isEmpty() ? 2 : 0;
        }
        try {
            drive(arguments.get(0), arguments.subList(1, arguments.size()), out);
            return 0;
        } catch (IllegalArgumentException e) {
            err.println("bench: " + e.getMessage());
            err.print(USAGE);
            return 2;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            err.println("bench: interrupted");
            return 1;
        } catch (Exception | AssertionError e) {
            err.println("bench: " + e.getMessage());
            e.printStackTrace(err);
            return 1;
        }
    }

    private static void drive(String driver, List<String> rest, PrintStream out) throws Exception {
        switch (driver) {
            case "latency" -> new LatencyBench().run(options(rest, "codec", "tries", "home"), out);
            case "drift" -> new StreamBench().drift(options(rest, "minutes", "codec", "home"), out);
            case "arrival" -> new StreamBench().arrival(options(rest, "seconds", "codec", "home"), out);
            case "resources" -> new ResourcesBench().run(options(rest, "seconds", "codec", "home"), out);
            case "idle" -> new ThreadBench().idle(options(rest, "minutes"), out);
            case "channels" -> new ThreadBench().channels(options(rest, "channels", "speaking", "seconds"), out);
            case "pacer" -> new PacerBench().run(options(rest, "seconds", "channels"), out);
            case "startup" -> new StartupBench().run(options(rest, "tries"), out);
            case "firstsound" -> new FirstSoundBench().run(options(rest, "tries", "voice", "codec", "home"), out);
            case "oddtexts" -> new OddTextBench().run(options(rest, "count", "seed", "channels", "minutes", "home"), out);
            case "chaos" ->
                new ChaosBench().run(options(rest, "seed", "faults", "announcements", "seconds", "channels", "jvm"), out);
            case "recovery" ->
                new RecoveryBench().run(options(rest, "kills", "apart", "stops", "away", "returns", "before", "codec", "home"), out);
            case "acceptance" -> new JournalBench().acceptance(options(rest, "count"), out);
            case "history" -> new JournalBench().history(options(rest, "items"), out);
            case "kills" -> new JournalBench().kills(options(rest, "kills"), out);
            case "calling" -> new CallingBench().run(options(rest, "tickets", "operators", "channels", "alone"), out);
            default -> throw new IllegalArgumentException("there is no driver \"" + driver + "\"");
        }
    }

    private static Options options(List<String> arguments, String... known) {
        return new Options(arguments, Set.copyOf(Arrays.asList(known)));
    }
}
