package announcer.monitor.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.Result.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import announcer.api.ChannelStatus;
import announcer.api.BackgroundStatus;
import announcer.api.AnnouncementState;
import announcer.api.AnnouncementStatus;
import announcer.api.ChimeStatus;
import announcer.api.ZoneStatus;
import announcer.api.JournalStatus;
import announcer.api.PacingStatus;
import announcer.api.config.SettingsValues;
import announcer.testing.FakeLexicon;
import announcer.testing.FakeSchedules;
import announcer.api.schedule.ScheduleRun;
import announcer.api.schedule.ScheduleOutcome;
import java.time.Instant;
import announcer.api.stream.PushState;
import announcer.api.calling.CallState;
import announcer.monitor.Samples;
import announcer.monitor.sample.MonitorSampler;
import announcer.monitor.sample.Snapshot;
import announcer.testing.FakeAnnouncer;
import announcer.testing.FakeCalling;

class ChecksTest {
    private static final Path HOME = Path.of("/home/of/announcer");

    private static Result channels(Snapshot snapshot) {
        return new ChannelsCheck(null).result(snapshot, Samples.LIMITS);
    }

    private static Result voices(Snapshot snapshot) {
        return new VoicesCheck(null).result(snapshot, Samples.LIMITS);
    }

    private static Result disk(long freeBytes) {
        FormattingResultLog log = new FormattingResultLog();
        DiskCheck.check(HOME, freeBytes, Samples.LIMITS, log);
        return new Result(log);
    }

    private static Result memory(long used, long max) {
        FormattingResultLog log = new FormattingResultLog();
        MemoryCheck.check(used, max, Samples.LIMITS, log);
        return new Result(log);
    }

    @TempDir
    Path folder;

    private static Result journal(Optional<JournalStatus> journal) {
        FakeAnnouncer announcer = new FakeAnnouncer();
        announcer.journal = journal;
        return new JournalCheck(new MonitorSampler(Samples.LIMITS, Clock.systemUTC(), announcer)).execute();
    }

    @Test
    void without_a_journal_announcements_are_kept_in_memory_only() {
        assertThat(journal(Optional.empty()).getStatus()).isEqualTo(Status.WARN);
        assertThat(journal(Optional.empty()).toString()).contains("in memory only").contains("announcer.journal");
        assertThat(journal(Optional.of(new JournalStatus(7, 3 << 20, Optional.empty()))).getStatus()).isEqualTo(Status.OK);
        Result full = journal(Optional.of(new JournalStatus(7, 3 << 20, Optional.of("the disk is full"))));
        assertThat(full.getStatus()).isEqualTo(Status.WARN);
        assertThat(full.toString()).contains("the disk is full");
    }

    @Test
    void a_call_that_was_not_spoken_is_a_warning_where_numbers_are_called() throws Exception {
        assertThat(CallingCheck.check(Optional.empty()).getStatus()).isEqualTo(Status.OK);
        FakeCalling calling = new FakeCalling();
        assertThat(CallingCheck.check(Optional.of(calling.desk())).getStatus()).isEqualTo(Status.OK);
        calling.callState = CallState.EXPIRED;
        Result expired = CallingCheck.check(Optional.of(calling.desk()));
        assertThat(expired.getStatus()).isEqualTo(Status.WARN);
        assertThat(expired.toString()).contains("A-023").contains("EXPIRED");
        calling.callState = CallState.SPOKEN;
        calling.problem = Optional.of("there is no journal");
        assertThat(CallingCheck.check(Optional.of(calling.desk())).toString()).contains("WARN").contains("there is no journal");
    }

    @Test
    void a_home_with_whole_files_is_well() throws IOException {
        Files.createDirectories(folder.resolve("conf"));
        SettingsValues whole = new SettingsValues("announcer.web", Optional.empty(), Map.of(), Optional.empty());

        assertThat(FilesCheck.check(folder, List.of(), List.of(whole)).getStatus()).isEqualTo(Status.OK);
    }

