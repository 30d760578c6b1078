package announcer.bench.stream;

import java.io.PrintStream;
import java.time.Duration;

import announcer.bench.driver.Options;
import announcer.bench.driver.Target;
import announcer.bench.report.Percentiles;
import announcer.bench.report.Table;
import announcer.bench.rtsp.RtpTimeline;
import announcer.bench.rtsp.RtspProbe;
import announcer.bench.util.Until;

/** The RTP stream against the wall clock: how far it drifts, and how evenly it arrives. */
public final class StreamBench {
    private static final Duration REPORT_EVERY = Duration.ofMinutes(1);

    /** Drift over some minutes, told after each of them. */
    public void drift(Options options, PrintStream out) throws Exception {
        Duration time = Duration.ofMinutes(options.number("minutes", 10));
        Table table = new Table("codec", "seconds", "drift ms/min", "standard error", "faults", "sender reports");
        try (Target target = target(options); RtspProbe probe = RtspProbe.playWhenThere(target.rtspUrl(), Duration.ofSeconds(20))) {
            for (long minute = 1; minute <= time.toMinutes(); minute++) {
                listen(probe, REPORT_EVERY);
                RtpTimeline.Drift d = probe.timeline().drift();
                out.println("after " + minute + " min: " + Table.number(d.millisPerMinute()) + " ms/min +- " + Table.number(d.error()));
            }
            RtpTimeline line = probe.timeline();
            RtpTimeline.Drift d = line.drift();
            table.row(probe.media().encoding(), d.seconds(), d.millisPerMinute(), d.error(), line.faults().size(), probe.reports().size());
            line.faults().stream().limit(20).forEach(out::println);
        }
        out.println("RTP time against the wall (least squares over the least delayed packet of each second; positive: RTP is fast)");
        out.print(table);
    }

    /** Times between the arrivals of packets. */
    public void arrival(Options options, PrintStream out) throws Exception {
        Duration time = options.seconds("seconds", 60);
        Table table = new Table("codec", "packets", "p50 ms", "p99 ms", "p99.9 ms", "max ms");
        if (options.one("home").isPresent()) {
            try (Target target = target(options)) {
                arrival(target, time, table);
            }
        } else {
            for (String codec : options.all("codec", "AAC", "OPUS")) {
                try (Target target = Target.start(codec)) {
                    arrival(target, time, table);
                }
            }
        }
        out.println("Time between the arrivals of RTP packets at a player over TCP, " + time.toSeconds() + " s");
        out.print(table);
    }

    private static void arrival(Target target, Duration time, Table table) {
        try (RtspProbe probe = RtspProbe.playWhenThere(target.rtspUrl(), Duration.ofSeconds(20))) {
            listen(probe, time);
            Percentiles p = probe.timeline().interArrivalMillis();
            table.row(probe.media().encoding(), p.count() + 1, p.median(), p.at(99), p.at(99.9), p.max());
        }
    }

    private static Target target(Options options) throws Exception {
        return options.one("home").isPresent()
                ? Target.running(options.one("home").get())
                : Target.start(options.one("codec").orElse("AAC"));
    }

    private static void listen(RtspProbe probe, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        Until.isTrue("the time of measuring is over", time.plusSeconds(10), () -> {
            if (probe.ended().isPresent()) {
                throw new AssertionError("the stream ended: " + probe.ended().get());
            }
            return System.nanoTime() >= end;
        });
    }
}
