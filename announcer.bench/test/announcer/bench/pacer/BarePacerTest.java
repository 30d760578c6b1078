package announcer.bench.pacer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import announcer.bench.report.LatenessHistogram;
import announcer.bench.util.Until;

class BarePacerTest {
    @Test
    void every_frame_of_every_channel_is_told() {
        BarePacer pacer = new BarePacer();
        LatenessHistogram histogram = new LatenessHistogram();
        long began = System.nanoTime();
        long atLeast;
        try (PacerUnderTest.Running running = pacer.start(40, histogram::record)) {
            Until.isTrue("a second has gone by", Duration.ofSeconds(5), () -> System.nanoTime() - began > 1_000_000_000L);
            assertThat(running.thread().isAlive()).isTrue();
            atLeast = System.nanoTime() - began;
        }
        double atMost = (System.nanoTime() - began) / 1e9;
        assertThat((double) histogram.count()).isBetween(40 * 50 * (atLeast / 1e9 - 0.2), 40 * 50 * (atMost + 0.1));
    }
}
