package announcer.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import announcer.api.ChannelStatus;
import announcer.api.PacingStatus;
import announcer.api.audio.PcmFormat;
import announcer.api.stream.Hearing;

class ComparableChannelTest {
    private static final Instant SINCE = Instant.parse("2026-01-01T12:00:00Z");

    private static ComparableChannel heard(Hearing.State state, Optional<String> problem, int second) {
        Hearing hearing = new Hearing(state, SINCE, problem, Optional.of(Duration.ofMillis(200 + second)),
                Optional.of(SINCE.plusSeconds(second)));
        return ComparableChannel.of(new ChannelStatus("main", new PcmFormat(24_000, 1), true, Optional.empty(), false, 0, Optional.empty(),
                List.of(), 1, "", new PacingStatus(0, 0, 0, 0, 0, 0, 0), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.of(hearing), Optional.empty()));
    }

    @Test
    void each_second_of_speech_that_is_heard_is_no_event_and_another_finding_is() {
        ComparableChannel first = heard(Hearing.State.GOOD, Optional.empty(), 0);
        assertThat(heard(Hearing.State.GOOD, Optional.empty(), 1)).isEqualTo(first);
        assertThat(heard(Hearing.State.MUTE, Optional.of("silence"), 1)).isNotEqualTo(first);
        assertThat(heard(Hearing.State.GOOD, Optional.of("x"), 1)).isNotEqualTo(first);
    }
}
