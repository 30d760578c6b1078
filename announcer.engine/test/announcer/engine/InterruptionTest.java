package announcer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import announcer.api.Announcement;
import announcer.api.AnnouncementState;
import announcer.api.Keys;
import announcer.api.Priority;
import announcer.api.Repeat;
import announcer.api.Request;
import announcer.api.audio.PcmFormat;
import announcer.api.speech.SpeechRequest;
import announcer.engine.channel.ChannelEnd;

/** What one of a higher priority does to the one that is being spoken: by rule it waits, or cuts that short, which then comes again. */
class InterruptionTest {
    private static final int CALM = 1000;
    private static final int ALARM = 2000;

    private final Rig rig = new Rig("");
    private final FakeEngine calm = new FakeEngine("calm", Locale.US, CALM);
    private final FakeEngine alarm = new FakeEngine("alarm", Locale.GERMANY, ALARM);

    @BeforeEach
    void onAir() {
        rig.add(calm, 1);
        rig.add(alarm, 0);
        rig.settle(() -> rig.voicesSeen.all().size() == 2);
        rig.pipe.readerComes();
        rig.run(Duration.ofMillis(100));
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private static Request of(Priority p, String text) {
        return Request.of(text).withPriority(p);
    }

    private Announcement emergency(String text) throws Exception {
        return rig.say(of(Priority.EMERGENCY, text).withLocale(Locale.GERMAN));
    }

    private static AnnouncementState state(Announcement a) {
        return a.status().state();
    }

    private void begins(Announcement a) {
        rig.until(() -> state(a) == AnnouncementState.SPEAKING || state(a).isFinal());
        assertThat(state(a)).as("%s", a.status()).isEqualTo(AnnouncementState.SPEAKING);
    }

    /** Says it and lets it be spoken for some time. */
    private Announcement begin(Request r, long millis) throws Exception {
        Announcement a = rig.say(r);
        begins(a);
        rig.run(Duration.ofMillis(millis));
        return a;
    }

    private void isSpoken(Announcement... all) {
        for (Announcement a : all) {
            rig.untilDone(a);
            assertThat(state(a)).as("%s", a.status()).isEqualTo(AnnouncementState.SPOKEN);
        }
    }

    /** What was heard: runs of a level, each with its frames; a frame that fades is left out. */
    private List<String> runs() {
        List<String> runs = new ArrayList<>();
        short[] s = rig.pipe.samples();
        int length = 0;
        int level = 0;
        for (int f = 0; f + 480 <= s.length; f += 480) {
            int now = s[f + 240] == CALM || s[f + 240] == ALARM ? s[f + 240] : 0;
            if (now != level) {
                if (level != 0) {
                    runs.add(level + "*" + length);
                }
                length = 0;
                level = now;
            }
            length++;
        }
        return runs;
    }

    @Test
    void an_emergency_cuts_what_is_being_spoken_which_is_spoken_again_from_its_start_before_others_of_its_rank() throws Exception {
        Announcement a = begin(Request.of("aaaaaaaaaa"), 500);
        Announcement b = rig.say("bb");
        Announcement e = emergency("eee");
        begins(e);
        assertThat(state(a)).isEqualTo(AnnouncementState.QUEUED);
        assertThat(a.status().cause().orElseThrow()).contains(e.id()).contains("emergency").contains("from its start");
        assertThat(rig.main().status().queued()).extracting(s -> s.id()).containsExactly(a.id(), b.id());
        isSpoken(e, a, b);
        assertThat(a.status().sendings()).isEqualTo(2);
        assertThat(a.status().cause()).isEmpty();
        List<String> heard = runs();
        assertThat(heard.get(0)).matches("1000\\*2[4-9]");
        assertThat(heard.subList(1, heard.size())).containsExactly("2000*30", "1000*100", "1000*20");
        assertThat(calm.requests).as("the sound was kept").isEqualTo(2);
    }

    @Test
    void it_is_cut_at_a_frame_with_a_fade_and_within_a_few_frames_of_the_first_sentence_being_there() throws Exception {
        Announcement a = begin(Request.of("aaaaaaaaaa"), 500);
        Announcement e = emergency("e");
        isSpoken(e);
        assertThat(Duration.between(e.status().submitted(), e.status().started().orElseThrow())).as("a frame, and the gap of 100 ms")
                .isBetween(Duration.ofMillis(100), Duration.ofMillis(160));
        short[] s = rig.pipe.samples();
        int end = 0;
        for (int i = 1; i < s.length && s[i] <= CALM; i++) {
            assertThat(Math.abs(s[i] - s[i - 1])).as("step at sample %d", i).isLessThan(100);
            end = s[i] == 0 && s[i - 1] != 0 ? i : end;
        }
        assertThat(end % 480).as("it ends with a frame").isGreaterThan(470);
        isSpoken(a);
    }

    @Test
    void while_the_sound_of_an_emergency_is_being_made_what_is_spoken_goes_on() throws Exception {
        alarm.hang = new CountDownLatch(1);
        Announcement a = begin(Request.of("aaaaaaaaaa"), 500);
        Announcement e = emergency("e");
        rig.run(Duration.ofMillis(1000));
        assertThat(state(a)).isEqualTo(AnnouncementState.SPEAKING);
        alarm.hang.countDown();
        rig.settle(() -> state(a) == AnnouncementState.SPEAKING && !rig.main().isMakingSound());
        isSpoken(e, a);
        assertThat(a.status().sendings()).isEqualTo(2);
    }

    @Test
    void the_sound_of_an_emergency_is_made_though_that_of_the_one_being_spoken_is_not_complete() throws Exception {
        calm.hang = new CountDownLatch(1);
        calm.hangsAt = "Bbbb";
        Announcement a = begin(Request.of("Aaaa. Bbbb."), 200);
        Announcement e = emergency("e");
        begins(e);
        assertThat(state(a).isFinal()).isFalse();
        calm.hang.countDown();
        rig.settle(() -> !rig.main().isMakingSound());
        isSpoken(e, a);
    }

    @Test
    void with_the_rule_resume_it_goes_on_with_the_sentence_that_was_cut() throws Exception {
        rig.limits(Duration.ofMinutes(1), "emergency>routine = cut, resume");
        Announcement a = begin(Request.of("Aaaa. Bbbb. Cccc."), 1500);
        Announcement e = emergency("e");
        begins(e);
        assertThat(a.status().cause().orElseThrow()).contains("sentence that was cut");
        isSpoken(e, a);
        // 50 frames each: the first, a part of the second behind the pause between them, the emergency, the second and the third.
        assertThat(rig.framesOf(CALM)).isBetween(50L + 5 + 100, 50L + 20 + 100);
        assertThat(rig.framesOf(ALARM)).isEqualTo(10);
        assertThat(calm.asked).extracting(SpeechRequest::text).as("what was made is kept").containsExactly("Aaaa.", "Bbbb.", "Cccc.");
    }

    @Test
    void what_was_cut_between_two_sentences_goes_on_with_the_next_one() throws Exception {
        rig.limits(Duration.ofMinutes(1), "emergency>routine = cut, resume");
        Announcement a = begin(Request.of("Aaaa. Bbbb."), 1100);
        Announcement e = emergency("e");
        isSpoken(e, a);
        assertThat(runs()).containsExactly("1000*50", "2000*10", "1000*50");
    }

    @Test
    void one_that_has_resumed_begins_from_its_start_when_its_reader_is_lost() throws Exception {
        rig.limits(Duration.ofMinutes(1), "emergency>routine = cut, resume");
        Announcement a = begin(Request.of("Aaaa. Bbbb. Cccc."), 1500);
        Announcement e = emergency("e");
        isSpoken(e);
        begins(a);
        rig.pipe.readerGoes();
        rig.run(Duration.ofSeconds(1));
        rig.pusher.nextRun();
        rig.pipe.readerComes();
        isSpoken(a);
        assertThat(rig.framesOf(CALM)).isEqualTo(150);
        assertThat(a.status().sendings()).isEqualTo(3);
    }

    @Test
    void by_default_an_urgent_one_and_another_emergency_wait_for_what_is_being_spoken() throws Exception {
        Announcement a = begin(Request.of("aaaaa"), 200);
        Announcement u = rig.say(of(Priority.URGENT, "uu").withLocale(Locale.GERMAN));
        isSpoken(a, u);
        Announcement e = begin(of(Priority.EMERGENCY, "eeeee"), 200);
        Announcement another = emergency("xx");
        isSpoken(e, another);
        assertThat(runs()).containsExactly("1000*50", "2000*20", "1000*50", "2000*20");
    }

    @Test
    void with_a_rule_an_urgent_one_cuts_and_with_another_an_emergency_waits() throws Exception {
        rig.limits(Duration.ofMinutes(1), "urgent>background = cut, repeat", "emergency>routine = wait");
        Announcement a = begin(of(Priority.BACKGROUND, "aaaaaaaaaa"), 500);
        Announcement u = rig.say(of(Priority.URGENT, "uu").withLocale(Locale.GERMAN));
        isSpoken(u, a);
        assertThat(a.status().sendings()).isEqualTo(2);
        Announcement r = begin(Request.of("rrrrr"), 200);
        Announcement e = emergency("e");
        isSpoken(r, e);
        assertThat(r.status().sendings()).isEqualTo(1);
    }

    @Test
    void many_emergencies_in_a_row_are_spoken_in_their_order_and_what_was_cut_comes_after_them_and_does_not_expire() throws Exception {
        Announcement a = begin(Request.of("aaaaaaaaaa").withTimeToLive(Duration.ofSeconds(2)), 500);
        Announcement b = rig.say("b");
        List<Announcement> emergencies = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            emergencies.add(emergency("eeeee"));
        }
        isSpoken(emergencies.toArray(Announcement[]::new));
        Announcement late = emergency("eeeee");
        isSpoken(late, a, b);
        assertThat(a.status().ended().orElseThrow()).isAfter(a.status().submitted().plusSeconds(6));
        for (int i = 1; i < 4; i++) {
            assertThat(emergencies.get(i).status().started().orElseThrow())
                    .isAfter(emergencies.get(i - 1).status().started().orElseThrow());
        }
        assertThat(late.status().sendings()).isEqualTo(1);
    }

