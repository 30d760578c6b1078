package announcer.itest.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import announcer.bench.chaos.ChaosPlan;
import announcer.bench.chaos.ChaosReport;
import announcer.bench.chaos.ChaosRun;
import announcer.itest.support.Ffmpeg;

/**
 * One fault after the other for a minute while announcements come in (more of it: {@code announcer.bench/bench chaos}). On a product of its
 * own, since the faults are such that no other test may share it.
 */
@EnabledIfSystemProperty(named = "thorough", matches = "true", disabledReason = "a product under faults for minutes: -Dthorough")
class ChaosTest {
    private static final boolean THOROUGH = Boolean.getBoolean("thorough");
    private static final ChaosPlan PLAN = new ChaosPlan(12, 500, THOROUGH ? 400 : 40, Duration.ofSeconds(THOROUGH ? 600 : 60), 2,
            ChaosRun.productHasJournal());

    @Test
    void whatever_breaks_nothing_accepted_is_lost_and_nothing_reported_spoken_is_sent_again() throws Exception {
        Ffmpeg.require();
        List<String> faults = new CopyOnWriteArrayList<>();

        ChaosReport report = ChaosRun.of(PLAN, faults::add);

        String all = report + "\n" + String.join("\n", faults);
        assertThat(report.faults()).as("faults; %s", all).isGreaterThan(5);
        assertThat(report.outcomes().accepted()).as("accepted; %s", all).isGreaterThan(PLAN.announcements() / 2);
        assertThat(report.outcomes().lost()).as("lost; %s", all).isEmpty();
        assertThat(report.outcomes().again()).as("sent again after reported spoken; %s", all).isEmpty();
        assertThat(report.outcomes().withoutCause()).as("without a cause; %s", all).isEmpty();
        assertThat(report.moreProcesses()).as("processes that are left; %s", all).isZero();
        assertThat(report.moreThreads()).as("threads that are left; %s", all).isLessThan(30);
        assertThat(report.moreFiles()).as("files that are left open; %s", all).isLessThan(60);
    }
}
