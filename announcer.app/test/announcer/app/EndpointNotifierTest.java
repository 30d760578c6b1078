package announcer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import announcer.testing.VirtualClock;

class EndpointNotifierTest {
    private static final Endpoints NONE = Endpoints.of("", "");
    private static final Endpoints HTTP = Endpoints.of("http://127.0.0.1:1/", "");
    private static final Endpoints ALL = Endpoints.of("http://127.0.0.1:1/", "rtsp://127.0.0.1:2/main");
    private static final Endpoints MOVED = Endpoints.of("http://127.0.0.1:1/", "rtsp://127.0.0.1:3/main");

    private final VirtualClock clock = new VirtualClock(-5_000_000_000L);
    private final List<String> published = new ArrayList<>();
    private Endpoints registered = NONE;
    private boolean answers;
    private boolean canPublish = true;
    private int looks;
    private final EndpointNotifier notifier = new EndpointNotifier(() -> {
        looks++;
        return registered;
    }, e -> answers, (e, complete) -> canPublish && published.add(e.rtsp() + " " + complete), clock);

    @Test
    void what_has_been_published_is_looked_at_again_after_an_event_only() {
        registered = ALL;
        answers = true;
        assertThat(notifier.look()).isEmpty();
        assertThat(published).containsExactly("rtsp://127.0.0.1:2/main true");
        assertThat(notifier.look()).isEmpty();
        assertThat(published).hasSize(1);
        assertThat(looks).isEqualTo(2);
    }

    @Test
    void pages_that_do_not_answer_yet_are_asked_again_soon() {
        registered = ALL;
        assertThat(notifier.look()).contains(EndpointNotifier.STARTING);
        answers = true;
        assertThat(notifier.look()).isEmpty();
        registered = MOVED;
        answers = false;
        assertThat(notifier.look()).contains(EndpointNotifier.RUNNING);
        answers = true;
        notifier.look();
        assertThat(published).containsExactly("rtsp://127.0.0.1:2/main true", "rtsp://127.0.0.1:3/main true");
    }

    @Test
    void without_the_rtsp_server_it_waits_for_an_event_and_not_longer_than_its_patience() {
        registered = HTTP;
        Optional<Duration> wait = notifier.look();
        assertThat(wait).contains(EndpointNotifier.PATIENCE);
        assertThat(published).isEmpty();
        clock.pass(wait.orElseThrow().toNanos());
        assertThat(notifier.look()).isEmpty();
        assertThat(published).containsExactly(" false");
    }

    @Test
    void a_server_that_goes_is_not_published() {
        registered = ALL;
        answers = true;
        notifier.look();
        registered = HTTP;
        assertThat(notifier.look()).isEmpty();
        assertThat(published).hasSize(1);
    }

    @Test
    void what_could_not_be_published_is_given_again_every_second_until_it_is() {
        registered = ALL;
        answers = true;
        canPublish = false;
        assertThat(notifier.look()).contains(EndpointNotifier.RUNNING);
        assertThat(notifier.look()).contains(EndpointNotifier.RUNNING);
        canPublish = true;
        assertThat(notifier.look()).isEmpty();
        assertThat(published).containsExactly("rtsp://127.0.0.1:2/main true");
    }
}
