package announcer.rtsp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import announcer.rtsp.protocol.Credentials;
import announcer.rtsp.protocol.RtspException;
import announcer.testing.VirtualClock;

class PublishRightsTest {
    private final VirtualClock clock = new VirtualClock(-5);
    private final Credentials lasting = new Credentials("publisher", "secret");
    private final PublishRights rights = new PublishRights(lasting, clock);

    @Test
    void credentials_of_a_run_are_for_one_announce_of_one_path() throws Exception {
        Credentials run = rights.issue("main");
        assertThat(rights.known("main")).containsExactly(lasting, run);
        assertThat(rights.known("hall")).containsExactly(lasting);
        assertThat(rights.use("main", run, "127.0.0.1:1")).as("it may take the path over").isTrue();
        assertThatThrownBy(() -> rights.use("main", run, "127.0.0.1:2")).isInstanceOf(RtspException.class)
                .hasMessageContaining("void").hasMessageContaining("127.0.0.1:1");
        assertThat(rights.known("main")).as("who comes again is told so").contains(run);
    }

    @Test
    void the_newest_run_voids_the_one_before() throws Exception {
        Credentials first = rights.issue("main");
        Credentials second = rights.issue("main");
        assertThat(first.password()).isNotEqualTo(second.password());
        assertThat(rights.known("main")).containsExactly(lasting, second);
        assertThatThrownBy(() -> rights.use("main", first, "127.0.0.1:1")).hasMessageContaining("newer");
        assertThat(rights.use("main", second, "127.0.0.1:2")).isTrue();
    }

    @Test
    void what_nobody_used_is_void_after_a_while() {
        Credentials run = rights.issue("main");
        clock.pass(Duration.ofSeconds(119).toNanos());
        assertThat(rights.known("main")).contains(run);
        clock.pass(Duration.ofSeconds(1).toNanos());
        assertThat(rights.known("main")).containsExactly(lasting);
    }

    @Test
    void a_stream_that_was_published_once_and_never_again_is_forgotten() throws Exception {
        Credentials run = rights.issue("renamed");
        clock.pass(Duration.ofSeconds(119).toNanos());
        rights.use("renamed", run, "127.0.0.1:1");
        clock.pass(Duration.ofSeconds(119).toNanos());
        rights.issue("main");
        assertThat(rights.known("renamed")).contains(run);
        clock.pass(Duration.ofSeconds(1).toNanos());
        rights.issue("main");
        assertThat(rights.known("renamed")).containsExactly(lasting);
    }

    @Test
    void the_lasting_ones_hold_and_take_nothing_over() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(rights.use("main", lasting, "127.0.0.1:" + i)).isFalse();
        }
    }
}
