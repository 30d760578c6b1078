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
            Until.heard(listener, Duration.ofMillis(500));
            assertThat(listener.received().utterances()).containsExactly(whole);
        }
    }

    @Test
    void announcement_that_loses_its_transport_in_mid_sentence_is_spoken_again_whole() {
        // Some 4 s without a pause: a thread that is held up after it has begun still meets it in mid-sentence.
        String text = "This announcement is long enough to lose its listener somewhere in the middle"
                + " and to be spoken again from its very beginning to whoever comes back.";
        try (Channel channel = Channel.byHand("itest-again"); Listener listener = channel.listen()) {
            Utterance whole = References.of(channel, listener, List.of(text)).get(0);
            Announcement a = channel.say(text);
            Product.reaches(a, AnnouncementState.SPEAKING);
            Until.holds("its beginning is heard", Duration.ofSeconds(5), () -> listener.received().utterances().size() == 2);

            Product.update(Product.UNIX);

            assertThat(Product.outcome(a).state()).isEqualTo(AnnouncementState.SPOKEN);
            assertThat(a.status().sendings()).as("sendings").isEqualTo(2);
            Until.heard(listener, Duration.ofMillis(500));
            assertThat(listener.allReceived()).hasSize(2);
            assertThat(listener.received().utterances()).containsExactly(whole);
            Utterance cutOff = listener.allReceived().get(0).utterances().get(1);
            assertThat(cutOff.isBeginningOf(whole)).as("%s begins %s", cutOff, whole).isTrue();
        }
    }
}