    @Test
    void what_was_set_aside_or_mended_at_the_start_is_a_warning_until_it_is_gone() throws IOException {
        Files.createDirectories(folder.resolve("data/access"));
        Path aside = Files.createFile(folder.resolve("data/access/tokens.json.damaged-20261130T102233Z"));

        Result result = FilesCheck.check(folder, List.of("bundle 12, product:announcer.web: mended"), List.of());
        assertThat(result.getStatus()).isEqualTo(Status.WARN);
        assertThat(result.toString()).contains("tokens.json.damaged-20261130T102233Z", "bundle 12, product:announcer.web: mended");

        Files.delete(aside);
        assertThat(FilesCheck.check(folder, List.of(), List.of()).getStatus()).isEqualTo(Status.OK);
    }

    @Test
    void a_chime_that_cannot_be_heard_is_a_warning() {
        ChimeStatus gong = new ChimeStatus("gong", "built-in", Optional.of(Duration.ofSeconds(2)), Optional.empty());
        assertThat(ChimesCheck.check(List.of(gong)).getStatus()).isEqualTo(Status.OK);
        Result result = ChimesCheck.check(List.of(gong, new ChimeStatus("x", "sounds/x.wav", Optional.empty(),
                Optional.of("chime \"x\" (sounds/x.wav): it is not a WAV file"))));
        assertThat(result.getStatus()).isEqualTo(Status.WARN);
        assertThat(result.toString()).contains("sounds/x.wav", "spoken without it");
    }

    @Test
    void a_zone_that_names_a_channel_that_is_not_there_is_a_warning() {
        ZoneStatus west = new ZoneStatus("west", "", List.of("main"), Optional.empty());
        assertThat(ZonesCheck.check(List.of(west)).getStatus()).isEqualTo(Status.OK);
        Result result = ZonesCheck
                .check(List.of(west, new ZoneStatus("east", "", List.of("gone"), Optional.of("zone east names channel gone"))));
        assertThat(result.getStatus()).isEqualTo(Status.WARN);
        assertThat(result.toString()).contains("zone east names channel gone", "1 zones have all");
    }

    @Test
    void background_sound_that_is_silent_or_in_parts_is_a_warning_and_a_channel_without_is_well() {
        assertThat(BackgroundCheck.check(List.of(Samples.channel("main", true, Optional.empty()))).getStatus()).isEqualTo(Status.OK);
        assertThat(background(BackgroundStatus.State.DUCKED, Optional.empty()).getStatus()).isEqualTo(Status.OK);
        assertThat(background(BackgroundStatus.State.PLAYING, Optional.of("a.wav is left out")).getStatus()).isEqualTo(Status.WARN);
        Result silent = background(BackgroundStatus.State.SILENT, Optional.of("there is no folder x"));
        assertThat(silent.getStatus()).isEqualTo(Status.WARN);
        assertThat(silent.toString()).contains("main", "there is no folder x", "tried again");
    }

    private static Result background(BackgroundStatus.State state, Optional<String> cause) {
        ChannelStatus c = Samples.channel("main", true, Optional.empty());
        return BackgroundCheck.check(List.of(new ChannelStatus(c.id(), c.format(), c.onAir(), c.onAirSince(), c.paused(), c.peakDbfs(),
                c.speaking(), c.beneath(), c.queued(), c.queueCapacity(), c.voice(), c.pacing(), c.transport(), c.inputUrl(), c.playUrl(),
                c.push(), c.hearing(), Optional.of(new BackgroundStatus("x", state, Instant.EPOCH, cause)), c.problem())));
    }

    @Test
    void a_setting_that_is_not_in_its_file_is_a_warning() {
        SettingsValues unwritten = new SettingsValues("announcer.web", Optional.empty(), Map.of(), Optional.of("it cannot be written"));

        Result result = FilesCheck.check(folder, List.of(), List.of(unwritten));
        assertThat(result.getStatus()).isEqualTo(Status.WARN);
        assertThat(result.toString()).contains("announcer.web", "it cannot be written");
    }

