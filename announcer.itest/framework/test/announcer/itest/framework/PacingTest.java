package announcer.itest.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import announcer.api.Announcement;
import announcer.api.AnnouncementState;

/** Bundles beside the sound go and come while announcements are being spoken. One stream lives through all of it. */
@TestInstance(Lifecycle.PER_CLASS)
class PacingTest {
    static final List<String> BESIDE_THE_SOUND = List.of(Product.FREETTS, Product.FFMPEG, Product.RTSP);
    private static final List<String> TEXTS = List.of("Counter one.",
            "Number forty two, please go to counter two, and have your papers ready.");

    private Channel channel;
    private Listener listener;
    private List<Utterance> whole;

    /** On the first use, not before all tests: what fails here then fails a test. */
    private void listen() {
        if (channel == null) {
            Channel made = Channel.byHand("itest-beside");
            listener = made.listen();
            whole = References.of(made, listener, TEXTS);
            channel = made;
        }
    }

    @AfterAll
    void close() {
        if (listener != null) {
            listener.close();
        }
        if (channel != null) {
            channel.close();
        }
    }

    @ParameterizedTest
    @FieldSource("BESIDE_THE_SOUND")
    void pacer_misses_no_frame_and_every_sentence_is_whole_when_a_bundle_beside_it_goes(String bundle) {
        listen();
        int before = listener.received().utterances().size();

        List<Announcement> accepted = TEXTS.stream().map(channel::say).toList();
        Product.reaches(accepted.get(0), AnnouncementState.SPEAKING);
        Product.stopAndStart(bundle);
        Product.reaches(accepted.get(1), AnnouncementState.SPEAKING);
        Product.update(bundle);
        accepted.forEach(a -> assertThat(Product.outcome(a).state()).isEqualTo(AnnouncementState.SPOKEN));
        Until.heard(listener, Until.SAID_AGAIN);

        assertThat(listener.allReceived()).as("connections").hasSize(1);
        List<Utterance> heard = listener.received().utterances();
        assertThat(heard.subList(before, heard.size())).isEqualTo(whole);
        Continuity.isKept(listener);
    }
}
