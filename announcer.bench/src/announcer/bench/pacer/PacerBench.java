package announcer.bench.pacer;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

import com.sun.management.ThreadMXBean;

import announcer.bench.driver.Options;
import announcer.bench.report.LatenessHistogram;
import announcer.bench.report.Table;
import announcer.bench.util.Until;

/** How late a pacer writes its frames, what processor time it takes, and what garbage it makes, with drained pipes. */
public final class PacerBench {
    private static final Duration WARM_UP = Duration.ofSeconds(5);

    private final Table table = new Table("pacer", "channels", "frames", "p50 ms", "p99 ms", "p99.9 ms", "max ms", "CPU % of a core",
            "garbage B/frame");

    /** Measures, and prints the tables. */
    public void run(Options options, PrintStream out) throws Exception {
        Duration time = options.seconds("seconds", 30);
        List<PacerUnderTest> pacers = new ArrayList<>(List.of(new BarePacer()));
        ServiceLoader.load(PacerUnderTest.class).forEach(pacers::add);
        for (PacerUnderTest pacer : pacers) {
            for (String channels : options.all("channels", "1", "10", "100", "1000")) {
                measure(pacer, Integer.parseInt(channels), time);
            }
        }
        out.println("Lateness of frames against their due times, " + time.toSeconds() + " s each after " + WARM_UP.toSeconds()
                + " s of warm-up");
        out.print(table);
        if (pacers.size() == 1) {
            out.println("Only the floor of this machine was measured: no " + PacerUnderTest.class.getName()
                    + " of the engine is on the class path.");
        }
    }

    private void measure(PacerUnderTest pacer, int channels, Duration time) throws Exception {
        LatenessHistogram histogram = new LatenessHistogram();
        // Switched on by the pacer's own thread, which is the only one that touches the histogram.
        Gate gate = new Gate(histogram);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double cpu;
        double garbage;
        try (PacerUnderTest.Running running = pacer.start(channels, gate::accept)) {
            pause(WARM_UP);
            long id = running.thread().getId();
            long cpuBefore = threads.getThreadCpuTime(id);
            long bytesBefore = threads.getThreadAllocatedBytes(id);
            long nanosBefore = System.nanoTime();
            gate.open = true;
            pause(time);
            gate.open = false;
            cpu = (threads.getThreadCpuTime(id) - cpuBefore) / (double) (System.nanoTime() - nanosBefore);
            garbage = threads.getThreadAllocatedBytes(id) - bytesBefore;
        }
        long frames = histogram.count();
        table.row(pacer.name(), channels, frames, histogram.percentileMillis(50), histogram.percentileMillis(99),
                histogram.percentileMillis(99.9),
                histogram.maxMillis(), cpu * 100, garbage / frames);
    }

    private static void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        Until.isTrue("the time of measuring is over", time.plusSeconds(10), () -> System.nanoTime() >= end);
    }

    private static final class Gate {
        private final LatenessHistogram histogram;
        private volatile boolean open;

        Gate(LatenessHistogram histogram) {
            this.histogram = histogram;
        }

        void accept(long nanos) {
            if (open) {
                histogram.record(nanos);
            }
        }
    }
}
