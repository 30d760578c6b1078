package announcer.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import announcer.api.Priority;
import announcer.api.RejectedException;
import announcer.api.Repeat;
import announcer.api.Request;
import announcer.api.Target;
import announcer.api.config.InvalidConfigurationException;
import announcer.api.schedule.ScheduleOutcome;
import announcer.api.schedule.ScheduleRun;
import announcer.api.schedule.ScheduleStatus;

class SchedulerTest {
    @TempDir
    private Path folder;

    private static RejectedException refusal(RejectedException.Reason reason) {
        return new RejectedException(reason, "channel", "x", "no: " + reason);
    }

    private static ScheduleStatus status(Simulation s, String id) {
        return s.scheduler.find(id).orElseThrow();
    }

    private static ScheduleRun last(Simulation s, String id) {
        return status(s, id).last().orElseThrow();
    }

    /** The days of both changes in three zones, one of which shifts by half an hour; and a zone that has none of them beside each. */
    @ParameterizedTest
    @CsvSource({"Europe/Berlin, 2027-03-28, 23", "Europe/Berlin, 2027-10-31, 25", "America/New_York, 2027-03-14, 23",
            "America/New_York, 2027-11-07, 25", "Australia/Lord_Howe, 2027-10-03, 23.5", "Australia/Lord_Howe, 2027-04-04, 24.5"})
    void a_day_on_which_the_clocks_change_runs_each_time_once_and_on_time(String zone, LocalDate day, double hours) {
        ZoneId z = ZoneId.of(zone);
        Instant midnight = day.atStartOfDay(z).toInstant();
        Instant end = day.plusDays(1).atStartOfDay(z).toInstant();
        assertThat(Duration.between(midnight, end)).isEqualTo(Duration.ofMinutes((long) (hours * 60)));
        Simulation s = Simulation.inMemory(midnight.minusMillis(1500).toString());
        s.configure("quarters", "cron", "*/15 * * * *", "timeZone", zone);
        s.configure("night", "cron", "30 1,2 * * *", "timeZone", zone);
        s.configure("open", "cron", "0 9 * * *", "timeZone", zone);
        s.configure("china", "cron", "0 */6 * * *", "timeZone", "Asia/Shanghai");
        s.configure("once", "at", day + "T02:10", "timeZone", zone);
        s.runUntil(end.minusMillis(1).toString());

        List<String> wanted = new ArrayList<>();
        // Each local time of the day once, as java.time sees it; those that do not exist fall together with the end of the shift.
        TreeSet<Instant> quarters = new TreeSet<>();
        for (LocalTime t = LocalTime.MIDNIGHT; quarters.size() < 96; t = t.plusMinutes(15)) {
            quarters.add(instant(day, t, z));
            if (t.equals(LocalTime.of(23, 45))) {
                break;
            }
        }
        quarters.forEach(t -> wanted.add(t + " quarters"));
        new TreeSet<>(List.of(instant(day, LocalTime.of(1, 30), z), instant(day, LocalTime.of(2, 30), z)))
                .forEach(t -> wanted.add(t + " night"));
        wanted.add(instant(day, LocalTime.of(9, 0), z) + " open");
        wanted.add(instant(day, LocalTime.of(2, 10), z) + " once");
        for (Instant t = midnight; t.isBefore(end); t = t.plus(Duration.ofMinutes(30))) {
            int minutes = t.atZone(ZoneId.of("Asia/Shanghai")).toLocalTime().toSecondOfDay() / 60;
            if (minutes % 360 == 0) {
                wanted.add(t + " china");
            }
        }
        assertThat(s.told()).containsExactlyInAnyOrderElementsOf(wanted);
        assertThat(s.keys()).doesNotHaveDuplicates();
        assertThat(status(s, "once").done()).isTrue();
        assertThat(status(s, "quarters").next()).hasSize(5);
        assertThat(status(s, "china").problem()).isEmpty();
    }

    private static Instant instant(LocalDate day, LocalTime time, ZoneId zone) {
        var gap = zone.getRules().getTransition(day.atTime(time));
        return gap != null && gap.isGap() ? gap.getInstant() : day.atTime(time).atZone(zone).toInstant();
    }

