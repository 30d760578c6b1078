package announcer.engine.playout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import announcer.api.audio.PcmFormat;

/** One announcement over another one. Both are steady levels: what is heard is known by its number. */
class DuckedPlayoutTest {
    private static final PcmFormat FORMAT = new PcmFormat(24_000, 1);
    private static final int GROUPS = FORMAT.sampleGroupsPerFrame();
    private static final int LOW = 4_000;
    private static final int HIGH = 10_000;
    private static final float DUCKED = (float) Math.pow(10, -15 / 20.0);

    private final FakePipe pipe = new FakePipe();
    private final PlayoutLane lane = new PlayoutLane(pipe, FORMAT, 0, 0, 5, 500, () -> {});
    private final Playout lower = new Playout(PlayoutLaneTest.utterance(400, LOW));
    private long now = 7;

    @BeforeEach
    void start() {
        lane.beneath(DUCKED);
        pipe.readerComes();
        lane.offer(lower);
        play(21);
        assertThat(lower.state()).isEqualTo(Playout.State.PLAYING);
    }

    private void play(int frames) {
        for (int i = 0; i < frames; i++) {
            lane.tick(now, now);
            now += PcmFormat.FRAME_NANOS;
        }
    }

    private Playout over(int frames) {
        Playout upper = new Playout(PlayoutLaneTest.utterance(frames, HIGH));
        upper.over(lower);
        lane.offer(upper);
        return upper;
    }

    /** The last sample of each frame. */
    private int[] frames() {
        short[] s = pipe.samples();
        return IntStream.rangeClosed(1, s.length / GROUPS).map(f -> s[f * GROUPS - 1]).toArray();
    }

    private int last() {
        int[] f = frames();
        return f[f.length - 1];
    }

    private static double db(double a, double b) {
        return 20 * Math.log10(a / b);
    }

    @Test
    void the_lower_one_is_quieter_by_what_is_set_and_comes_back_without_a_step_and_both_are_spoken_whole() {
        Playout upper = over(100);
        play(1);
        assertThat(last()).as("the upper one begins at the next frame").isGreaterThan(HIGH);
        play(20);
        double under = last() - HIGH;
        assertThat(db(under, LOW)).as("dB under speech").isCloseTo(-15, within(0.5));
        play(79);
        assertThat(upper.state()).isEqualTo(Playout.State.WRITTEN);
        assertThat(upper.endFrame()).isEqualTo(121);
        assertThat(lower.state()).isEqualTo(Playout.State.PLAYING);
        play(20);
        assertThat(db(last(), LOW)).as("it stays so for half a second").isCloseTo(-15, within(0.5));
        play(70);
        assertThat(last()).as("and is at its level again after another second").isEqualTo(LOW);
        short[] s = pipe.samples();
        int largest = 0;
        for (int i = 1; i < s.length; i++) {
            int step = Math.abs(s[i] - s[i - 1]);
            // The test's own sounds begin and end with a step.
            largest = Math.max(largest, step > 3_000 ? 0 : step);
        }
        System.out.printf("announcement beneath another one: %.2f dB, largest step %d of 32768%n", db(under, LOW), largest);
        assertThat(largest).isLessThan(5);
        play(250);
        assertThat(lower.state()).isEqualTo(Playout.State.WRITTEN);
        assertThat(lower.endFrame()).as("nothing of it was left out, nothing waited").isEqualTo(401);
    }

    @Test
    void one_that_may_not_be_spoken_over_it_waits() {
        Playout other = new Playout(PlayoutLaneTest.utterance(10, HIGH));
        other.over(new Playout(PlayoutLaneTest.utterance(1, 1)));
        lane.offer(other);
        play(100);
        assertThat(other.state()).isEqualTo(Playout.State.WAITING);
        assertThat(last()).isEqualTo(LOW);
    }

    @Test
    void the_lower_one_ends_first_and_the_next_follows_the_upper_one_after_the_gap() {
        play(370);
        Playout upper = over(100);
        play(12);
        assertThat(lower.state()).isEqualTo(Playout.State.WRITTEN);
        Playout next = new Playout(PlayoutLaneTest.utterance(10, 7));
        lane.offer(next);
        play(88);
        assertThat(upper.state()).isEqualTo(Playout.State.WRITTEN);
        play(6);
        int[] f = frames();
        assertThat(Arrays.copyOfRange(f, f.length - 8, f.length)).containsExactly(HIGH, HIGH, 0, 0, 0, 0, 0, 7);
    }

    @Test
    void either_can_be_cut_and_fades_out_from_its_own_level() {
        Playout upper = over(100);
        play(20);
        int together = last();
        upper.cut();
        play(1);
        assertThat(upper.state()).isEqualTo(Playout.State.CUT);
        assertThat(last()).isEqualTo(together - HIGH);
        Playout second = over(100);
        play(20);
        lower.cut();
        play(1);
        assertThat(lower.state()).isEqualTo(Playout.State.CUT);
        assertThat(last()).isEqualTo(HIGH);
        play(1);
        assertThat(last()).isEqualTo(HIGH);
        assertThat(second.state()).isEqualTo(Playout.State.PLAYING);
        short[] s = pipe.samples();
        int cut = s.length - 2 * GROUPS;
        for (int i = cut; i < s.length; i++) {
            assertThat(Math.abs(s[i] - s[i - 1])).isLessThan(5);
        }
    }

    @Test
    void a_lost_reader_loses_both() {
        Playout upper = over(100);
        play(20);
        pipe.readerGoes();
        play(1);
        assertThat(List.of(lower.state(), upper.state())).containsOnly(Playout.State.LOST);
        assertThat(lane.held()).isTrue();
    }

    @Test
    void the_pacer_allocates_nothing_for_it() {
        pipe.forgetWhatComes();
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 6; round++) {
            Playout upper = over(30);
            long before = threads.getCurrentThreadAllocatedBytes();
            play(50);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            assertThat(upper.state()).isEqualTo(Playout.State.WRITTEN);
        }
        assertThat(least).as("bytes").isZero();
    }
}
