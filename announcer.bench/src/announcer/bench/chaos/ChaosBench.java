package announcer.bench.chaos;

import java.io.PrintStream;

import announcer.bench.driver.Options;

/** Chaos as a driver: fails when an accepted announcement was lost, failed without a cause, or was spoken again. */
public final class ChaosBench {
    /** Carries a plan out, and prints what it has shown. */
    public void run(Options options, PrintStream out) throws Exception {
        ChaosPlan plan = new ChaosPlan(options.number("seed", 1), options.number("faults", 500), options.number("announcements", 2_000),
                options.seconds("seconds", 900), options.number("channels", 8),
                options.one("jvm").map("on"::equals).orElseGet(ChaosRun::productHasJournal));
        out.println(plan);
        ChaosReport report = ChaosRun.of(plan, out::println);
        out.print(report);
        ChaosReport.Outcomes outcomes = report.outcomes();
        if (!outcomes.lost().isEmpty() || !outcomes.again().isEmpty() || !outcomes.withoutCause().isEmpty()) {
            throw new AssertionError("lost: " + outcomes.lost() + "; spoken again: " + outcomes.again() + "; not spoken, without a cause: "
                    + outcomes.withoutCause());
        }
    }
}
