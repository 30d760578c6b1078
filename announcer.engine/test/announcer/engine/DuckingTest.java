package announcer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import announcer.api.Announcement;
import announcer.api.AnnouncementState;
import announcer.api.AnnouncementStatus;
import announcer.api.Priority;
import announcer.api.Request;

/** The rule duck: one of a higher priority is spoken over the other one, which goes on beneath it. */
class DuckingTest {
    private static final int CALM = 1_000;
    private static final int ALARM = 2_000;
    /** 15 dB below. */
    private static final int CALM_BENEATH = 178;

    private final Rig rig = new Rig("");
    private final FakeEngine calm = new FakeEngine("calm", Locale.US, CALM);
    private final FakeEngine alarm = new FakeEngine("alarm", Locale.GERMANY, ALARM);

    @BeforeEach
    void onAir() throws Exception {
        rig.add(calm, 1);
        rig.add(alarm, 0);
        rig.settle(() -> rig.voicesSeen.all().size() == 2);
        rig.limits(Duration.ofMinutes(1), "urgent>background = duck", "urgent>routine = duck", "emergency>urgent = duck",
                "emergency>background = duck");
        rig.pipe.readerComes();
        rig.run(Duration.ofMillis(100));
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private Announcement say(Priority p, String text, Locale voice) throws Exception {
        return rig.say(Request.of(text).withPriority(p).withLocale(voice));
    }

    private static AnnouncementState state(Announcement a) {
        return a.status().state();
    }

    private Announcement begin(Priority p, String text, Locale voice) throws Exception {
        Announcement a = say(p, text, voice);
        rig.until(() -> state(a) == AnnouncementState.SPEAKING || state(a).isFinal());
        assertThat(state(a)).as("%s", a.status()).isEqualTo(AnnouncementState.SPEAKING);
        rig.run(Duration.ofMillis(300));
        return a;
    }

    private void isSpoken(Announcement... all) {
        for (Announcement a : all) {
            rig.untilDone(a);
            assertThat(state(a)).as("%s", a.status()).isEqualTo(AnnouncementState.SPOKEN);
        }
    }

    private Optional<String> speaking() {
        return rig.main().status().speaking().map(AnnouncementStatus::id);
    }

    private Optional<String> beneath() {
        return rig.main().status().beneath().map(AnnouncementStatus::id);
    }

    @Test
    void the_lower_one_goes_on_beneath_the_higher_one_and_each_is_spoken_once() throws Exception {
        Announcement low = begin(Priority.BACKGROUND, "aaaaaaaaaaaaaaaaaaaa", Locale.US);
        Announcement high = begin(Priority.URGENT, "uuuuu", Locale.GERMAN);
        assertThat(state(low)).isEqualTo(AnnouncementState.SPEAKING);
        assertThat(speaking()).contains(high.id());
        assertThat(beneath()).contains(low.id());
        isSpoken(high);
        rig.run(Duration.ofMillis(100));
        assertThat(speaking()).contains(low.id());
        assertThat(beneath()).isEmpty();
        isSpoken(low);
        assertThat(low.status().sendings()).isEqualTo(1);
        assertThat(low.status().cause()).isEmpty();
        assertThat(high.status().sendings()).isEqualTo(1);
        assertThat(rig.framesOf(ALARM + CALM_BENEATH)).as("frames of both").isBetween(40L, 43L);
        assertThat(Duration.between(low.status().started().orElseThrow(), low.status().proof().lastFrame().orElseThrow()))
                .as("it neither waited nor was anything left out").isEqualTo(Duration.ofMillis(3_980));
    }

    @Test
    void pairs_that_wait_wait_also_while_one_is_ducked() throws Exception {
        Announcement low = begin(Priority.BACKGROUND, "aaaaaaaaaaaaaaaaaaaa", Locale.US);
        Announcement high = begin(Priority.URGENT, "uuuuu", Locale.GERMAN);
        Announcement routine = say(Priority.ROUTINE, "rr", Locale.GERMAN);
        isSpoken(high);
        Announcement again = begin(Priority.URGENT, "uu", Locale.GERMAN);
        assertThat(beneath()).contains(low.id());
        assertThat(state(routine)).isIn(AnnouncementState.QUEUED, AnnouncementState.SYNTHESISING);
        isSpoken(again, low, routine);
        assertThat(routine.status().started().orElseThrow()).isAfterOrEqualTo(low.status().proof().lastFrame().orElseThrow());
    }

    @Test
    void an_emergency_ducks_the_upper_one_and_the_one_beneath_that_is_cut_and_goes_on_afterwards() throws Exception {
        Announcement low = begin(Priority.BACKGROUND, "aaaaaaaaaaaaaaaaaaaa", Locale.US);
        Announcement high = begin(Priority.URGENT, "uuuuuuuuuuuuuuu", Locale.GERMAN);
        Announcement emergency = begin(Priority.EMERGENCY, "eee", Locale.GERMAN);
        assertThat(speaking()).contains(emergency.id());
        assertThat(beneath()).contains(high.id());
        assertThat(state(low)).isEqualTo(AnnouncementState.QUEUED);
        assertThat(low.status().cause().orElseThrow()).contains(emergency.id());
        isSpoken(emergency, high, low);
        assertThat(low.status().sendings()).isEqualTo(2);
        assertThat(high.status().sendings()).isEqualTo(1);
    }

    @Test
    void an_emergency_that_cuts_the_upper_one_is_spoken_over_the_lower_one() throws Exception {
        rig.limits(Duration.ofMinutes(1), "urgent>background = duck", "emergency>background = duck");
        Announcement low = begin(Priority.BACKGROUND, "aaaaaaaaaaaaaaaaaaaaaaaaa", Locale.US);
        Announcement high = begin(Priority.URGENT, "uuuuu", Locale.GERMAN);
        Announcement emergency = begin(Priority.EMERGENCY, "eee", Locale.GERMAN);
        assertThat(state(high)).isEqualTo(AnnouncementState.QUEUED);
        assertThat(beneath()).contains(low.id());
        isSpoken(emergency, high, low);
        assertThat(low.status().sendings()).isEqualTo(1);
        assertThat(high.status().sendings()).isEqualTo(2);
    }

    @Test
    void one_that_a_pair_makes_wait_for_the_lower_one_leaves_the_upper_one_alone() throws Exception {
        rig.limits(Duration.ofMinutes(1), "urgent>background = duck", "emergency>background = wait", "emergency>urgent = cut, repeat");
        Announcement low = begin(Priority.BACKGROUND, "aaaaaaaaaaaaaaa", Locale.US);
        Announcement high = begin(Priority.URGENT, "uuuuu", Locale.GERMAN);
        Announcement emergency = say(Priority.EMERGENCY, "eee", Locale.GERMAN);
        isSpoken(high, low, emergency);
        assertThat(high.status().sendings()).isEqualTo(1);
    }

    @Test
    void either_can_be_cancelled_while_the_other_one_goes_on() throws Exception {
        Announcement low = begin(Priority.BACKGROUND, "aaaaaaaaaaaaaaaaaaaa", Locale.US);
        Announcement high = begin(Priority.URGENT, "uuuuuuuuu", Locale.GERMAN);
        high.cancel("by hand");
        rig.untilDone(high);
        assertThat(state(high)).isEqualTo(AnnouncementState.CANCELLED);
        assertThat(state(low)).isEqualTo(AnnouncementState.SPEAKING);
        Announcement second = begin(Priority.URGENT, "uuuuuuuuu", Locale.GERMAN);
        low.cancel("by hand");
        rig.untilDone(low);
        assertThat(state(low)).isEqualTo(AnnouncementState.CANCELLED);
        assertThat(state(second)).isEqualTo(AnnouncementState.SPEAKING);
        isSpoken(second);
    }

    @Test
    void after_a_lost_reader_both_are_spoken_again_the_higher_one_over_the_lower_one() throws Exception {
        Announcement low = begin(Priority.BACKGROUND, "aaaaaaaaaaaaaaaaaaaa", Locale.US);
        Announcement high = begin(Priority.URGENT, "uuuuuuuuu", Locale.GERMAN);
        rig.pipe.readerGoes();
        rig.run(Duration.ofMillis(200));
        rig.pipe.readerComes();
        rig.until(() -> beneath().isPresent() || state(high).isFinal());
        assertThat(beneath()).contains(low.id());
        assertThat(speaking()).contains(high.id());
        isSpoken(high, low);
        assertThat(low.status().sendings()).isEqualTo(2);
        assertThat(high.status().sendings()).isEqualTo(2);
    }

    @Test
    void a_paused_channel_finishes_what_it_speaks_and_begins_nothing_over_it() throws Exception {
        Announcement low = begin(Priority.BACKGROUND, "aaaaaaaaaa", Locale.US);
        rig.pause(true);
        Announcement high = say(Priority.URGENT, "uu", Locale.GERMAN);
        rig.untilDone(low);
        rig.run(Duration.ofSeconds(1));
        assertThat(state(high)).isIn(AnnouncementState.QUEUED, AnnouncementState.SYNTHESISING);
        rig.pause(false);
        isSpoken(high);
    }
}
