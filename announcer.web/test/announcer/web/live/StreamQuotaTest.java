package announcer.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;

import org.junit.jupiter.api.Test;

import announcer.api.access.Caller;
import announcer.api.access.Credential;
import announcer.web.live.StreamQuota.Reservation;

class StreamQuotaTest {
    private static final Caller ANNA = caller("anna");
    private static final Caller BERT = caller("bert");
    private final StreamQuota quota = new StreamQuota();

    private static Caller caller(String name) {
        return new Caller(name, Set.of(), Credential.TOKEN, "127.0.0.1");
    }

    @Test
    void one_caller_gets_half_of_the_places_and_the_others_are_for_others() {
        assertThat(quota.reserve(ANNA, 4)).isEqualTo(Reservation.RESERVED);
        assertThat(quota.reserve(ANNA, 4)).isEqualTo(Reservation.RESERVED);
        assertThat(quota.reserve(ANNA, 4)).isEqualTo(Reservation.HALF);
        assertThat(quota.reserve(BERT, 4)).isEqualTo(Reservation.RESERVED);
        assertThat(quota.reserve(BERT, 4)).isEqualTo(Reservation.RESERVED);
        assertThat(quota.reserve(caller("carla"), 4)).isEqualTo(Reservation.FULL);

        quota.release(ANNA);
        assertThat(quota.reserve(BERT, 4)).isEqualTo(Reservation.HALF);
        assertThat(quota.reserve(ANNA, 4)).isEqualTo(Reservation.RESERVED);
    }

    @Test
    void a_single_place_is_for_anybody_and_none_for_nobody() {
        assertThat(quota.reserve(ANNA, 0)).isEqualTo(Reservation.FULL);
        assertThat(quota.reserve(ANNA, 1)).isEqualTo(Reservation.RESERVED);
        assertThat(quota.reserve(BERT, 1)).isEqualTo(Reservation.FULL);
        quota.release(ANNA);
        assertThat(quota.reserve(BERT, 1)).isEqualTo(Reservation.RESERVED);
    }
}
