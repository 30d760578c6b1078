package announcer.engine.playout;

import announcer.testing.VirtualClock;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import announcer.api.audio.PcmFormat;
import announcer.engine.audio.AnnouncementAudio;

public class PlayoutLaneTest {
    private static final PcmFormat FORMAT = new PcmFormat(24_000, 1);
    private static final int GROUPS = FORMAT.sampleGroupsPerFrame();
    private static final long FRAME = PcmFormat.FRAME_NANOS;

    private final FakePipe pipe = new FakePipe();
    private int news;
    private long now = clockStart();
    private PlayoutLane lane;

    long clockStart() {
        return 5_000_000_000L;
    }

    @BeforeEach
    void lane() {
        lane = lane(0, 0);
        pipe.readerComes();
    }

    private PlayoutLane lane(int leadIn, int gap) {
        return new PlayoutLane(pipe, FORMAT, 0, leadIn, gap, 500, () -> news++);
    }

    private void ticks(int n) {
        for (int i = 0; i < n; i++) {
            lane.tick(now, now);
            now += FRAME;
        }
    }

    public static AnnouncementAudio utterance(int frames, int value) {
        AnnouncementAudio u = new AnnouncementAudio(FORMAT.bytesPerFrame(), 3000);
        add(u, frames, value);
        u.complete();
        return u;
    }

    public static void add(AnnouncementAudio u, int frames, int value) {
        byte[] pcm = new byte[frames * FORMAT.bytesPerFrame()];
        for (int i = 0; i < pcm.length; i += 2) {
            pcm[i] = (byte) value;
            pcm[i + 1] = (byte) (value >> 8);
        }
        u.add(pcm);
    }

    /** The value of each whole frame that was written, checked to be the same all through the frame. */
    private int[] frames() {
        short[] s = pipe.samples();
        int[] values = new int[s.length / GROUPS];
        for (int f = 0; f < values.length; f++) {
            values[f] = s[f * GROUPS];
            for (int i = 0; i < GROUPS; i++) {
                assertThat(s[f * GROUPS + i]).isEqualTo((short) values[f]);
            }
        }
        return values;
    }

    @Test
    void first_frame_is_silence_then_the_announcement_whole_then_exact_silence() throws Exception {
        Playout s = new Playout(utterance(3, 77));
        lane.offer(s);
        ticks(6);
        assertThat(frames()).containsExactly(0, 77, 77, 77, 0, 0);
        assertThat(s.state()).isEqualTo(Playout.State.WRITTEN);
        assertThat(s.endFrame()).isEqualTo(4);
    }

    @Test
    void a_late_tick_pays_what_is_owed_in_one_go() throws Exception {
        ticks(2);
        now += 5 * FRAME;
        ticks(1);
        assertThat(frames()).hasSize(8);
        assertThat(lane.driftNanos(now)).isBetween(-FRAME, FRAME);
    }

    @Test
    void a_debt_inside_an_announcement_is_paid_with_its_own_frames() throws Exception {
        lane.offer(new Playout(utterance(6, 5)));
        ticks(3);
        pipe.room(0);
        ticks(3);
        pipe.room(Integer.MAX_VALUE);
        ticks(2);
        assertThat(frames()).containsExactly(0, 5, 5, 5, 5, 5, 5, 0);
    }

    @Test
    void a_write_that_is_cut_in_the_middle_of_a_frame_goes_on_where_it_stopped() throws Exception {
        lane.offer(new Playout(utterance(2, 9)));
        ticks(1);
        pipe.room(501);
        ticks(1);
        pipe.room(Integer.MAX_VALUE);
        ticks(2);
        assertThat(frames()).containsExactly(0, 9, 9, 0);
    }

    @Test
    void while_the_next_sentence_is_being_made_there_is_silence_and_nothing_is_owed() {
        AnnouncementAudio u = new AnnouncementAudio(FORMAT.bytesPerFrame(), 3000);
        add(u, 10, 3);
        Playout s = new Playout(u);
        Playout next = new Playout(utterance(1, 8));
        lane.offer(s);
        lane.offer(next);
        ticks(11 + 5);
        assertThat(frames()).hasSize(16);
        assertThat(s.state()).isEqualTo(Playout.State.PLAYING);
        add(u, 10, 3);
        u.complete();
        ticks(12);
        assertThat(Arrays.copyOfRange(frames(), 1, 11)).containsOnly(3);
        assertThat(Arrays.copyOfRange(frames(), 11, 16)).containsOnly(0);
        assertThat(Arrays.copyOfRange(frames(), 16, 26)).containsOnly(3);
        assertThat(frames()[26]).isEqualTo(8);
    }

    @Test
    void one_whose_rest_will_not_come_ends_behind_the_last_sentence_that_is_there() {
        AnnouncementAudio u = new AnnouncementAudio(FORMAT.bytesPerFrame(), 3000);
        add(u, 10, 3);
        Playout s = new Playout(u);
        Playout next = new Playout(utterance(1, 8));
        lane.offer(s);
        lane.offer(next);
        ticks(5);
        s.abandon();
        ticks(9);
        assertThat(s.state()).isEqualTo(Playout.State.ABANDONED);
        assertThat(Arrays.stream(frames()).filter(v -> v == 3).count()).isEqualTo(10);
        assertThat(next.state()).isEqualTo(Playout.State.WRITTEN);
    }

