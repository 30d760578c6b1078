package announcer.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;

import org.junit.jupiter.api.Test;

import announcer.api.access.Caller;
import announcer.api.access.Credential;
import announcer.api.access.Scope;
import announcer.lib.limit.Shares.Answer;

class CallerPlacesTest {
    private final CallerPlaces places = new CallerPlaces();

    private static Caller caller(String name, Scope... scopes) {
        return new Caller(name, Set.of(scopes), Credential.TOKEN, "127.0.0.1");
    }

    @Test
    void one_caller_gets_half_of_the_places_and_a_tenth_is_kept_for_administrators() {
        int most = 20;
        for (int i = 0; i < 10; i++) {
            assertThat(places.take(caller("anna", Scope.VIEW), most)).isEqualTo(Answer.TAKEN);
        }
        assertThat(places.take(caller("anna", Scope.VIEW), most)).isEqualTo(Answer.SHARE_USED);
        for (int i = 0; i < 8; i++) {
            assertThat(places.take(caller("bert", Scope.VIEW), most)).isEqualTo(Answer.TAKEN);
        }
        assertThat(places.take(caller("carla", Scope.VIEW), most)).isEqualTo(Answer.FULL);
        Caller admin = caller("admin", Scope.VIEW, Scope.ADMINISTER);
        assertThat(places.take(admin, most)).isEqualTo(Answer.TAKEN);
        assertThat(places.take(admin, most)).isEqualTo(Answer.TAKEN);
        assertThat(places.take(admin, most)).isEqualTo(Answer.FULL);
        places.free(caller("anna"));
        assertThat(places.take(admin, most)).isEqualTo(Answer.TAKEN);
    }

    @Test
    void what_is_kept_is_said_to_those_only_who_may_not_have_it() {
        Caller viewer = caller("anna", Scope.VIEW);
        assertThat(CallerPlaces.butKept(viewer, 100)).isEqualTo(", of which 10 are kept for administrators");
        assertThat(CallerPlaces.butKept(viewer, 10)).isEqualTo(", of which 1 is kept for administrators");
        assertThat(CallerPlaces.butKept(viewer, 9)).isEmpty();
        assertThat(CallerPlaces.butKept(caller("admin", Scope.VIEW, Scope.ADMINISTER), 100)).isEmpty();
    }
}
