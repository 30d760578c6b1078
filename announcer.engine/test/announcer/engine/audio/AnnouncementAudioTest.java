package announcer.engine.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;

import org.junit.jupiter.api.Test;

import announcer.api.audio.PcmFormat;
import announcer.engine.playout.Playout;
import announcer.engine.playout.PlayoutLaneTest;

class AnnouncementAudioTest {
    private static final PcmFormat FORMAT = new PcmFormat(24_000, 1);

    private final AnnouncementAudio u = new AnnouncementAudio(FORMAT.bytesPerFrame(), 10);
    private final ByteBuffer frame = ByteBuffer.allocate(FORMAT.bytesPerFrame());

    private int read(Playout s, long index) {
        frame.clear();
        return s.read(index, frame);
    }

    /** As when the pacer is still at a lane whose place another one has taken. */
    @Test
    void a_former_reading_that_goes_on_takes_nothing_from_the_one_that_begins_again() {
        PlayoutLaneTest.add(u, 6, 1);
        Playout former = new Playout(u);
        read(former, 0);
        u.rewind();
        Playout again = new Playout(u);
        read(former, 1);
        assertThat(u.hasRoom()).isTrue();
        PlayoutLaneTest.add(u, 6, 2);
        assertThat(u.replayable()).as("what nobody has begun to read").isTrue();
        assertThat(u.hasRoom()).as("12 frames wait and 10 are kept").isFalse();
        for (int i = 0; i < 12; i++) {
            assertThat(read(again, i)).isEqualTo(i < 6 ? 1 : 2);
        }
    }

    @Test
    void what_has_been_read_is_forgotten_once_more_than_the_kept_length_has_come() {
        PlayoutLaneTest.add(u, 6, 1);
        Playout s = new Playout(u);
        read(s, 0);
        PlayoutLaneTest.add(u, 6, 2);
        assertThat(u.replayable()).isFalse();
        for (int i = 1; i < 12; i++) {
            assertThat(read(s, i)).isEqualTo(i < 6 ? 1 : 2);
        }
    }
}