    @Test
    void one_that_is_completed_after_its_last_frame_was_written_is_written() {
        AnnouncementAudio u = new AnnouncementAudio(FORMAT.bytesPerFrame(), 3000);
        add(u, 3, 3);
        Playout s = new Playout(u);
        lane.offer(s);
        ticks(6);
        u.complete();
        ticks(1);
        assertThat(s.state()).isEqualTo(Playout.State.WRITTEN);
        assertThat(s.endFrame()).isEqualTo(6);
    }

    @Test
    void it_does_not_begin_before_its_first_sentence_is_there() {
        AnnouncementAudio u = new AnnouncementAudio(FORMAT.bytesPerFrame(), 3000);
        Playout s = new Playout(u);
        lane.offer(s);
        ticks(5);
        assertThat(s.state()).isEqualTo(Playout.State.WAITING);
        add(u, 1, 3);
        ticks(1);
        assertThat(s.state()).isEqualTo(Playout.State.PLAYING);
    }

    @Test
    void a_lost_reader_loses_the_sending_and_nothing_begins_until_released() throws Exception {
        Playout a = new Playout(utterance(10, 1));
        Playout b = new Playout(utterance(1, 2));
        lane.offer(a);
        lane.offer(b);
        ticks(5);
        pipe.readerGoes();
        ticks(1);
        assertThat(a.state()).isEqualTo(Playout.State.LOST);
        assertThat(lane.held()).isTrue();
        pipe.readerComes();
        ticks(30);
        assertThat(lane.generation()).isEqualTo(2);
        assertThat(b.state()).isEqualTo(Playout.State.WAITING);
        assertThat(frames()).containsOnly(0);
        assertThat(b.withdraw()).isTrue();
        lane.offer(new Playout(a.utterance()));
        lane.release();
        ticks(12);
        assertThat(Arrays.stream(frames()).filter(v -> v == 1).count()).isEqualTo(10);
        assertThat(Arrays.stream(frames()).filter(v -> v == 2).count()).isZero();
    }

    @Test
    void one_that_another_lane_has_taken_over_is_played_no_further() throws Exception {
        Playout s = new Playout(utterance(10, 1));
        lane.offer(s);
        ticks(4);
        assertThat(s.takeBack()).isEqualTo(Playout.State.PLAYING);
        ticks(10);
        assertThat(frames()).startsWith(0, 1, 1, 1, 0);
        assertThat(s.state()).isEqualTo(Playout.State.LOST);
        Playout next = new Playout(utterance(1, 2));
        lane.offer(next);
        ticks(1);
        assertThat(next.state()).isEqualTo(Playout.State.WRITTEN);
    }

    @Test
    void what_was_withdrawn_takes_no_room_from_what_comes() {
        lane.passIn(0);
        ticks(2);
        for (int i = 0; i < 200; i++) {
            Playout s = new Playout(utterance(1, 1));
            lane.offer(s);
            assertThat(s.withdraw()).isTrue();
        }
        Playout last = new Playout(utterance(1, 2));
        lane.offer(last);
        lane.passIn(Long.MAX_VALUE);
        ticks(1);
        assertThat(last.state()).isEqualTo(Playout.State.WRITTEN);
    }

    @Test
    void a_cut_one_fades_out_within_a_frame() throws Exception {
        Playout s = new Playout(utterance(10, 10_000));
        lane.offer(s);
        ticks(4);
        s.cut();
        ticks(3);
        short[] all = pipe.samples();
        assertThat(s.state()).isEqualTo(Playout.State.CUT);
        for (int i = 4 * GROUPS; i < all.length; i++) {
            assertThat(Math.abs(all[i] - all[i - 1])).as("step at sample %d", i).isLessThan(100);
        }
        assertThat(all[5 * GROUPS - 1]).isZero();
        assertThat(Arrays.copyOfRange(all, 5 * GROUPS, all.length)).containsOnly((short) 0);
    }

    @Test
    void one_that_is_cut_in_its_lead_in_is_not_heard_at_all() throws Exception {
        lane = lane(50, 0);
        Playout s = new Playout(utterance(10, 10_000));
        Playout next = new Playout(utterance(1, 8));
        lane.offer(s);
        ticks(10);
        s.cut();
        ticks(2);
        assertThat(s.state()).isEqualTo(Playout.State.CUT);
        assertThat(s.hasStarted()).isFalse();
        assertThat(s.framesTaken()).isZero();
        lane.tune(0, 0, 500);
        lane.offer(next);
        ticks(2);
        assertThat(next.state()).isEqualTo(Playout.State.WRITTEN);
        assertThat(Arrays.stream(frames()).filter(v -> v != 0)).containsExactly(8);
    }