    @Test
    void one_is_cut_again_and_again_and_is_whole_in_the_end() throws Exception {
        Announcement a = begin(Request.of("aaaaaaaaaa"), 300);
        for (int i = 0; i < 5; i++) {
            isSpoken(emergency("e"));
            begins(a);
            rig.run(Duration.ofMillis(300));
        }
        isSpoken(a);
        assertThat(a.status().sendings()).isEqualTo(6);
        List<String> heard = runs();
        assertThat(heard.get(heard.size() - 1)).isEqualTo("1000*100");
        assertThat(heard).hasSize(11);
    }

    @Test
    void an_urgent_one_goes_before_a_routine_one_that_was_cut() throws Exception {
        Announcement a = begin(Request.of("aaaaa"), 300);
        Announcement e = emergency("eeeee");
        begins(e);
        Announcement u = rig.say(of(Priority.URGENT, "uu").withLocale(Locale.GERMAN));
        isSpoken(u);
        assertThat(state(a)).isEqualTo(AnnouncementState.QUEUED);
        isSpoken(a);
        assertThat(runs().subList(1, 4)).containsExactly("2000*50", "2000*20", "1000*50");
    }

    @Test
    void what_was_cut_and_is_cancelled_while_it_waits_is_not_heard_again() throws Exception {
        Announcement a = begin(Request.of("aaaaaaaaaa"), 300);
        Announcement e = emergency("eeeee");
        rig.until(() -> state(a) == AnnouncementState.QUEUED);
        assertThat(a.cancel("a test")).isTrue();
        isSpoken(e);
        assertThat(state(a)).isEqualTo(AnnouncementState.CANCELLED);
        assertThat(a.status().cause()).contains("a test");
        rig.run(Duration.ofSeconds(3));
        assertThat(runs()).hasSize(2);
    }

