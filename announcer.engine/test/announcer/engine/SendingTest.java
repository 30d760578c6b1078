package announcer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SendingTest {
    private final Sending s = new Sending(LaneTest.utterance(1, 1));

    @Test
    void one_that_waits_is_taken_back_before_it_begins() {
        assertThat(s.takeBack()).isEqualTo(Sending.State.WAITING);
        assertThat(s.begin(1)).isFalse();
        assertThat(s.state()).isEqualTo(Sending.State.WITHDRAWN);
    }

    @Test
    void one_that_plays_is_lost_when_it_is_taken_back_and_the_pacer_cannot_end_it_any_more() {
        s.begin(1);
        assertThat(s.takeBack()).isEqualTo(Sending.State.PLAYING);
        s.written(7, 7);
        assertThat(s.state()).isEqualTo(Sending.State.LOST);
        assertThat(s.takeBack()).isEqualTo(Sending.State.LOST);
    }

    @Test
    void one_that_has_been_written_is_not_taken_back() {
        s.begin(1);
        s.written(7, 7);
        assertThat(s.takeBack()).isEqualTo(Sending.State.WRITTEN);
        assertThat(s.withdraw()).isFalse();
        s.end(Sending.State.LOST);
        assertThat(s.state()).isEqualTo(Sending.State.WRITTEN);
    }
}
