package announcer.itest.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;

import announcer.bench.chaos.ChaosPlan;
import announcer.bench.chaos.ChaosReport;
import announcer.bench.chaos.ChaosRun;
import announcer.bench.chaos.Fault;
import announcer.itest.support.Ffmpeg;

/**
 * One fault of each kind after the other while announcements come in; many more under {@code -Dthorough}, and with
 * {@code announcer.bench/bench chaos}. On a product of its own, since the faults are such that no other test may share it.
 */
class ChaosTest {
    private static final boolean THOROUGH = Boolean.getBoolean("thorough");
    /** On a busy machine the time is over before each kind has had its turn. */
    private static final ChaosPlan PLAN = new ChaosPlan(12, THOROUGH ? 200 : 15, THOROUGH ? 400 : 30,
            Duration.ofSeconds(THOROUGH ? 420 : 30), 3, ChaosRun.productHasJournal());

    @Test
    void whatever_breaks_nothing_accepted_is_lost_and_nothing_reported_spoken_is_sent_again() throws Exception {
        Ffmpeg.require();
        List<String> faults = new CopyOnWriteArrayList<>();
        System.out.println(PLAN);

        ChaosReport report = ChaosRun.of(PLAN, faults::add);

        String all = PLAN + "\n" + report + "\n" + String.join("\n", faults);
        assertThat(report.faults()).as("faults; %s", all).isPositive();
        assertThat(report.outages()).as("the JVM was killed; %s", all).containsKey(Fault.JVM_KILLED);
        assertThat(report.outcomes().accepted()).as("accepted; %s", all).isPositive();
        assertThat(report.outcomes().lost()).as("lost; %s", all).isEmpty();
        assertThat(report.outcomes().again()).as("sent again after reported spoken; %s", all).isEmpty();
        assertThat(report.outcomes().withoutCause()).as("without a cause; %s", all).isEmpty();
        assertThat(report.moreProcesses()).as("processes that are left; %s", all).isNotPositive();
        assertThat(report.moreThreads()).as("threads that are left; %s", all).isLessThan(30);
        assertThat(report.moreFiles()).as("files that are left open; %s", all).isLessThan(25);
    }
}