    @Test
    void one_that_is_cancelled_at_the_moment_when_it_is_cut_is_cancelled() throws Exception {
        Announcement a = begin(Request.of("aaaaaaaaaa"), 300);
        Announcement e = emergency("eeeee");
        rig.turn();
        assertThat(a.cancel("a test")).isTrue();
        isSpoken(e);
        assertThat(state(a)).isEqualTo(AnnouncementState.CANCELLED);
    }

    @Test
    void a_call_again_replaces_the_call_that_was_cut() throws Exception {
        Request call = Request.of("aaaaaaaaaa").withKeys(Keys.NONE.withSupersede("A12"));
        Announcement a = begin(call, 300);
        Announcement e = emergency("eeeee");
        rig.until(() -> state(a) == AnnouncementState.QUEUED);
        Announcement again = rig.say(call);
        isSpoken(e, again);
        assertThat(state(a)).isEqualTo(AnnouncementState.CANCELLED);
    }

    @Test
    void when_the_channel_is_removed_what_was_cut_gets_its_outcome_too() throws Exception {
        Announcement a = begin(Request.of("aaaaaaaaaa"), 300);
        Announcement e = emergency("eeeee");
        begins(e);
        assertThat(state(a)).isEqualTo(AnnouncementState.QUEUED);
        rig.channels.remove("announcer.channel~main", ChannelEnd.REMOVED);
        rig.turn();
        assertThat(state(a)).isEqualTo(AnnouncementState.CANCELLED);
        assertThat(state(e)).isEqualTo(AnnouncementState.CANCELLED);
    }