    @Test
    void the_request_is_as_configured_and_its_key_names_the_run() {
        Simulation s = new Simulation(folder, "2026-12-01T07:00:00Z");
        s.configure("open", "cron", "0 8 * * *", "timeZone", "UTC", "channel", "lobby", "voice", "freetts/kevin", "locale", "en-GB",
                "priority", "URGENT", "timeToLiveSeconds", 30, "repeatTimes", 2, "repeatPauseSeconds", 5, "chimeBefore", "gong",
                "chimeAfter",
                "none");
        s.runUntil("2026-12-01T08:00:01Z");
        Request request = s.runs.get(0).request();
        assertThat(request.channel()).isEqualTo("lobby");
        assertThat(request.voice()).contains("freetts/kevin");
        assertThat(request.locale().orElseThrow().toLanguageTag()).isEqualTo("en-GB");
        assertThat(request.priority()).isEqualTo(Priority.URGENT);
        assertThat(request.timeToLive()).contains(Duration.ofSeconds(30));
        assertThat(request.repeat()).isEqualTo(new Repeat(2, Duration.ofSeconds(5)));
        assertThat(request.chime().before()).contains("gong");
        assertThat(request.chime().after()).contains("none");
        assertThat(request.keys().idempotency()).contains("schedule/open/2026-12-01T08:00:00Z");
        assertThat(request.keys().group()).contains("schedule/open");
        assertThat(last(s, "open")).isEqualTo(new ScheduleRun(Instant.parse("2026-12-01T08:00:00Z"), Instant.parse("2026-12-01T08:00:00Z"),
                ScheduleOutcome.ACCEPTED, Optional.of("a1"), Optional.empty()));
    }

    @Test
    void several_channels_a_zone_or_all_are_where_it_speaks() {
        Simulation s = new Simulation(folder, "2026-12-01T07:00:00Z");
        s.configure("a", "cron", "0 8 * * *", "timeZone", "UTC", "channels", new String[]{"main", "hall"});
        s.configure("b", "cron", "1 8 * * *", "timeZone", "UTC", "channels", new String[]{"*"});
        s.configure("c", "cron", "2 8 * * *", "timeZone", "UTC", "zone", "west");
        s.configure("d", "cron", "3 8 * * *", "timeZone", "UTC");
        s.runUntil("2026-12-01T08:04:00Z");
        assertThat(s.runs).extracting(run -> run.request().target()).containsExactly(new Target.Channels(List.of("main", "hall")),
                Target.ALL,
                new Target.Zone("west"), new Target.Channel("main"));
    }

