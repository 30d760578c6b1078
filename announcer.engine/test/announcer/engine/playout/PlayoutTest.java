package announcer.engine.playout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlayoutTest {
    private final Playout s = new Playout(PlayoutLaneTest.utterance(1, 1));

    @Test
    void one_that_waits_is_taken_back_before_it_begins() {
        assertThat(s.takeBack()).isEqualTo(Playout.State.WAITING);
        assertThat(s.begin(1)).isFalse();
        assertThat(s.state()).isEqualTo(Playout.State.WITHDRAWN);
    }

    @Test
    void one_that_plays_is_lost_when_it_is_taken_back_and_the_pacer_cannot_end_it_any_more() {
        s.begin(1);
        assertThat(s.takeBack()).isEqualTo(Playout.State.PLAYING);
        s.written(7, 7);
        assertThat(s.state()).isEqualTo(Playout.State.LOST);
        assertThat(s.takeBack()).isEqualTo(Playout.State.LOST);
    }

    @Test
    void one_that_has_been_written_is_not_taken_back() {
        s.begin(1);
        s.written(7, 7);
        assertThat(s.takeBack()).isEqualTo(Playout.State.WRITTEN);
        assertThat(s.withdraw()).isFalse();
        s.end(Playout.State.LOST);
        assertThat(s.state()).isEqualTo(Playout.State.WRITTEN);
    }
}
