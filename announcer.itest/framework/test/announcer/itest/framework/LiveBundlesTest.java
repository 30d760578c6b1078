package announcer.itest.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import announcer.api.Announcement;
import announcer.api.AnnouncementState;
import announcer.api.AnnouncementStatus;

/**
 * Every bundle on the audio path is stopped, started and updated while streams are on the air with announcements waiting. One
 * published stream lives through all of it.
 */
@TestInstance(Lifecycle.PER_CLASS)
class LiveBundlesTest {
    static final List<String> BUNDLES = Product.SWAPPED;
    /** The one that is interrupted, and one that waits behind it. */
    private static final List<String> TEXTS = List.of("Counter one.", "Two.");
    private static final Duration SOON = Duration.ofSeconds(15);

    private Channel published;

    @AfterAll
    void close() {
        if (published != null) {
            published.close();
        }
    }

    @ParameterizedTest
    @FieldSource("BUNDLES")
    void published_stream_survives_a_stop_and_start(String bundle) {
        stream_comes_back_by_itself_and_all_that_was_accepted_is_spoken(bundle, Product::stopAndStart);
    }

    @ParameterizedTest
    @FieldSource("BUNDLES")
    void published_stream_survives_an_update(String bundle) {
        stream_comes_back_by_itself_and_all_that_was_accepted_is_spoken(bundle, Product::update);
    }

    private void stream_comes_back_by_itself_and_all_that_was_accepted_is_spoken(String bundle, Consumer<String> swap) {
        if (published == null) {
            published = Channel.pushed("itest-live");
        }
        published.isOnAir();
        List<Announcement> accepted = TEXTS.stream().map(published::say).toList();
        Product.reaches(accepted.get(0), AnnouncementState.SPEAKING);

        swap.accept(bundle);

        published.isOnAir();
        accepted.forEach(a -> hasItsOutcome(bundle, Product.outcome(a)));
        is_heard_by_a_player(published);
    }

    /** The queue is in the engine's memory: with it, and only with it, what waits ends, and says so. */
    private static void hasItsOutcome(String bundle, AnnouncementStatus s) {
        if (bundle.equals(Product.ENGINE) && s.state() == AnnouncementState.CANCELLED) {
            assertThat(s.cause()).hasValue("Announcer was stopped");
        } else {
            assertThat(s.state()).as("%s", s).isEqualTo(AnnouncementState.SPOKEN);
        }
    }

    private static void is_heard_by_a_player(Channel channel) {
        try (Player player = new Player(channel.status().orElseThrow().playUrl().orElseThrow())) {
            Until.holds("the player plays", SOON, () -> player.samples() > 0);
            Announcement a = channel.say("Counter four.");
            assertThat(Product.outcome(a).state()).isEqualTo(AnnouncementState.SPOKEN);
            Until.holds("the player hears the announcement", SOON, () -> player.audible() > 2000);
        }
    }
}
