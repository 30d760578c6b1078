package announcer.engine.playout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.management.ManagementFactory;
import java.util.Arrays;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import announcer.api.audio.PcmFormat;

/** Background and speech are steady levels here: what is heard is known by its number. */
class BackgroundTrackTest {
    private static final PcmFormat FORMAT = new PcmFormat(24_000, 1);
    private static final int GROUPS = FORMAT.sampleGroupsPerFrame();
    private static final int SOUND = 1_000;

    private final FakePipe pipe = new FakePipe();
    private final PlayoutLane lane = new PlayoutLane(pipe, FORMAT, 0, 0, 0, 500, () -> {});
    private final BackgroundTrack track = new BackgroundTrack(FORMAT, 1, 0.25f);
    private final byte[] frame = new byte[FORMAT.bytesPerFrame()];
    private long now = 7;
    private int brought;

    @BeforeEach
    void start() {
        level(SOUND);
        lane.background(track);
        pipe.readerComes();
    }

    private void level(int sample) {
        for (int i = 0; i < frame.length; i += 2) {
            frame[i] = (byte) sample;
            frame[i + 1] = (byte) (sample >> 8);
        }
    }

    private void bring(int frames) {
        for (int i = 0; i < frames && track.offer(frame); i++) {
            brought++;
        }
    }

    /** Ticks, the track being filled before each. */
    private void play(int frames) {
        for (int i = 0; i < frames; i++) {
            bring(BackgroundTrack.CAPACITY);
            tick();
        }
    }

    private void tick() {
        lane.tick(now, now);
        now += PcmFormat.FRAME_NANOS;
    }

    private int last() {
        short[] s = pipe.samples();
        return s[s.length - 1];
    }

    @Test
    void it_comes_up_in_a_second_goes_down_under_speech_and_comes_back_without_a_step() {
        play(2);
        assertThat(pipe.samples()[GROUPS - 1]).as("the first frame is silence").isZero();
        play(60);
        assertThat(last()).isEqualTo(SOUND);
        lane.offer(new Playout(PlayoutLaneTest.utterance(100, 5_000)));
        play(9);
        assertThat(last()).isEqualTo(5_000 + SOUND / 4);
        play(91);
        assertThat(last()).as("the last frame of the speech").isEqualTo(5_000 + SOUND / 4);
        play(20);
        assertThat(last()).as("0.4 s after the speech").isEqualTo(SOUND / 4);
        play(60);
        assertThat(last()).isEqualTo(SOUND);
        short[] s = pipe.samples();
        int largest = 0;
        for (int i = 1; i < s.length; i++) {
            int step = Math.abs(s[i] - s[i - 1]);
            if (step < 4_000) {
                // The test's speech begins and ends with a step of its own.
                largest = Math.max(largest, step);
            }
        }
        assertThat(largest).isLessThan(5);
        double duckDb = 20 * Math.log10((s[(2 + 60 + 50) * GROUPS] - 5_000) / (double) SOUND);
        System.out.printf("background under speech: %.2f dB%n", duckDb);
        assertThat(duckDb).isCloseTo(-12.04, within(0.05));
    }

    @Test
    void where_it_stands_still_under_speech_it_goes_on_where_it_was() {
        track.levels(1, 0);
        play(60);
        lane.offer(new Playout(PlayoutLaneTest.utterance(100, 5_000)));
        play(9);
        int before = brought;
        play(90);
        assertThat(last()).isEqualTo(5_000);
        assertThat(brought).as("none of it has passed meanwhile").isEqualTo(before);
        play(100);
        assertThat(last()).isEqualTo(SOUND);
    }

    @Test
    void when_nothing_is_brought_it_fades_to_exact_silence_and_comes_back() {
        play(60);
        for (int i = 0; i < BackgroundTrack.CAPACITY + 20; i++) {
            tick();
        }
        assertThat(last()).isZero();
        int from = pipe.samples().length - 10 * GROUPS;
        assertThat(Arrays.copyOfRange(pipe.samples(), from, from + 10 * GROUPS)).containsOnly((short) 0);
        play(60);
        assertThat(last()).isEqualTo(SOUND);
        short[] s = pipe.samples();
        for (int i = 1; i < s.length; i++) {
            assertThat(Math.abs(s[i] - s[i - 1])).as("step at %d", i).isLessThan(5);
        }
    }

    @Test
    void a_former_one_fades_out_before_another_one_comes_up_and_each_reader_hears_it_come_from_silence() {
        play(60);
        BackgroundTrack next = new BackgroundTrack(FORMAT, 1, 0.25f);
        level(-SOUND);
        while (next.offer(frame)) {
            // Two seconds of it lie ready.
        }
        lane.background(next);
        play(40);
        assertThat(last()).isNegative();
        assertNoStep();
        pipe.readerGoes();
        tick();
        lane.release();
        pipe.readerComes();
        play(12);
        assertThat(pipe.samples()[GROUPS]).isBetween((short) -5, (short) 0);
        assertNoStep();
    }

    private void assertNoStep() {
        short[] s = pipe.samples();
        for (int i = 1; i < s.length; i++) {
            assertThat(Math.abs(s[i] - s[i - 1])).as("step at %d", i).isLessThan(5);
        }
    }

    @Test
    void without_a_background_or_with_one_of_another_format_silence_is_exact() {
        lane.background(null);
        play(10);
        lane.background(new BackgroundTrack(new PcmFormat(48_000, 1), 1, 1));
        play(100);
        assertThat(pipe.samples()).hasSize(110 * GROUPS).containsOnly((short) 0);
    }

    @Test
    void the_sum_is_held_at_full_scale() {
        level(30_000);
        track.levels(1, 1);
        play(60);
        lane.offer(new Playout(PlayoutLaneTest.utterance(20, 20_000)));
        play(10);
        assertThat(last()).isEqualTo(Short.MAX_VALUE);
        assertThat(lane.peakDbfs()).isCloseTo(0, within(0.01));
    }

    @Test
    void the_pacer_allocates_nothing_for_it() {
        FrameBuffer pcm = new FrameBuffer(FORMAT);
        pcm.silence();
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            bring(BackgroundTrack.CAPACITY);
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < BackgroundTrack.CAPACITY - BackgroundTrack.LEAST; i++) {
                byte[] next = track.next(i % 10 == 0, false);
                if (next != null) {
                    pcm.add(next, track.gain().from(), track.gain().to());
                }
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).as("bytes").isZero();
    }
}
