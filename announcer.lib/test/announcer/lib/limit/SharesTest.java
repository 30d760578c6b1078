package announcer.lib.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import announcer.lib.limit.Shares.Answer;

class SharesTest {
    private final Shares<String> shares = new Shares<>();

    private Answer take(String key, int places) {
        return shares.take(key, places, Shares.half(places));
    }

    @Test
    void one_key_gets_its_share_and_the_others_are_for_others() {
        assertThat(take("anna", 4)).isEqualTo(Answer.TAKEN);
        assertThat(take("anna", 4)).isEqualTo(Answer.TAKEN);
        assertThat(take("anna", 4)).isEqualTo(Answer.SHARE_USED);
        assertThat(take("bert", 4)).isEqualTo(Answer.TAKEN);
        assertThat(take("bert", 4)).isEqualTo(Answer.TAKEN);
        assertThat(take("carla", 4)).isEqualTo(Answer.FULL);

        shares.free("anna");
        assertThat(take("bert", 4)).isEqualTo(Answer.SHARE_USED);
        assertThat(take("anna", 4)).isEqualTo(Answer.TAKEN);
        assertThat(shares.taken()).isEqualTo(4);
    }

    @Test
    void a_single_place_is_for_anybody_and_none_for_nobody() {
        assertThat(take("anna", 0)).isEqualTo(Answer.FULL);
        assertThat(take("anna", 1)).isEqualTo(Answer.TAKEN);
        assertThat(take("bert", 1)).isEqualTo(Answer.FULL);
        shares.free("anna");
        assertThat(take("bert", 1)).isEqualTo(Answer.TAKEN);
    }

    @Test
    void a_tenth_is_kept_for_who_may_ask_for_all() {
        for (int i = 0; i < Shares.withoutKept(20); i++) {
            assertThat(shares.take("stranger" + i, Shares.withoutKept(20), 20)).isEqualTo(Answer.TAKEN);
        }
        assertThat(shares.take("one more", Shares.withoutKept(20), 20)).isEqualTo(Answer.FULL);
        assertThat(shares.take("our own", 20, 20)).isEqualTo(Answer.TAKEN);
        assertThat(shares.take("our own", 20, 20)).isEqualTo(Answer.TAKEN);
        assertThat(shares.take("our own", 20, 20)).isEqualTo(Answer.FULL);
    }

    @Test
    void a_place_is_given_back_once_only() {
        assertThatThrownBy(() -> shares.free("anna")).isInstanceOf(IllegalStateException.class);
        assertThat(shares.taken()).isZero();
    }
}
