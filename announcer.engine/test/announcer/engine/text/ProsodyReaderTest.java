package announcer.engine.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import announcer.api.speech.Prosody;

class ProsodyReaderTest {
    @ParameterizedTest
    @CsvSource({"x-slow, 0.5", "slow, 0.75", "medium, 1", "default, 1", "fast, 1.35", "x-fast, 1.75", "80%, 0.8", "+20%, 1.2", "-10%, 0.9",
            "1.5, 1.5", "1000%, 4", "1%, 0.25", "-200%, 0.25"})
    void rates(String rate, double factor) throws Exception {
        assertThat(Said.prosody("rate='" + rate + "'")).isEqualTo(Prosody.NEUTRAL.withRate(factor));
    }

    @ParameterizedTest
    @CsvSource({"x-low, 0.7", "low, 0.85", "high, 1.18", "x-high, 1.4", "+10%, 1.1", "-10%, 0.9", "120%, 1.2", "+12st, 2", "-12st, 0.5",
            "+99st, 2", "200Hz, 1", "+10Hz, 1"})
    void pitches(String pitch, double factor) throws Exception {
        assertThat(Said.prosody("pitch='" + pitch + "'").pitch()).isCloseTo(factor, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"silent, 0", "x-soft, 0.251", "soft, 0.501", "medium, 1", "loud, 1.995", "x-loud, 3.981", "+6dB, 1.995", "-6.0dB, 0.501",
            "50, 0.5", "+10%, 1.1", "+60dB, 4"})
    void volumes(String volume, double factor) throws Exception {
        assertThat(Said.prosody("volume='" + volume + "'").volume()).isCloseTo(factor, within(1e-3));
    }

    @Test
    void signed_values_change_what_is_around_them_and_others_replace_it() throws Exception {
        assertThat(Said.only("<speak><prosody rate='50%'><prosody rate='+50%' pitch='high'>a</prosody></prosody></speak>", false).prosody())
                .isEqualTo(new Prosody(0.75, 1.18, 1));
        assertThat(Said.only("<speak><prosody rate='50%'><prosody rate='80%'>a</prosody></prosody></speak>", false).prosody().rate())
                .isEqualTo(0.8);
        assertThat(Said.prosody("contour='(0%,+20Hz)' range='high' duration='2s'")).isEqualTo(Prosody.NEUTRAL);
    }
}
