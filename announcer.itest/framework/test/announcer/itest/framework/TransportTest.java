package announcer.itest.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import announcer.api.Announcement;
import announcer.api.AnnouncementState;

/** The transport carries a native library, which only one class loader can have at a time. */
class TransportTest {
    private static final int TIMES = Product.times(5, 10);

    @Test
    void transport_is_updated_many_times_and_still_carries_sound() {
        try (Channel channel = Channel.byHand("itest-updates"); Listener listener = channel.listen()) {
            Utterance whole = References.of(channel, listener, List.of("Updated.")).get(0);
            for (int i = 1; i <= TIMES; i++) {
                int connections = listener.allReceived().size();
                Product.update(Product.UNIX);
                Until.holds("the reader has come back after update " + i, Duration.ofSeconds(15),
                        () -> listener.allReceived().size() > connections);
            }
            assertThat(Product.outcome(channel.say("Updated.")).state()).isEqualTo(AnnouncementState.SPOKEN);
            Until.heard(listener, Until.SAID_AGAIN);
            assertThat(listener.received().utterances()).containsExactly(whole);
        }
    }

    @Test
    void announcement_that_loses_its_transport_in_mid_sentence_is_spoken_again_whole() {
        // Some 4 s without a pause: a thread that is held up after it has begun still meets it in mid-sentence.
        String text = "This announcement is long enough to lose its listener somewhere in the middle"
                + " and to be spoken again from its very beginning to whoever comes back.";
        try (Channel channel = Channel.byHand("itest-again");
                Channel undisturbed = Channel.byHand("itest-undisturbed");
                Listener listener = channel.listen()) {
            Announcement a = channel.say(text);
            Product.reaches(a, AnnouncementState.SPEAKING);
            Until.holds("its beginning is heard", Duration.ofSeconds(5),
                    () -> listener.received().utterances().stream().anyMatch(u -> u.millis() >= 300));

            Product.update(Product.UNIX);

            // Both are spoken at the same time.
            Utterance whole = reference(undisturbed, text);
            assertThat(Product.outcome(a).state()).isEqualTo(AnnouncementState.SPOKEN);
            assertThat(a.status().sendings()).as("sendings").isEqualTo(2);
            Until.heard(listener, Until.SAID_AGAIN);
            assertThat(listener.allReceived()).hasSize(2);
            assertThat(listener.received().utterances()).containsExactly(whole);
            Utterance cutOff = listener.allReceived().get(0).utterances().get(0);
            assertThat(cutOff.isBeginningOf(whole)).as("%s begins %s", cutOff, whole).isTrue();
        }
    }

    private static Utterance reference(Channel channel, String text) {
        try (Listener listener = channel.listen()) {
            return References.of(channel, listener, List.of(text)).get(0);
        }
    }
}
