package announcer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.osgi.framework.ServiceReference;

import announcer.api.Announcement;
import announcer.api.AnnouncementState;
import announcer.api.CancelSelector;
import announcer.api.Keys;
import announcer.api.Priority;
import announcer.api.RejectedException;
import announcer.api.RejectedException.Reason;
import announcer.api.Repeat;
import announcer.api.Request;
import announcer.api.speech.SpeechEngine;

/** What a caller may say of an announcement beside its text, and what is refused: keys, priorities, repeats, a full queue. */
class IntakeTest {
    private final Rig rig = new Rig("");
    private final FakeEngine english = new FakeEngine("english", Locale.US, 1000);

    @AfterEach
    void close() {
        rig.close();
    }

    private static Request call(String text, String supersede) {
        return Request.of(text).withKeys(Keys.NONE.withSupersede(supersede));
    }

    private static AnnouncementState state(Announcement a) {
        return a.status().state();
    }

    private static Reason reason(Throwable t) {
        return ((RejectedException) t).reason();
    }

    @Test
    void a_submission_that_is_repeated_is_spoken_once_also_when_its_voice_has_gone_meanwhile() throws Exception {
        ServiceReference<SpeechEngine> ref = rig.add(english, 0);
        rig.pipe.readerComes();
        rig.settle(() -> !rig.voicesSeen.all().isEmpty());
        Request r = Request.of("aa").withVoice("english/v").withKeys(Keys.NONE.withIdempotency("k1"));
        Announcement a = rig.say(r);
        assertThat(rig.say(r)).isSameAs(a);
        rig.untilDone(a);
        rig.remove(ref);
        assertThat(rig.say(r).status().state()).isEqualTo(AnnouncementState.SPOKEN);
        rig.run(Duration.ofSeconds(2));
        assertThat(rig.framesOf(1000)).isEqualTo(20);
        assertThat(rig.admission.recent(10)).hasSize(1);
        assertThatThrownBy(() -> rig.say(Request.of("b").withKeys(Keys.NONE.withIdempotency("k1"))))
                .satisfies(e -> assertThat(reason(e)).isEqualTo(Reason.KEY_REUSED));
    }

    @Test
    void one_that_was_refused_may_be_submitted_again_with_its_key() throws Exception {
        rig.add(english, 0);
        for (int i = 0; i < 5; i++) {
            rig.say("x");
        }
        Request r = Request.of("aa").withKeys(Keys.NONE.withIdempotency("k1"));
        assertThatThrownBy(() -> rig.say(r)).satisfies(e -> assertThat(reason(e)).isEqualTo(Reason.QUEUE_FULL));
        rig.pipe.readerComes();
        rig.run(Duration.ofSeconds(5));
        Announcement a = rig.say(r);
        rig.untilDone(a);
        assertThat(state(a)).isEqualTo(AnnouncementState.SPOKEN);
    }

    @Test
    void a_call_again_replaces_the_earlier_one_that_waits_and_only_in_its_channel() throws Exception {
        rig.add(english, 0);
        rig.addChannels(1);
        Announcement first = rig.say(call("a", "A12"));
        Announcement elsewhere = rig.say(call("a", "A12").withChannel("c0"));
        rig.turn();
        Announcement again = rig.say(call("aa", "A12"));
        rig.turn();
        assertThat(state(first)).isEqualTo(AnnouncementState.CANCELLED);
        assertThat(first.status().cause().orElseThrow()).contains(again.id()).contains("supersede key");
        assertThat(state(elsewhere).isFinal()).isFalse();
        rig.pipe.readerComes();
        rig.untilDone(again);
        assertThat(rig.framesOf(1000)).isEqualTo(20);
    }

    @Test
    void a_call_again_lets_the_earlier_one_that_is_being_spoken_go_on() throws Exception {
        rig.add(english, 0);
        rig.pipe.readerComes();
        Announcement first = rig.say(call("aaaaa", "A12"));
        rig.until(() -> state(first) == AnnouncementState.SPEAKING);
        Announcement again = rig.say(call("bb", "A12"));
        rig.untilDone(again);
        assertThat(state(first)).isEqualTo(AnnouncementState.SPOKEN);
        assertThat(state(again)).isEqualTo(AnnouncementState.SPOKEN);
        assertThat(rig.framesOf(1000)).isEqualTo(70);
    }

