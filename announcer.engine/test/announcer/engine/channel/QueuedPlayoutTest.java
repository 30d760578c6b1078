package announcer.engine.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import announcer.api.Request;
import announcer.api.audio.PcmFormat;
import announcer.engine.announcement.AnnouncementObserver;
import announcer.engine.announcement.TrackedAnnouncement;
import announcer.engine.playout.FakePipe;
import announcer.engine.playout.Playout;
import announcer.engine.playout.PlayoutLane;
import announcer.engine.playout.PlayoutLaneTest;
import announcer.engine.synthesis.SynthesisExecutor;
import announcer.engine.text.SpeechDocument;

class QueuedPlayoutTest {
    private static final PcmFormat FORMAT = new PcmFormat(24_000, 1);

    private final PlayoutLane lane = new PlayoutLane(new FakePipe(), FORMAT, 0, 0, 0, 500, () -> {});
    private final QueuedPlayout p = new QueuedPlayout(
            new TrackedAnnouncement("a", Request.of("a"), Optional.empty(), SpeechDocument.plain("a"),
                    Instant.EPOCH, 0, 0, AnnouncementObserver.NOBODY, () -> {}));

    @Test
    void it_is_on_no_lane_before_its_sound_is_begun_and_then_on_one_once() {
        assertThat(p.offerTo(lane)).isFalse();
        assertThat(p.withdraw()).as("what is on no lane has not begun").isTrue();
        p.sound().utterance = PlayoutLaneTest.utterance(2, 1);
        assertThat(p.offerTo(lane)).isTrue();
        Playout s = p.playout();
        assertThat(p.offerTo(lane)).isTrue();
        assertThat(p.playout()).isSameAs(s);
    }

    @Test
    void its_beginning_is_to_be_told_once_for_each_attempt() {
        p.sound().utterance = PlayoutLaneTest.utterance(2, 1);
        p.offerTo(lane);
        assertThat(p.isToBeTold()).isFalse();
        p.playout().begin(1);
        assertThat(p.isToBeTold()).as("during its lead-in").isFalse();
        p.playout().started(-5);
        assertThat(p.isToBeTold()).isTrue();
        p.told();
        assertThat(p.isToBeTold()).isFalse();
        assertThat(p.withdraw()).isFalse();
        p.again();
        assertThat(p.playout()).isNull();
        assertThat(p.isTold()).isFalse();
    }

    @Test
    void a_lane_that_nobody_hears_keeps_nothing_of_what_was_withdrawn() {
        for (int i = 0; i < 1_000; i++) {
            QueuedPlayout one = offered();
            assertThat(one.withdraw()).isTrue();
            QueuedPlayout other = offered();
            other.letGo(new SynthesisExecutor(1, 1));
            QueuedPlayout third = offered();
            third.playout().takeBack();
            third.again();
        }
        assertThat(lane.waiting()).isZero();
    }

    @Test
    void what_is_withdrawn_behind_one_that_waits_leaves_the_lane_too() {
        QueuedPlayout head = offered();
        for (int i = 0; i < 1_000; i++) {
            assertThat(offered().withdraw()).isTrue();
        }
        assertThat(lane.waiting()).isEqualTo(1);
        assertThat(head.isIn(Playout.State.WAITING)).isTrue();
    }

    private QueuedPlayout offered() {
        QueuedPlayout q = new QueuedPlayout(p.announcement());
        q.sound().utterance = PlayoutLaneTest.utterance(1, 1);
        assertThat(q.offerTo(lane)).isTrue();
        return q;
    }
}
