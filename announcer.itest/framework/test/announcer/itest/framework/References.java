package announcer.itest.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import announcer.api.Announcement;
import announcer.api.AnnouncementState;

/** How texts sound when nothing disturbs: FreeTTS speaks the same text with the same samples every time. */
final class References {
    private References() {
    }

    static List<Utterance> of(Channel channel, Listener listener, List<String> texts) {
        int before = listener.received().utterances().size();
        List<Announcement> said = texts.stream().map(channel::say).toList();
        said.forEach(a -> assertThat(Product.outcome(a).state()).isEqualTo(AnnouncementState.SPOKEN));
        Until.heard(listener, Duration.ofMillis(200));
        List<Utterance> all = listener.received().utterances();
        List<Utterance> heard = all.subList(before, all.size());
        assertThat(heard).as("utterances of undisturbed announcements").hasSameSizeAs(texts);
        return List.copyOf(heard);
    }
}
