package announcer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import announcer.api.Request;
import announcer.api.audio.PcmFormat;
import announcer.engine.text.Script;

class QueuedPlayoutTest {
    private static final PcmFormat FORMAT = new PcmFormat(24_000, 1);

    private final Lane lane = new Lane(new FakePipe(), FORMAT, 0, 0, 0, 500, () -> {});
    private final QueuedPlayout p = new QueuedPlayout(new AnnouncementRecord("a", Request.of("a"), Optional.empty(), Script.plain("a"),
            Instant.EPOCH, 0, StatusSink.NOBODY, () -> {}));

    @Test
    void it_is_on_no_lane_before_its_sound_is_begun_and_then_on_one_once() {
        assertThat(p.offerTo(lane)).isFalse();
        assertThat(p.withdraw()).as("what is on no lane has not begun").isTrue();
        p.sound().utterance = LaneTest.utterance(2, 1);
        assertThat(p.offerTo(lane)).isTrue();
        Sending s = p.sending();
        assertThat(p.offerTo(lane)).isTrue();
        assertThat(p.sending()).isSameAs(s);
    }

    @Test
    void its_beginning_is_to_be_told_once_for_each_attempt() {
        p.sound().utterance = LaneTest.utterance(2, 1);
        p.offerTo(lane);
        assertThat(p.isToBeTold()).isFalse();
        p.sending().begin(1);
        assertThat(p.isToBeTold()).as("during its lead-in").isFalse();
        p.sending().started(-5);
        assertThat(p.isToBeTold()).isTrue();
        p.told();
        assertThat(p.isToBeTold()).isFalse();
        assertThat(p.withdraw()).isFalse();
        p.again();
        assertThat(p.sending()).isNull();
        assertThat(p.isTold()).isFalse();
    }
}
