package announcer.engine.playout;

import announcer.testing.VirtualClock;
import announcer.lib.time.MonotonicClock;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import announcer.api.audio.PcmFormat;

class PacerTest {
    private static final PcmFormat FORMAT = new PcmFormat(24_000, 1);
    private static final long HOUR = TimeUnit.HOURS.toNanos(1);

    private final VirtualClock clock = new VirtualClock();

    private PlayoutLane lane(FakePipe pipe) {
        pipe.forgetWhatComes();
        pipe.readerComes();
        return new PlayoutLane(pipe, FORMAT, 0, 0, 0, 500, () -> {});
    }

    @Test
    void twenty_four_hours_stay_within_one_frame_also_past_the_thirteen_hour_timestamp_point() {
        Pacer pacer = new Pacer(clock);
        List<FakePipe> pipes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            FakePipe pipe = new FakePipe();
            pipes.add(pipe);
            pacer.add(lane(pipe));
        }
        Random hiccups = new Random(42);
        long start = clock.nanoTime();
        for (long hour = 1; hour <= 24; hour++) {
            while (clock.nanoTime() - start < hour * HOUR) {
                pacer.step();
                // A busy machine: now and then the thread comes late, by up to 100 ms.
                if (hiccups.nextInt(1000) == 0) {
                    clock.pass(hiccups.nextInt(100_000_000));
                }
            }
            // One undisturbed round to pay what the last hiccup owes.
            for (int i = 0; i < 2 * Pacer.PHASES; i++) {
                pacer.step();
            }
            long elapsed = clock.nanoTime() - start;
            for (FakePipe pipe : pipes) {
                long soundNanos = pipe.bytes / FORMAT.bytesPerFrame() * PcmFormat.FRAME_NANOS;
                assertThat(Math.abs(soundNanos - elapsed)).as("drift after %d h", hour).isLessThan(2 * PcmFormat.FRAME_NANOS);
                // 2^32 / 90 kHz is 13.25 h: what we write knows nothing of such counters, and must not.
                assertThat(pipe.bytes % FORMAT.bytesPerFrame()).isZero();
            }
        }
    }

    @Test
    void lanes_are_spread_over_the_phases() {
        Pacer pacer = new Pacer(clock);
        List<Long> firstWrites = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            FakePipe pipe = new FakePipe() {
                @Override
                public synchronized int write(java.nio.ByteBuffer media) throws java.io.IOException {
                    if (bytes == 0) {
                        firstWrites.add(clock.nanoTime());
                    }
                    return super.write(media);
                }
            };
            pacer.add(lane(pipe));
        }
        long start = clock.nanoTime();
        while (clock.nanoTime() - start < PcmFormat.FRAME_NANOS + 1_000_000) {
            pacer.step();
        }
        assertThat(firstWrites.stream().distinct().count()).isEqualTo(Pacer.PHASES);
    }

    @Test
    void a_long_pause_is_paid_without_running_through_every_missed_tick() {
        Pacer pacer = new Pacer(clock);
        FakePipe pipe = new FakePipe();
        pacer.add(lane(pipe));
        pacer.step();
        pacer.step();
        clock.pass(TimeUnit.SECONDS.toNanos(3));
        int steps = 0;
        long written = pipe.bytes;
        while (pipe.bytes - written < 150L * FORMAT.bytesPerFrame()) {
            pacer.step();
            steps++;
            assertThat(steps).isLessThan(200);
        }
    }

    @Test
    void a_removed_lane_is_let_go_of_before_remove_returns() {
        Pacer pacer = new Pacer(MonotonicClock.SYSTEM);
        FakePipe pipe = new FakePipe();
        PlayoutLane lane = lane(pipe);
        pacer.start();
        try {
            pacer.add(lane);
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
            while (lane.written() < 3 && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            assertThat(pacer.remove(lane, 1, TimeUnit.SECONDS)).isTrue();
            long written = lane.written();
            long later = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(60);
            while (System.nanoTime() < later) {
                Thread.onSpinWait();
            }
            assertThat(lane.written()).isEqualTo(written);
        } finally {
            pacer.stop();
        }
    }

    @Test
    void a_lane_that_throws_does_not_stop_the_others() {
        Pacer pacer = new Pacer(MonotonicClock.SYSTEM);
        FakePipe bad = new FakePipe() {
            @Override
            public synchronized int write(java.nio.ByteBuffer media) {
                throw new IllegalStateException("a defect in a transport");
            }
        };
        FakePipe good = new FakePipe();
        PlayoutLane goodLane = lane(good);
        pacer.add(lane(bad));
        pacer.add(goodLane);
        pacer.start();
        try {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
            while (goodLane.written() < 3 && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            assertThat(goodLane.written()).isGreaterThanOrEqualTo(3);
        } finally {
            pacer.stop();
        }
    }
}
