package announcer.itest.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import announcer.api.Announcement;
import announcer.api.AnnouncementState;
import announcer.api.AnnouncementStatus;

/** Every bundle on the audio path is stopped, started and updated while streams are on the air with announcements waiting. */
class LiveBundlesTest {
    static final List<String> BUNDLES = Product.SWAPPED;
    private static final List<String> TEXTS = List.of("Counter one.", "Counter two.");
    private static final Duration SOON = Duration.ofSeconds(15);

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

    private static void stream_comes_back_by_itself_and_all_that_was_accepted_is_spoken(String bundle, Consumer<String> swap) {
        try (Channel channel = Channel.pushed("itest-live")) {
            List<Announcement> accepted = TEXTS.stream().map(channel::say).toList();
            Product.reaches(accepted.get(0), AnnouncementState.SPEAKING);

            swap.accept(bundle);

            channel.isOnAir();
            accepted.forEach(a -> hasItsOutcome(bundle, Product.outcome(a)));
            is_heard_by_a_player(channel);
        }
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

    static final List<String> BESIDE_THE_SOUND = List.of(Product.FREETTS, Product.FFMPEG, Product.RTSP);

    @ParameterizedTest
    @FieldSource("BESIDE_THE_SOUND")
    void pacer_misses_no_frame_and_every_sentence_is_whole_when_a_bundle_beside_it_goes(String bundle) {
        try (Channel channel = Channel.byHand("itest-beside"); Listener listener = channel.listen()) {
            List<Utterance> whole = References.of(channel, listener, TEXTS);
            int before = listener.received().utterances().size();

            List<Announcement> accepted = new ArrayList<>(TEXTS.stream().map(channel::say).toList());
            Product.reaches(accepted.get(0), AnnouncementState.SPEAKING);
            Product.stopAndStart(bundle);
            Product.reaches(accepted.get(1), AnnouncementState.SPEAKING);
            Product.update(bundle);
            accepted.forEach(a -> assertThat(Product.outcome(a).state()).isEqualTo(AnnouncementState.SPOKEN));
            Until.heard(listener, Duration.ofMillis(500));

            assertThat(listener.allReceived()).as("connections").hasSize(1);
            List<Utterance> heard = listener.received().utterances();
            assertThat(heard.subList(before, heard.size())).isEqualTo(whole);
            Continuity.isKept(listener);
        }
    }
}
