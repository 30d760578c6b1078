package announcer.schedule.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import announcer.api.config.InvalidConfigurationException;
import announcer.api.schedule.ScheduleTime;
import announcer.api.schedule.ScheduleTiming;

class TimingTest {
    private static Timing cron(String cron, String zone, String... exceptions) throws InvalidConfigurationException {
        return Timing.of(new ScheduleTiming(Optional.of(cron), Optional.empty(), Optional.of(zone), List.of(exceptions)));
    }

    private static Timing at(String at, String zone) throws InvalidConfigurationException {
        return Timing.of(new ScheduleTiming(Optional.empty(), Optional.of(at), Optional.of(zone), List.of()));
    }

    private static List<String> next(Timing timing, String after, int most) {
        return timing.next(Instant.parse(after), most).stream().map(t -> t.time().toOffsetDateTime().toString()).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Europe/Berlin       | 30 2 * * *   | 2027-03-27T12:00:00Z | 2027-03-28T03:00+02:00 2027-03-29T02:30+02:00
            Europe/Berlin       | 30 2 * * *   | 2027-10-30T12:00:00Z | 2027-10-31T02:30+02:00 2027-11-01T02:30+01:00
            Europe/Berlin       | 0 17 * * *   | 2027-03-27T16:00:00Z | 2027-03-28T17:00+02:00 2027-03-29T17:00+02:00
            Europe/Berlin       | 0 17 * * *   | 2027-10-30T15:00:00Z | 2027-10-31T17:00+01:00 2027-11-01T17:00+01:00
            Europe/Berlin       | 0 * * * *    | 2027-03-27T23:30:00Z | 2027-03-28T01:00+01:00 2027-03-28T03:00+02:00 2027-03-28T04:00+02:00
            Europe/Berlin       | 0 * * * *    | 2027-10-30T23:30:00Z | 2027-10-31T02:00+02:00 2027-10-31T03:00+01:00 2027-10-31T04:00+01:00
            Europe/Berlin       | */30 1-3 * * * | 2027-10-30T23:40:00Z | 2027-10-31T02:00+02:00 2027-10-31T02:30+02:00 2027-10-31T03:00+01:00
            America/New_York    | 15,45 2 * * * | 2027-03-14T06:50:00Z | 2027-03-14T03:00-04:00 2027-03-15T02:15-04:00
            America/New_York    | 30 1 * * *   | 2027-11-07T04:00:00Z | 2027-11-07T01:30-04:00 2027-11-08T01:30-05:00
            Australia/Lord_Howe | 10 2 * * *   | 2027-10-02T10:00:00Z | 2027-10-03T02:30+11:00 2027-10-04T02:10+11:00
            Australia/Lord_Howe | 45 1 * * *   | 2027-04-03T10:00:00Z | 2027-04-04T01:45+11:00 2027-04-05T01:45+10:30
            Asia/Shanghai       | 30 2 * * *   | 2027-03-27T12:00:00Z | 2027-03-28T02:30+08:00 2027-03-29T02:30+08:00
            Africa/Cairo        | 0 0 * * *    | 2027-04-29T12:00:00Z | 2027-04-30T01:00+03:00 2027-05-01T00:00+03:00
            Pacific/Apia        | 0 9 * * *    | 2011-12-29T12:00:00Z | 2011-12-29T09:00-10:00 2011-12-31T00:00+14:00 2011-12-31T09:00+14:00
            """)
    void a_day_on_which_the_clocks_change_has_each_time_once(String zone, String cron, String after, String times) throws Exception {
        List<String> wanted = Arrays.asList(times.split(" "));
        assertThat(next(cron(cron, zone), after, wanted.size())).isEqualTo(wanted);
    }

    @Test
    void from_the_second_of_two_equal_hours_the_next_time_is_not_in_the_first_one() throws Exception {
        // 02:10 for the second time: 02:20 was an hour ago.
        assertThat(next(cron("20 2 * * *", "Europe/Berlin"), "2027-10-31T01:10:00Z", 1)).containsExactly("2027-11-01T02:20+01:00");
        assertThat(next(cron("*/10 2,3 * * *", "Europe/Berlin"), "2027-10-31T01:10:00Z", 1)).containsExactly("2027-10-31T03:00+01:00");
    }

    @Test
    void a_time_that_does_not_exist_tells_what_was_planned() throws Exception {
        ScheduleTime time = cron("30 2 * * *", "Europe/Berlin").next(Instant.parse("2027-03-28T00:00:00Z")).orElseThrow();
        assertThat(time.shifted()).isTrue();
        assertThat(time.planned()).isEqualTo(LocalDateTime.parse("2027-03-28T02:30"));
        assertThat(cron("30 3 * * *", "Europe/Berlin").next(Instant.parse("2027-03-28T00:00:00Z")).orElseThrow().shifted()).isFalse();
    }

    @Test
    void once_is_once_whatever_the_clocks_do() throws Exception {
        assertThat(next(at("2027-03-28T02:30", "Europe/Berlin"), "2027-03-01T00:00:00Z", 5)).containsExactly("2027-03-28T03:00+02:00");
        assertThat(next(at("2027-10-31 02:30", "Europe/Berlin"), "2027-03-01T00:00:00Z", 5)).containsExactly("2027-10-31T02:30+02:00");
        assertThat(next(at("2027-10-31T02:30:15", "Europe/Berlin"), "2027-10-31T00:30:15Z", 5)).isEmpty();
    }

    @Test
    void on_an_exception_nothing_runs_and_ranges_count_with_both_ends() throws Exception {
        Timing timing = cron("0 8 * * *", "Europe/Berlin", "2026-12-03", "2026-12-05/2026-12-07", "2026-12-06/2026-12-08");
        assertThat(next(timing, "2026-12-01T12:00:00Z", 3)).containsExactly("2026-12-02T08:00+01:00", "2026-12-04T08:00+01:00",
                "2026-12-09T08:00+01:00");
        // The day is the zone's: in UTC this is still the 2nd.
        assertThat(next(cron("30 0 * * *", "Europe/Berlin", "2026-12-03"), "2026-12-02T12:00:00Z", 1))
                .containsExactly("2026-12-04T00:30+01:00");
        assertThat(next(cron("* * * * *", "UTC", "2026-01-01/2070-12-31"), "2026-12-02T12:00:00Z", 1)).containsExactly("2071-01-01T00:00Z");
    }

    @Test
    void a_leap_day_may_be_eight_years_away() throws Exception {
        assertThat(next(cron("0 0 29 2 *", "UTC"), "2096-03-01T00:00:00Z", 1)).containsExactly("2104-02-29T00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0 30 2 *", "0 0 31 4,6,9,11 *", "60 * * * *", "* * * *", "* * * * * *", "0 0 1 1 * 2030", "@daily",
            "0 0 L * *",
            "0 0 15W * *", "0 0 * * 5#2", "0 22-2 * * *", "*/0 * * * *", "a b c d e", "0 8 * * 8", "-5 * * * *", "99999999999 * * * *"})
    void what_is_no_rule_is_refused_in_words(String cron) {
        assertThatThrownBy(() -> cron(cron, "UTC")).isInstanceOf(InvalidConfigurationException.class)
                .hasMessageStartingWith("cron is \"" + cron + "\": ").hasMessageContaining("30 8 * * MON-FRI");
    }

    @Test
    void so_is_every_other_field() {
        assertRefused("cron", new ScheduleTiming(Optional.of("1".repeat(100_000)), Optional.empty(), Optional.empty(), List.of()));
        assertRefused("cron", new ScheduleTiming(Optional.empty(), Optional.of(" "), Optional.empty(), List.of()));
        assertRefused("at", new ScheduleTiming(Optional.of("0 8 * * *"), Optional.of("2026-12-24T18:00"), Optional.empty(), List.of()));
        assertRefused("at", new ScheduleTiming(Optional.empty(), Optional.of("tomorrow"), Optional.empty(), List.of()));
        assertRefused("at", new ScheduleTiming(Optional.empty(), Optional.of("+999999999-12-31T23:59"), Optional.empty(), List.of()));
        for (String zone : List.of("Berlin", "+02:00", "UTC+2", "CEST")) {
            assertRefused("timeZone", new ScheduleTiming(Optional.of("0 8 * * *"), Optional.empty(), Optional.of(zone), List.of()));
        }
        for (String exception : List.of("25.12.2026", "2026-12-25/2026-12-24", "2026-02-30", "2026-12-25/", "+999999999-12-31")) {
            assertRefused("exceptions",
                    new ScheduleTiming(Optional.of("0 8 * * *"), Optional.empty(), Optional.empty(), List.of(exception)));
        }
    }

    private static void assertRefused(String key, ScheduleTiming timing) {
        assertThatThrownBy(() -> Timing.of(timing)).isInstanceOfSatisfying(InvalidConfigurationException.class,
                e -> assertThat(e.key()).isEqualTo(key)).hasMessageContaining(key);
    }

    @Test
    void without_a_zone_it_is_the_systems() throws Exception {
        assertThat(Timing.of(new ScheduleTiming(Optional.of("0 8 * * *"), Optional.empty(), Optional.of(" "), List.of())).zone())
                .isEqualTo(ZoneId.systemDefault());
    }

    @Test
    void exceptions_in_any_order_that_overlap_or_touch_are_one_row() throws Exception {
        assertThat(next(cron("0 8 * * *", "UTC", "2026-12-04", "2026-12-02", "2026-12-10/2026-12-12", "2026-12-03", "2026-12-11",
                "2026-12-09/2026-12-20", "2026-12-06/2026-12-07"), "2026-12-01T12:00:00Z", 4)).containsExactly("2026-12-05T08:00Z",
                        "2026-12-08T08:00Z", "2026-12-21T08:00Z", "2026-12-22T08:00Z");
    }

    @Test
    void more_exceptions_than_the_form_takes_are_refused() throws Exception {
        String[] days = Stream.iterate(LocalDate.of(2026, 12, 2), d -> d.plusDays(2)).limit(1_000).map(LocalDate::toString)
                .toArray(String[]::new);
        assertThat(next(cron("0 8 * * *", "UTC", days), "2026-12-01T12:00:00Z", 1)).containsExactly("2026-12-03T08:00Z");
        assertThatThrownBy(
                () -> cron("0 8 * * *", "UTC", Stream.concat(Arrays.stream(days), Stream.of("2026-12-01")).toArray(String[]::new)))
                .isInstanceOf(InvalidConfigurationException.class).hasMessageContaining("1001").hasMessageContaining("at most 1000");
    }

    @Test
    void exceptions_that_leave_no_day_are_refused() {
        assertThatThrownBy(() -> cron("0 8 * * *", "UTC", "2026-11-30/9000-01-01", "9000-01-02/9999-12-31"))
                .isInstanceOf(InvalidConfigurationException.class).hasMessageContaining("no day is left")
                .hasMessageContaining("2026-11-30/9999-12-31");
    }
}
