package announcer.calling.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import announcer.api.config.InvalidConfigurationException;

class OpeningHoursTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    /** 2026-11-30 is a Monday. */
    @ParameterizedTest
    @CsvSource({"MON-FRI 08:00-12:00, 2026-11-30T08:00, true", "MON-FRI 08:00-12:00, 2026-11-30T07:59:59, false",
            "MON-FRI 08:00-12:00, 2026-11-30T12:00, false", "MON-FRI 08:00-12:00, 2026-12-05T09:00, false",
            "'SAT,SUN 9:00-11:00', 2026-12-06T10:59, true", "sat-mon 09:00-10:00, 2026-11-30T09:30, true",
            "sat-mon 09:00-10:00, 2026-12-01T09:30, false", "08:00-24:00, 2026-12-02T23:59, true", "00:00-24:00, 2026-12-02T00:00, true",
            "MON 22:00-06:00, 2026-11-30T23:00, true", "MON 22:00-06:00, 2026-12-01T05:59, true",
            "MON 22:00-06:00, 2026-11-30T05:00, false", "MON 22:00-06:00, 2026-12-01T06:00, false"})
    void aTimeIsWithinThem(String line, String time, boolean open) throws Exception {
        assertThat(OpeningHours.of("hours", List.of(line)).isOpen(LocalDateTime.parse(time).atZone(BERLIN))).isEqualTo(open);
    }

    @Test
    void withoutHoursItIsAlwaysOpen() throws Exception {
        assertThat(OpeningHours.of("hours", List.of()).isOpen(LocalDateTime.parse("2026-11-30T03:00").atZone(BERLIN))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"MON-FRI", "MONDAY 08:00-12:00", "XYZ 08:00-12:00", "08:00", "08:00-25:00", "MON-FRI 8-12", "08:60-09:00"})
    void whatCannotBeReadIsRefused(String line) {
        assertThatThrownBy(() -> OpeningHours.of("hours", List.of(line))).isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("hours has \"" + line + "\"; write days and times, such as MON-FRI 08:00-12:00");
    }
}
