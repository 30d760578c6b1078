package announcer.api.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;

import org.junit.jupiter.api.Test;

class PcmFormatTest {
    @Test
    void a_frame_is_twenty_milliseconds_in_every_unit() {
        PcmFormat f = new PcmFormat(24_000, 2);
        assertThat(f.sampleGroupsPerFrame()).isEqualTo(480);
        assertThat(f.bytesPerFrame()).isEqualTo(1920);
        assertThat(f.bytesPerSecond()).isEqualTo(96_000);
        assertThat(f.durationOf(480)).isEqualTo(Duration.ofMillis(20));
    }

    @Test
    void durations_do_not_overflow_after_years() {
        PcmFormat f = new PcmFormat(48_000, 1);
        long tenYears = 10L * 365 * 86_400;
        assertThat(f.durationOf(tenYears * 48_000 + 24)).isEqualTo(Duration.ofSeconds(tenYears).plusNanos(500_000));
    }

    @Test
    void a_rate_without_whole_frames_is_refused_with_its_value() {
        assertThatThrownBy(() -> new PcmFormat(11_025, 1)).hasMessageContaining("11025").hasMessageContaining("multiple of 50");
        assertThatThrownBy(() -> new PcmFormat(24_000, 3)).hasMessageContaining("channels is 3");
    }
}
