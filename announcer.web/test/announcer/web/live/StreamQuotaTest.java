package announcer.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;

import org.junit.jupiter.api.Test;

import announcer.api.access.Caller;
import announcer.api.access.Credential;
import announcer.web.live.StreamQuota.Answer;

class StreamQuotaTest {
    private static final Caller ANNA = caller("anna");
    private static final Caller BERT = caller("bert");
    private final StreamQuota places = new StreamQuota();

    private static Caller caller(String name) {
        return new Caller(name, Set.of(), Credential.TOKEN, "127.0.0.1");
    }

    @Test
    void one_caller_gets_half_of_the_places_and_the_others_are_for_others() {
        assertThat(places.take(ANNA, 4)).isEqualTo(Answer.TAKEN);
        assertThat(places.take(ANNA, 4)).isEqualTo(Answer.TAKEN);
        assertThat(places.take(ANNA, 4)).isEqualTo(Answer.HALF);
        assertThat(places.take(BERT, 4)).isEqualTo(Answer.TAKEN);
        assertThat(places.take(BERT, 4)).isEqualTo(Answer.TAKEN);
        assertThat(places.take(caller("carla"), 4)).isEqualTo(Answer.FULL);

        places.leave(ANNA);
        assertThat(places.take(BERT, 4)).isEqualTo(Answer.HALF);
        assertThat(places.take(ANNA, 4)).isEqualTo(Answer.TAKEN);
    }

    @Test
    void a_single_place_is_for_anybody_and_none_for_nobody() {
        assertThat(places.take(ANNA, 0)).isEqualTo(Answer.FULL);
        assertThat(places.take(ANNA, 1)).isEqualTo(Answer.TAKEN);
        assertThat(places.take(BERT, 1)).isEqualTo(Answer.FULL);
        places.leave(ANNA);
        assertThat(places.take(BERT, 1)).isEqualTo(Answer.TAKEN);
    }
}