    @Test
    void one_that_was_cut_tells_how_far_it_came_and_the_next_one_follows_after_the_gap() throws Exception {
        lane = lane(0, 2);
        Playout s = new Playout(utterance(10, 77));
        lane.offer(s);
        ticks(4);
        s.cut();
        Playout next = new Playout(utterance(2, 8));
        lane.offer(next);
        ticks(6);
        assertThat(s.framesTaken()).as("three whole ones and the one that was faded").isEqualTo(4);
        short[] all = pipe.samples();
        assertThat(all[5 * GROUPS]).isZero();
        assertThat(all[6 * GROUPS]).isZero();
        assertThat(all[7 * GROUPS]).isEqualTo((short) 8);
    }

    @Test
    void lead_in_and_gap_are_silence_of_the_configured_length() throws Exception {
        lane = lane(2, 3);
        lane.offer(new Playout(utterance(1, 4)));
        lane.offer(new Playout(utterance(1, 6)));
        ticks(10);
        assertThat(frames()).containsExactly(0, 0, 0, 4, 0, 0, 0, 0, 0, 6);
    }

    @Test
    void more_owed_than_the_maximum_is_reported_once_and_not_written_off() {
        ticks(1);
        pipe.room(0);
        ticks(510);
        assertThat(lane.debtExceeded()).isTrue();
        int told = news;
        ticks(100);
        assertThat(news).isEqualTo(told);
        pipe.room(Integer.MAX_VALUE);
        ticks(20);
        assertThat(frames()).hasSize(631);
    }

    @Test
    void an_absent_reader_is_polled_five_times_a_second_and_at_every_tick_when_expected() {
        int[] polls = {0};
        FakePipe counting = new FakePipe() {
            @Override
            public synchronized boolean connected() {
                polls[0]++;
                return false;
            }
        };
        lane = new PlayoutLane(counting, FORMAT, 0, 0, 0, 500, () -> {});
        ticks(50);
        assertThat(polls[0]).isBetween(5, 6);
        lane.expectReader(true);
        polls[0] = 0;
        ticks(50);
        assertThat(polls[0]).isEqualTo(50);
    }

    @Test
    void the_peak_is_the_highest_sample_of_the_last_three_hundred_milliseconds_that_the_pipe_took() {
        assertThat(lane.peakDbfs()).isEqualTo(Double.NEGATIVE_INFINITY);
        lane.offer(new Playout(utterance(1, Short.MIN_VALUE)));
        lane.offer(new Playout(utterance(30, 16_384)));
        ticks(1);
        assertThat(lane.peakDbfs()).as("silence").isEqualTo(Double.NEGATIVE_INFINITY);
        pipe.room(501);
        ticks(1);
        assertThat(lane.peakDbfs()).as("half of the frame has been sent").isEqualTo(Double.NEGATIVE_INFINITY);
        pipe.room(Integer.MAX_VALUE);
        ticks(14);
        assertThat(lane.peakDbfs()).isEqualTo(0);
        ticks(1);
        assertThat(lane.peakDbfs()).isCloseTo(-6.02, org.assertj.core.api.Assertions.within(0.01));
        ticks(30);
        assertThat(lane.peakDbfs()).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void without_a_reader_there_is_no_peak_and_the_next_reader_does_not_inherit_one() {
        lane.offer(new Playout(utterance(10, 5000)));
        ticks(5);
        assertThat(lane.peakDbfs()).isGreaterThan(-20);
        pipe.readerGoes();
        ticks(1);
        assertThat(lane.peakDbfs()).isEqualTo(Double.NEGATIVE_INFINITY);
        pipe.readerComes();
        ticks(11);
        assertThat(lane.connected()).isTrue();
        assertThat(lane.peakDbfs()).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void who_listens_hears_exactly_what_the_pipe_took() throws Exception {
        FrameTaps taps = new FrameTaps("main", FORMAT, new VirtualClock(), () -> java.time.Instant.EPOCH);
        lane.heardBy(taps);
        FrameTap tap = taps.listen();
        lane.offer(new Playout(utterance(2, 77)));
        ticks(1);
        pipe.room(501);
        ticks(1);
        pipe.room(Integer.MAX_VALUE);
        ticks(3);
        java.io.ByteArrayOutputStream heard = new java.io.ByteArrayOutputStream();
        for (var f = tap.next(java.time.Duration.ZERO); f.isPresent(); f = tap.next(java.time.Duration.ZERO)) {
            heard.writeBytes(f.get().pcm());
        }
        short[] samples = new short[heard.size() / 2];
        java.nio.ByteBuffer.wrap(heard.toByteArray()).order(java.nio.ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        assertThat(samples).hasSize(5 * GROUPS).isEqualTo(pipe.samples());
    }

    @Test
    void one_that_is_let_go_of_takes_no_other_with_it() {
        Playout first = new Playout(utterance(2, 5));
        Playout second = new Playout(utterance(2, 6));
        Playout third = new Playout(utterance(2, 7));
        lane.offer(first);
        lane.offer(second);
        lane.offer(third);
        assertThat(second.withdraw()).isTrue();
        lane.forget(second);
        lane.forget(second);
        ticks(6);
        assertThat(frames()).containsExactly(0, 5, 5, 7, 7, 0);
        assertThat(lane.waiting()).isZero();
    }
}