    @Test
    void a_schedule_that_is_wrong_or_was_refused_is_a_warning_and_one_that_was_missed_is_none() {
        Instant due = Instant.parse("2026-11-30T08:00:00Z");
        Result result = SchedulesCheck.check(Optional.empty(), List.of(FakeSchedules.nightly("good", Optional.empty(), Optional.empty()),
                FakeSchedules.nightly("missed",
                        Optional.of(new ScheduleRun(due, due, ScheduleOutcome.MISSED, Optional.empty(), Optional.of("asleep"))),
                        Optional.empty()),
                FakeSchedules.nightly("bad", Optional.empty(), Optional.of("cron is \"x\"")),
                FakeSchedules.nightly("refused",
                        Optional.of(new ScheduleRun(due, due, ScheduleOutcome.REFUSED, Optional.empty(), Optional.of("no channel attic"))),
                        Optional.empty())));
        assertThat(result.getStatus()).isEqualTo(Status.WARN);
        assertThat(result.toString()).contains("cron is \"x\"", "no channel attic", "2026-11-30T08:00:00Z").doesNotContain("asleep",
                "good");
        assertThat(SchedulesCheck.check(Optional.empty(), List.of()).getStatus()).isEqualTo(Status.OK);
        assertThat(SchedulesCheck.check(Optional.of("no schedule was looked at for 300 s"), List.of()).getStatus())
                .isEqualTo(Status.CRITICAL);
    }

    @Test
    void a_lexicon_that_is_not_in_use_is_a_warning() {
        assertThat(LexiconsCheck.check(List.of()).getStatus()).isEqualTo(Status.OK);
        Result result = LexiconsCheck.check(new FakeLexicon().files());
        assertThat(result.getStatus()).isEqualTo(Status.WARN);
        assertThat(result.toString()).contains("x.pls", "line 1: it is not whole").doesNotContain("en.tsv");
    }

    @Test
    void a_channel_on_the_air_is_well() {
        assertThat(
                channels(Samples.snapshot(0, Samples.channel("main", true, Optional.of(Samples.push(PushState.PUSHING, 0))))).getStatus())
                .isEqualTo(Status.OK);
    }

    @Test
    void a_channel_that_is_to_be_published_and_is_not_is_a_warning_first_and_critical_after_the_limit() {
        var channel = Samples.channel("main", false, Optional.of(Samples.push(PushState.BACKING_OFF, 3)));
        assertThat(channels(Samples.snapshot(10, channel)).getStatus()).isEqualTo(Status.WARN);
        Result later = channels(Samples.snapshot(11, channel));
        assertThat(later.getStatus()).isEqualTo(Status.CRITICAL);
        assertThat(later.toString()).contains("main", "11 s", "rtsp://***@far/main refused").doesNotContain("pass");
    }

    @Test
    void a_paused_channel_off_the_air_is_a_warning_only() {
        var channel = Samples.channel("main", false, true, Optional.of(Samples.push(PushState.BACKING_OFF, 3)), List.of(),
                new PacingStatus(0, 0, 0, 0, 0, 0, 0));
        assertThat(channels(Samples.snapshot(1_000, channel)).getStatus()).isEqualTo(Status.WARN);
    }

    @Test
    void a_channel_that_is_pushed_by_hand_may_be_off_the_air() {
        assertThat(channels(Samples.snapshot(1_000, Samples.channel("main", false, Optional.empty()))).getStatus()).isEqualTo(Status.OK);
    }

    @Test
    void a_push_that_restarts_is_a_warning_although_its_reader_is_still_there() {
        var channel = Samples.channel("main", true, Optional.of(Samples.push(PushState.STALE, 1)));
        assertThat(channels(Samples.snapshot(0, channel)).getStatus()).isEqualTo(Status.WARN);
    }