    @Test
    void where_it_speaks_is_said_once() {
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(Map.of("channels", new String[]{"a", "b"}, "zone", "west"),
                Map.of("channels", new String[]{"*", "b"}), Map.of("channels", new String[]{"a ", "", "b", "a"}))) {
            Map<String, Object> values = new HashMap<>(Map.of("id", "x", "cron", "0 8 * * *", "text", "x"));
            values.putAll(wrong);
            assertThatThrownBy(() -> ScheduleSettings.check(values, id -> Optional.empty(), "announcer.schedule~x"))
                    .isInstanceOf(InvalidConfigurationException.class).hasMessageContaining("channels");
            Simulation s = new Simulation(folder, "2026-12-01T07:00:00Z");
            values.remove("id");
            s.configure("x", values.entrySet().stream().flatMap(e -> Stream.of(e.getKey(), e.getValue())).toArray());
            assertThat(status(s, "x").problem().orElseThrow()).contains("channels");
        }
    }

    @Test
    void a_try_is_no_run() throws Exception {
        Simulation s = new Simulation(folder, "2026-12-01T07:00:00Z");
        s.configure("open", "cron", "0 8 * * *", "timeZone", "UTC", "enabled", false);
        assertThat(s.scheduler.tryNow("open").orElseThrow().status().request().keys().idempotency()).isEmpty();
        assertThat(s.scheduler.tryNow("other")).isEmpty();
        s.runUntil("2026-12-02T07:00:00Z");
        assertThat(s.runs).isEmpty();
        assertThat(status(s, "open").last()).isEmpty();
        assertThat(status(s, "open").next()).isEmpty();
    }

    @Test
    void a_restart_runs_nothing_again_and_skips_what_was_missed() throws Exception {
        Simulation s = new Simulation(folder, "2026-12-01T07:59:00Z");
        s.configure("open", "cron", "0 8,9,10 * * *", "timeZone", "UTC");
        s.runUntil("2026-12-01T08:00:01Z");
        s.start();
        s.runUntil("2026-12-01T08:00:40Z");
        assertThat(s.told()).containsExactly("2026-12-01T08:00:00Z open");
        s.nothingRunsUntil("2026-12-01T10:01:01Z");
        s.start();
        s.runUntil("2026-12-01T11:00:00Z");
        assertThat(s.told()).hasSize(1);
        assertThat(last(s, "open").outcome()).isEqualTo(ScheduleOutcome.MISSED);
        assertThat(last(s, "open").due()).isEqualTo("2026-12-01T09:00:00Z");
        assertThat(last(s, "open").cause().orElseThrow()).contains("2 times");
        String kept = Files.readString(s.file);
        s.start();
        s.turn();
        assertThat(Files.readString(s.file)).isEqualTo(kept);
        assertThat(last(s, "open").outcome()).isEqualTo(ScheduleOutcome.MISSED);
    }

    @Test
    void a_start_that_is_seconds_late_misses_nothing() {
        Simulation s = new Simulation(folder, "2026-12-01T07:59:00Z");
        s.configure("open", "cron", "0 8 * * *", "timeZone", "UTC");
        s.turn();
        s.nothingRunsUntil("2026-12-01T08:00:20Z");
        s.start();
        s.turn();
        assertThat(s.told()).containsExactly("2026-12-01T08:00:20Z open");
        assertThat(last(s, "open").cause()).isEmpty();
    }

    @Test
    void run_once_says_the_latest_missed_time_late_and_once() {
        Simulation s = new Simulation(folder, "2026-12-01T06:59:00Z");
        s.configure("open", "cron", "0 8,9,10 * * *", "timeZone", "UTC", "missed", "RUN_ONCE", "missedWithinMinutes", 30);
        s.configure("late", "cron", "0 9 * * *", "timeZone", "UTC", "missed", "RUN_ONCE", "missedWithinMinutes", 30);
        s.turn();
        s.nothingRunsUntil("2026-12-01T10:20:00Z");
        s.start();
        s.runUntil("2026-12-01T11:00:00Z");
        assertThat(s.told()).containsExactly("2026-12-01T10:20:00Z open");
        assertThat(s.keys()).containsExactly("schedule/open/2026-12-01T10:00:00Z");
        assertThat(last(s, "open").cause()).contains("20 min late; left out before it: 2 times");
        assertThat(last(s, "late").outcome()).isEqualTo(ScheduleOutcome.MISSED);
    }

    /** A crash after the submission and before the record: the same key again, for the engine to know. */
    @Test
    void a_crash_between_submission_and_record_submits_again_under_the_same_key() throws Exception {
        Simulation s = new Simulation(folder, "2026-12-01T07:59:00Z");
        s.configure("open", "cron", "0 8 * * *", "timeZone", "UTC");
        s.turn();
        byte[] before = Files.readAllBytes(s.file);
        s.runUntil("2026-12-01T08:00:01Z");
        Files.write(s.file, before);
        s.start();
        s.turn();
        assertThat(s.keys()).containsExactly("schedule/open/2026-12-01T08:00:00Z", "schedule/open/2026-12-01T08:00:00Z");
    }

    @Test
    void a_clock_that_is_set_back_runs_no_time_twice_and_loses_none() {
        Simulation s = new Simulation(folder, "2026-12-01T07:30:00Z");
        s.configure("half", "cron", "0,30 * * * *", "timeZone", "UTC");
        s.runUntil("2026-12-01T09:00:10Z");
        assertThat(s.told()).hasSize(3);
        s.set("2026-12-01T07:50:00Z");
        s.turn();
        assertThat(status(s, "half").next().get(0).time().toInstant()).isEqualTo("2026-12-01T09:30:00Z");
        s.runUntil("2026-12-01T09:30:10Z");
        assertThat(s.told()).containsExactly("2026-12-01T08:00:00Z half", "2026-12-01T08:30:00Z half", "2026-12-01T09:00:00Z half",
                "2026-12-01T09:30:00Z half");
    }

    @Test
    void a_clock_that_was_wrong_for_a_while_loses_no_time_when_it_is_right_again() {
        Simulation s = new Simulation(folder, "2026-12-01T07:00:00Z");
        s.configure("open", "cron", "0 8 * * *", "timeZone", "UTC");
        s.turn();
        s.set("2027-12-01T12:00:00Z");
        s.turn();
        assertThat(last(s, "open").outcome()).isEqualTo(ScheduleOutcome.MISSED);
        s.set("2026-12-01T07:00:30Z");
        s.runUntil("2026-12-02T08:00:10Z");
        assertThat(s.told()).containsExactly("2026-12-01T08:00:00Z open", "2026-12-02T08:00:00Z open");
        // The clock of a machine without a battery begins in 1970 and is set a little later.
        s.set("1970-01-01T00:00:00Z");
        s.start();
        s.turn();
        s.set("2026-12-02T08:00:30Z");
        s.turn();
        assertThat(s.told()).hasSize(2);
        assertThat(last(s, "open").outcome()).isEqualTo(ScheduleOutcome.ACCEPTED);
    }

    @Test
    void a_clock_that_is_set_forward_over_times_misses_them() {
        Simulation s = new Simulation(folder, "2026-12-01T07:00:00Z");
        s.configure("skipped", "cron", "0 8 * * *", "timeZone", "UTC");
        s.configure("late", "cron", "0 8 * * *", "timeZone", "UTC", "missed", "RUN_ONCE");
        s.runUntil("2026-12-01T07:10:00Z");
        s.set("2026-12-01T08:10:00Z");
        s.turn();
        assertThat(s.told()).containsExactly("2026-12-01T08:10:00Z late");
        assertThat(last(s, "skipped").outcome()).isEqualTo(ScheduleOutcome.MISSED);
    }

    @Test
    void after_a_suspend_the_clock_is_looked_at_within_half_a_minute() {
        Simulation s = new Simulation(folder, "2026-12-01T07:00:00Z");
        s.configure("open", "cron", "0 8 * * *", "timeZone", "UTC");
        s.turn();
        // The monotonic clock stands still meanwhile.
        s.set("2026-12-01T07:59:45Z");
        s.turn();
        s.turn();
        assertThat(s.told()).containsExactly("2026-12-01T08:00:00Z open");
    }

    @Test
    void what_is_refused_for_now_is_tried_again_until_it_is_too_late() {
        Simulation s = new Simulation(folder, "2026-12-01T07:59:59Z");
        s.configure("open", "cron", "0 8,9 * * *", "timeZone", "UTC");
        s.engine.refusal = refusal(RejectedException.Reason.QUEUE_FULL);
        s.runUntil("2026-12-01T08:00:20Z");
        assertThat(status(s, "open").problem()).contains("no: QUEUE_FULL");
        s.engine.refusal = null;
        s.runUntil("2026-12-01T08:00:30Z");
        assertThat(s.told()).containsExactly("2026-12-01T08:00:20Z open");
        assertThat(status(s, "open").problem()).isEmpty();
        s.present = Optional.empty();
        s.runUntil("2026-12-01T09:01:10Z");
        s.present = Optional.of(s.engine);
        s.runUntil("2026-12-01T10:00:00Z");
        assertThat(s.told()).hasSize(1);
        assertThat(last(s, "open").outcome()).isEqualTo(ScheduleOutcome.REFUSED);
        assertThat(last(s, "open").due()).isEqualTo("2026-12-01T09:00:00Z");
        assertThat(last(s, "open").cause().orElseThrow()).contains("engine bundle is not running");
    }

    @Test
    void a_time_that_gives_way_to_the_next_one_is_told_of() {
        Simulation s = new Simulation(folder, "2026-12-01T07:59:59Z");
        s.configure("minutes", "cron", "0,1 8 * * *", "timeZone", "UTC");
        s.engine.refusal = refusal(RejectedException.Reason.QUEUE_FULL);
        s.runUntil("2026-12-01T08:00:59Z");
        s.engine.refusal = null;
        s.set("2026-12-01T08:01:00Z");
        s.runUntil("2026-12-01T08:01:10Z");
        assertThat(s.keys()).containsExactly("schedule/minutes/2026-12-01T08:01:00Z");
        assertThat(last(s, "minutes").cause()).contains("left out before it: 1 time");
    }

    @Test
    void what_is_refused_for_good_is_not_tried_again() {
        Simulation s = new Simulation(folder, "2026-12-01T07:59:59Z");
        s.configure("open", "cron", "0 8 * * *", "timeZone", "UTC");
        s.engine.refusal = refusal(RejectedException.Reason.BAD_MARKUP);
        s.runUntil("2026-12-01T08:00:02Z");
        s.engine.refusal = null;
        s.runUntil("2026-12-01T09:00:00Z");
        assertThat(s.told()).isEmpty();
        assertThat(last(s, "open").outcome()).isEqualTo(ScheduleOutcome.REFUSED);
        assertThat(last(s, "open").cause()).contains("no: BAD_MARKUP");
    }

    @Test
    void an_engine_that_fails_stops_neither_the_others_nor_the_thread() {
        Simulation s = new Simulation(folder, "2026-12-01T07:59:59Z");
        s.configure("open", "cron", "0 8 * * *", "timeZone", "UTC");
        s.engine.fault = new IllegalStateException("hm");
        s.runUntil("2026-12-01T08:00:02Z");
        assertThat(status(s, "open").problem().orElseThrow()).contains("hm");
        s.engine.fault = null;
        s.runUntil("2026-12-01T08:00:10Z");
        assertThat(s.told()).hasSize(1);
    }

    @Test
    void another_rule_has_missed_nothing_and_a_done_one_stays_done() {
        Simulation s = new Simulation(folder, "2026-12-01T07:00:00Z");
        s.configure("edited", "cron", "0 12 * * *", "timeZone", "UTC", "missed", "RUN_ONCE");
        s.configure("paused", "cron", "30 7 * * *", "timeZone", "UTC", "missed", "RUN_ONCE", "enabled", false);
        s.configure("once", "at", "2026-12-01T07:15", "timeZone", "UTC", "missed", "RUN_ONCE");
        s.runUntil("2026-12-01T07:40:00Z");
        s.configure("edited", "cron", "30 7 * * *", "timeZone", "UTC", "missed", "RUN_ONCE");
        s.configure("paused", "cron", "30 7 * * *", "timeZone", "UTC", "missed", "RUN_ONCE");
        s.configure("once", "at", "2026-12-01T07:15", "timeZone", "UTC", "missed", "RUN_ONCE", "text", "Say other");
        s.configure("past", "at", "2026-12-01T07:35", "timeZone", "UTC", "missed", "RUN_ONCE");
        s.runUntil("2026-12-01T08:00:00Z");
        assertThat(s.told()).containsExactly("2026-12-01T07:15:00Z once");
        assertThat(status(s, "once").done()).isTrue();
        assertThat(last(s, "once").announcement()).contains("a1");
        assertThat(status(s, "past").done()).isTrue();
        s.configure("once", "at", "2026-12-01T09:15", "timeZone", "UTC");
        assertThat(status(s, "once").done()).isFalse();
        s.runUntil("2026-12-01T09:15:01Z");
        assertThat(s.told()).hasSize(2);
    }

    @Test
    void a_time_that_has_come_is_the_next_one_until_it_is_settled() {
        Simulation s = new Simulation(folder, "2026-12-01T07:59:00Z");
        s.configure("once", "at", "2026-12-01T08:00", "timeZone", "UTC");
        s.turn();
        s.nothingRunsUntil("2026-12-01T08:00:00.100Z");
        assertThat(status(s, "once").done()).isFalse();
        assertThat(status(s, "once").next()).hasSize(1);
        s.turn();
        assertThat(status(s, "once").done()).isTrue();
        assertThat(last(s, "once").announcement()).contains("a1");
    }

    @Test
    void one_that_was_deleted_and_made_again_has_missed_nothing() {
        Simulation s = new Simulation(folder, "2026-12-01T07:00:00Z");
        s.configure("open", "cron", "0 8 * * *", "timeZone", "UTC", "missed", "RUN_ONCE");
        s.turn();
        s.delete("open");
        s.nothingRunsUntil("2026-12-01T08:30:00Z");
        s.turn();
        s.configure("open", "cron", "0 8 * * *", "timeZone", "UTC", "missed", "RUN_ONCE");
        s.runUntil("2026-12-01T09:00:00Z");
        assertThat(s.told()).isEmpty();
        assertThat(status(s, "open").last()).isEmpty();
    }

    @Test
    void a_wrong_one_is_shown_with_its_problem_and_stops_no_other() {
        Simulation s = new Simulation(folder, "2026-12-01T07:59:00Z");
        s.configure("bad", "cron", "0 25 * * *");
        s.configure("empty", "cron", "0 8 * * *", "text", "");
        s.configure("both", "cron", "0 8 * * *", "ssml", "<speak>a</speak>");
        s.configure("tongue", "cron", "0 8 * * *", "locale", "not a tag");
        s.configure("check", "cron", "0 8 * * *");
        s.configure("Big Id", "cron", "0 8 * * *");
        s.configure("good", "cron", "0 8 * * *", "timeZone", "UTC");
        s.configure("good", "cron", "1 8 * * *", "timeZone", "UTC", "name", "twin");
        s.configure("gong", "cron", "0 8 * * *", "timeZone", "UTC", "text", "", "chimeBefore", "gong");
        s.runUntil("2026-12-01T08:05:00Z");
        assertThat(s.runs).extracting(r -> r.request().text()).containsExactlyInAnyOrder("Say good", "");
        assertThat(s.scheduler.all()).filteredOn(x -> x.problem().isPresent()).extracting(ScheduleStatus::id).containsExactly("Big Id",
                "bad",
                "both", "check", "empty", "good", "tongue");
        assertThat(s.scheduler.all()).filteredOn(x -> x.pid().endsWith("~twin")).singleElement()
                .satisfies(x -> assertThat(x.problem().orElseThrow()).contains("announcer.schedule~good"));
        s.delete("good");
        s.runUntil("2026-12-02T08:05:00Z");
        assertThat(s.told()).contains("2026-12-02T08:01:00Z good");
    }

    @Test
    void a_damaged_file_is_set_aside_and_nothing_counts_as_missed() throws Exception {
        Simulation s = new Simulation(folder, "2026-12-01T07:00:00Z");
        s.configure("open", "cron", "0 8 * * *", "timeZone", "UTC", "missed", "RUN_ONCE");
        s.turn();
        Files.writeString(s.file, Files.readString(s.file).substring(0, 40));
        s.nothingRunsUntil("2026-12-01T08:30:00Z");
        s.start();
        s.runUntil("2026-12-02T08:00:10Z");
        assertThat(s.told()).containsExactly("2026-12-02T08:00:00Z open");
        try (var files = Files.list(s.file.getParent())) {
            assertThat(files.map(f -> f.getFileName().toString())).anyMatch(n -> n.startsWith("runs.json.damaged-")).contains("runs.json");
        }
    }

    @Test
    void what_cannot_be_written_is_said_and_still_runs_once() throws Exception {
        Files.writeString(folder.resolve("schedule"), "in the way");
        Simulation s = new Simulation(folder, "2026-12-01T07:59:00Z");
        s.configure("open", "cron", "0 8 * * *", "timeZone", "UTC");
        s.runUntil("2026-12-01T08:10:00Z");
        assertThat(s.told()).hasSize(1);
        assertThat(status(s, "open").problem()).isPresent();
    }

    @Test
    void what_is_due_is_submitted_before_anybody_counts_what_was_missed() {
        Simulation s = Simulation.inMemory("2026-12-01T07:00:00Z");
        s.configure("old", "cron", "0 7 * * *", "timeZone", "UTC");
        s.configure("open", "cron", "0 8 * * *", "timeZone", "UTC");
        s.turn();
        s.nothingRunsUntil("2026-12-15T08:00:00Z");
        List<Boolean> counted = new ArrayList<>();
        s.beforeEachAnnouncement(() -> counted.add(status(s, "old").last().isPresent()));
        s.turn();
        assertThat(counted).containsExactly(false);
        assertThat(last(s, "open").cause()).contains("left out before it: 14 times");
        assertThat(last(s, "old").cause().orElseThrow()).contains("14 times");
    }

    @Test
    void next_times_are_not_computed_anew_while_nothing_has_run() {
        Simulation s = Simulation.inMemory("2026-12-01T07:00:00Z");
        s.configure("open", "cron", "0 8 * * *", "timeZone", "UTC");
        s.turn();
        List<?> first = status(s, "open").next();
        assertThat(status(s, "open").next()).hasSize(5).isSameAs(first);
        s.runUntil("2026-12-01T08:00:01Z");
        assertThat(status(s, "open").next()).hasSize(5).isNotEqualTo(first);
    }

    @Test
    void no_error_ends_the_thread() {
        Simulation s = new Simulation(folder, "2026-12-01T07:59:59Z");
        s.configure("open", "cron", "0 8 * * *", "timeZone", "UTC");
        s.beforeEachAnnouncement(() -> {
            throw new OutOfMemoryError("a test");
        });
        s.runUntil("2026-12-01T08:00:02Z");
        assertThat(status(s, "open").problem().orElseThrow()).contains("a test");
        s.present = Optional.of(s.engine);
        s.runUntil("2026-12-01T08:00:20Z");
        assertThat(s.told()).hasSize(1);
    }

    @Test
    void it_is_told_that_nobody_has_looked_for_long() {
        Simulation s = Simulation.inMemory("2026-12-01T07:00:00Z");
        s.configure("open", "cron", "0 8 * * *", "timeZone", "UTC");
        s.turn();
        assertThat(s.scheduler.problem()).isEmpty();
        s.clock.pass(Duration.ofSeconds(61).toNanos());
        assertThat(s.scheduler.problem().orElseThrow()).contains("announcer-schedule", "restart");
        s.turn();
        assertThat(s.scheduler.problem()).isEmpty();
    }

    @Test
    void one_that_was_deleted_right_before_the_end_and_made_again_has_missed_nothing() {
        Simulation s = new Simulation(folder, "2026-12-01T07:00:00Z");
        s.configure("open", "cron", "0 8 * * *", "timeZone", "UTC", "missed", "RUN_ONCE");
        s.turn();
        s.delete("open");
        s.stop();
        s.nothingRunsUntil("2026-12-01T08:30:00Z");
        s.start();
        s.configure("open", "cron", "0 8 * * *", "timeZone", "UTC", "missed", "RUN_ONCE");
        s.runUntil("2026-12-01T09:00:00Z");
        assertThat(s.told()).isEmpty();
    }

    @Test
    void a_thread_that_is_left_behind_submits_and_stores_nothing_more() throws Exception {
        Simulation s = new Simulation(folder, "2026-12-01T07:59:00Z");
        s.configure("first", "cron", "0 8 * * *", "timeZone", "UTC");
        s.configure("second", "cron", "0 8 * * *", "timeZone", "UTC");
        s.turn();
        String kept = Files.readString(s.file);
        s.beforeEachAnnouncement(s::stop);
        s.set("2026-12-01T08:00:00Z");
        s.turn();
        assertThat(s.runs).hasSize(1);
        assertThat(Files.readString(s.file)).isEqualTo(kept);
    }
}