    @Test
    void a_call_that_was_being_spoken_to_a_lost_reader_is_replaced_by_the_call_again() throws Exception {
        rig.add(english, 0);
        rig.pipe.readerComes();
        Announcement first = rig.say(call("aaaaa", "A12"));
        rig.until(() -> state(first) == AnnouncementState.SPEAKING);
        Announcement again = rig.say(call("bb", "A12"));
        rig.run(Duration.ofMillis(200));
        rig.pipe.readerGoes();
        rig.run(Duration.ofSeconds(1));
        assertThat(state(first)).isEqualTo(AnnouncementState.CANCELLED);
        rig.pusher.nextRun();
        rig.pipe.readerComes();
        rig.untilDone(again);
        assertThat(rig.framesOf(1000)).isEqualTo(20);
    }

    @Test
    void a_group_is_withdrawn_at_once_wherever_its_members_are_and_the_number_is_told() throws Exception {
        rig.add(english, 0);
        rig.pipe.readerComes();
        Request r = Request.of("aaaaaaaaaa").withKeys(Keys.NONE.withGroup("flight 7"));
        List<Announcement> all = List.of(rig.say(r), rig.say(r), rig.say(r));
        Announcement other = rig.say(Request.of("b").withKeys(Keys.NONE.withGroup("flight 8").withSupersede("flight 7")));
        rig.until(() -> state(all.get(0)) == AnnouncementState.SPEAKING);
        CancelSelector group = new CancelSelector(Optional.empty(), Optional.empty(), Optional.of("flight 7"));
        assertThat(rig.admission.cancel(group, "it was withdrawn by a test")).isEqualTo(3);
        assertThat(rig.admission.cancel(group, "once more")).isZero();
        rig.untilDone(other);
        assertThat(all).allSatisfy(a -> {
            assertThat(state(a)).isEqualTo(AnnouncementState.CANCELLED);
            assertThat(a.status().cause()).contains("it was withdrawn by a test");
        });
        assertThat(state(other)).isEqualTo(AnnouncementState.SPOKEN);
    }

    @Test
    void by_supersede_key_and_channel_only_those_of_both_are_withdrawn() throws Exception {
        rig.add(english, 0);
        rig.addChannels(1);
        Announcement here = rig.say(call("a", "A12"));
        Announcement there = rig.say(call("a", "A12").withChannel("c0"));
        assertThat(rig.admission.cancel(new CancelSelector(Optional.of("c0"), Optional.of("A12"), Optional.empty()), "a test"))
                .isEqualTo(1);
        rig.turn();
        assertThat(state(here).isFinal()).isFalse();
        assertThat(state(there)).isEqualTo(AnnouncementState.CANCELLED);
    }

    @Test
    void an_emergency_finds_room_where_others_do_not_and_there_is_an_end_to_that_too() throws Exception {
        rig.add(english, 0);
        for (int i = 0; i < 5; i++) {
            rig.say("x");
        }
        assertThatThrownBy(() -> rig.say(Request.of("u").withPriority(Priority.URGENT)))
                .satisfies(e -> assertThat(reason(e)).isEqualTo(Reason.QUEUE_FULL));
        for (int i = 0; i < 5; i++) {
            rig.say(Request.of("e").withPriority(Priority.EMERGENCY));
        }
        assertThatThrownBy(() -> rig.say(Request.of("e").withPriority(Priority.EMERGENCY))).hasMessageContaining("5 emergencies")
                .satisfies(e -> assertThat(reason(e)).isEqualTo(Reason.QUEUE_FULL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\nb", "a\u0000"})
    void a_key_that_is_none_is_refused(String key) {
        rig.add(english, 0);
        for (Keys keys : List.of(Keys.NONE.withIdempotency(key), Keys.NONE.withSupersede(key), Keys.NONE.withGroup(key),
                Keys.NONE.withGroup("x".repeat(201)))) {
            assertThatThrownBy(() -> rig.say(Request.of("a").withKeys(keys))).hasMessageContaining("1 to 200")
                    .satisfies(e -> assertThat(reason(e)).isEqualTo(Reason.INVALID));
        }
    }

    @Test
    void a_repeat_that_makes_no_sense_is_refused_with_its_value() {
        rig.add(english, 0);
        assertThatThrownBy(() -> rig.say(Request.of("a").withRepeat(new Repeat(0, Duration.ZERO)))).hasMessageContaining("0 times")
                .hasMessageContaining("1 to 100");
        assertThatThrownBy(() -> rig.say(Request.of("a").withRepeat(new Repeat(101, Duration.ZERO)))).hasMessageContaining("101 times");
        assertThatThrownBy(() -> rig.say(Request.of("a").withRepeat(new Repeat(2, Duration.ofMillis(-1500)))))
                .hasMessageContaining("-1.5 s");
        assertThatThrownBy(() -> rig.say(Request.of("a").withRepeat(new Repeat(2, Duration.ofMillis(600_001)))))
                .hasMessageContaining("600.001 s").hasMessageContaining("0 to 600 s");
    }
}