    @Test
    void when_the_reader_is_lost_after_the_cut_the_emergency_comes_first_and_both_are_heard_whole() throws Exception {
        Announcement a = begin(Request.of("aaaaa"), 300);
        Announcement e = emergency("eeeee");
        begins(e);
        rig.run(Duration.ofMillis(300));
        rig.pipe.readerGoes();
        rig.run(Duration.ofSeconds(1));
        assertThat(state(e)).isEqualTo(AnnouncementState.QUEUED);
        rig.pusher.nextRun();
        rig.pipe.readerComes();
        isSpoken(e, a);
        assertThat(runs()).containsExactly("2000*50", "1000*50");
    }

    @Test
    void when_the_reader_is_lost_before_the_cut_the_emergency_comes_first_too() throws Exception {
        Announcement a = begin(Request.of("aaaaa"), 300);
        alarm.hang = new CountDownLatch(1);
        Announcement e = emergency("eeeee");
        rig.run(Duration.ofMillis(100));
        rig.pipe.readerGoes();
        rig.run(Duration.ofMillis(500));
        alarm.hang.countDown();
        rig.settle(() -> !rig.main().isMakingSound());
        rig.pusher.nextRun();
        rig.pipe.readerComes();
        isSpoken(e, a);
        assertThat(runs()).containsExactly("2000*50", "1000*50");
    }

    @Test
    void on_a_paused_channel_what_is_being_spoken_is_finished_and_the_emergency_waits() throws Exception {
        Announcement a = begin(Request.of("aaaaaaaaaa"), 300);
        rig.pause(true);
        Announcement e = emergency("e");
        isSpoken(a);
        rig.run(Duration.ofSeconds(5));
        assertThat(state(e).isFinal()).isFalse();
        rig.pause(false);
        isSpoken(e);
        assertThat(runs()).containsExactly("1000*100", "2000*10");
    }

    @Test
    void a_new_format_while_one_was_cut_has_its_sound_made_anew() throws Exception {
        Announcement a = begin(Request.of("aaaaa"), 300);
        Announcement e = emergency("eeeee");
        begins(e);
        assertThat(state(a)).isEqualTo(AnnouncementState.QUEUED);
        rig.reformat(new PcmFormat(48_000, 1));
        rig.run(Duration.ofSeconds(1));
        rig.pipe.readerComes();
        isSpoken(e, a);
        assertThat(calm.requests).isEqualTo(2);
    }

    @Test
    void one_that_a_person_put_before_an_emergency_is_not_cut_and_one_that_was_put_back_cuts_nobody() throws Exception {
        rig.pause(true);
        rig.run(Duration.ofMillis(100));
        rig.say("x");
        rig.say("y");
        Announcement e = emergency("eee");
        Announcement a = rig.say("aaa");
        rig.turn();
        // The emergency and the next one are taken already: what is moved stands behind them.
        Announcement another = emergency("fff");
        rig.turn();
        assertThat(rig.admission.move(a.id(), 0)).isTrue();
        rig.pause(false);
        isSpoken(e, another, a);
        assertThat(a.status().sendings()).isEqualTo(1);
    }

    @Test
    void a_repeated_one_that_resumes_goes_on_with_the_time_that_was_cut() throws Exception {
        rig.limits(Duration.ofMinutes(1), "emergency>routine = cut, resume");
        Announcement a = begin(Request.of("Aaaa. Bbbb.").withRepeat(new Repeat(3, Duration.ofMillis(200))), 3000);
        Announcement e = emergency("e");
        isSpoken(e, a);
        // The first time is 100 frames, then the pause, then a part of the second time's first sentence; that sentence, and three more.
        assertThat(rig.framesOf(CALM)).isBetween(100L + 15 + 200, 100L + 35 + 200);
        assertThat(calm.requests).isEqualTo(2);
    }
}