    @Test
    void without_an_engine_it_is_critical_and_says_which_bundle_to_start() {
        Result result = channels(Snapshot.empty(Samples.NOON));
        assertThat(result.getStatus()).isEqualTo(Status.CRITICAL);
        assertThat(result.toString()).contains("announcer.engine");
    }

    @Test
    void no_voice_at_all_is_critical_and_one_engine_that_is_not_well_a_warning() {
        assertThat(voices(Samples.snapshot(List.of())).getStatus()).isEqualTo(Status.CRITICAL);
        assertThat(voices(Samples.snapshot(List.of(Samples.engine("a", 0, Optional.of("no dictionary"))))).getStatus())
                .isEqualTo(Status.CRITICAL);
        assertThat(voices(Samples.snapshot(List.of(Samples.engine("a", 0, Optional.empty())))).getStatus()).isEqualTo(Status.OK);
        Result one = voices(
                Samples.snapshot(List.of(Samples.engine("a", 0, Optional.empty()), Samples.engine("b", 0, Optional.of("no dictionary")))));
        assertThat(one.getStatus()).isEqualTo(Status.WARN);
        assertThat(one.toString()).contains("no dictionary");
        assertThat(voices(Samples.snapshot(List.of(Samples.engine("a", 3, Optional.empty())))).getStatus())
                .isEqualTo(Status.WARN);
    }

    @Test
    void voices_that_nobody_has_told_of_yet_are_no_fault() {
        assertThat(voices(Samples.snapshot(0)).getStatus()).isEqualTo(Status.OK);
    }

    @Test
    void an_announcement_that_waits_longer_than_the_limit_is_a_warning_that_says_what_to_do() {
        AnnouncementStatus waits = Samples.announcement("a1", "one", AnnouncementState.QUEUED, Optional.empty(), -1, 0);
        var channel = Samples.channel("main", true, true, Optional.empty(), List.of(waits), new PacingStatus(0, 0, 0, 0, 0, 0, 0));
        Snapshot now = Samples.snapshot(0, channel);
        Snapshot later = new Snapshot(Samples.NOON.plusSeconds(61), true, now.channels(), now.histories(), now.engines(), now.cache());
        assertThat(new QueuesCheck(null).result(now, Samples.LIMITS).getStatus()).isEqualTo(Status.OK);
        assertThat(new QueuesCheck(null).result(later, Samples.LIMITS).getStatus()).isEqualTo(Status.WARN);
        assertThat(new QueuesCheck(null).result(later, Samples.LIMITS).toString()).contains("61 s", "resume");
    }

    @Test
    void drift_and_lateness_are_warnings_on_the_air_only() {
        PacingStatus bad = new PacingStatus(0, -201, 0, 51_000, 0, 1, 0);
        var on = Samples.channel("main", true, false, Optional.empty(), List.of(), bad);
        var off = Samples.channel("main", false, false, Optional.empty(), List.of(), bad);
        Result result = new PacingCheck(null).result(Samples.snapshot(0, on), Samples.LIMITS);
        assertThat(result.getStatus()).isEqualTo(Status.WARN);
        assertThat(result.toString()).contains("201 ms of sound less", "51 ms late");
        assertThat(new PacingCheck(null).result(Samples.snapshot(0, off), Samples.LIMITS).getStatus()).isEqualTo(Status.OK);
    }

    @Test
    void too_little_disk_space_is_a_warning_and_hardly_any_critical() {
        assertThat(disk(500_000_000).getStatus()).isEqualTo(Status.OK);
        assertThat(disk(499_999_999).getStatus()).isEqualTo(Status.WARN);
        assertThat(disk(49_999_999).getStatus()).isEqualTo(Status.CRITICAL);
    }

    @Test
    void a_heap_that_is_full_after_a_collection_is_a_warning() {
        assertThat(memory(90, 100).getStatus()).isEqualTo(Status.OK);
        assertThat(memory(91, 100).getStatus()).isEqualTo(Status.WARN);
        assertThat(memory(91, -1).getStatus()).isEqualTo(Status.OK);
    }
}
