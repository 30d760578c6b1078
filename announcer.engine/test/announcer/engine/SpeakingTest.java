package announcer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.osgi.framework.ServiceReference;

import announcer.api.Announcement;
import announcer.api.AnnouncementState;
import announcer.api.Priority;
import announcer.api.RejectedException;
import announcer.api.Request;
import announcer.api.audio.PcmFormat;
import announcer.api.speech.SpeechEngine;
import announcer.api.speech.SpeechRequest;
import announcer.testing.VirtualClock;
import announcer.engine.channel.Channel;
import announcer.engine.channel.ChannelEnd;
import announcer.engine.config.ChannelSettings;
import announcer.engine.voice.VoiceCatalog;

class SpeakingTest {
    private final Rig rig = new Rig("", 0, new VirtualClock(clockStart()));
    private final FakeEngine english = new FakeEngine("english", Locale.US, 1000);
    private final FakeEngine other = new FakeEngine("other", Locale.UK, 2000);

    long clockStart() {
        return 1_000_000_000L;
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void announcements_are_spoken_whole_in_order_and_spoken_only_when_the_pusher_has_passed_them_on() throws Exception {
        rig.add(english, 0);
        rig.pipe.readerComes();
        rig.pusher.confirms = false;
        Announcement a = rig.say("aaaaa");
        Announcement b = rig.say("bb");
        rig.run(Duration.ofSeconds(3));
        assertThat(a.status().state()).isEqualTo(AnnouncementState.SPEAKING);
        rig.pusher.confirms = true;
        rig.untilDone(b);
        assertThat(a.status().state()).isEqualTo(AnnouncementState.SPOKEN);
        assertThat(b.status().state()).isEqualTo(AnnouncementState.SPOKEN);
        assertThat(b.status().voice()).contains("english/v");
        assertThat(rig.heard()).containsExactly(1000, 1000);
        assertThat(rig.framesOf(1000)).isEqualTo(70);
        assertThat(a.status().started().get()).isBefore(b.status().started().get());
    }

    @Test
    void what_a_lost_reader_did_not_hear_is_spoken_again_from_its_start_before_what_followed() throws Exception {
        rig.add(english, 0);
        rig.pipe.readerComes();
        Announcement a = rig.say("aaaaaaaaaa");
        Announcement b = rig.say("b");
        rig.until(() -> a.status().state() == AnnouncementState.SPEAKING);
        rig.run(Duration.ofSeconds(1));
        rig.pipe.readerGoes();
        rig.run(Duration.ofSeconds(5));
        assertThat(a.status().state()).isEqualTo(AnnouncementState.QUEUED);
        assertThat(a.status().cause().get()).contains("reader was lost");
        rig.pusher.nextRun();
        rig.pipe.readerComes();
        rig.untilDone(b);
        assertThat(rig.framesOf(1000)).isEqualTo(110);
        assertThat(a.status().sendings()).isEqualTo(2);
        assertThat(b.status().sendings()).isEqualTo(1);
        assertThat(a.status().started().get()).isBefore(b.status().started().get());
        assertThat(english.requests).as("the sound was kept").isEqualTo(2);
    }

    @Test
    void what_was_written_but_not_passed_on_when_the_reader_went_is_spoken_again() throws Exception {
        rig.add(english, 0);
        rig.pipe.readerComes();
        rig.pusher.confirms = false;
        Announcement a = rig.say("aa");
        rig.run(Duration.ofSeconds(2));
        rig.pipe.readerGoes();
        rig.run(Duration.ofSeconds(1));
        rig.pusher.nextRun();
        rig.pusher.confirms = true;
        rig.pipe.readerComes();
        rig.untilDone(a);
        assertThat(a.status().state()).isEqualTo(AnnouncementState.SPOKEN);
        assertThat(a.status().sendings()).isEqualTo(2);
        assertThat(rig.framesOf(1000)).isEqualTo(20);
    }

    @Test
    void one_that_is_to_be_spoken_again_since_its_reader_was_lost_after_its_last_frame_can_be_cancelled() throws Exception {
        rig.add(english, 0);
        rig.pipe.readerComes();
        rig.pusher.confirms = false;
        Announcement a = rig.say("aa");
        rig.run(Duration.ofSeconds(2));
        assertThat(a.cancel("all of it is on its way")).isFalse();
        rig.pipe.readerGoes();
        rig.run(Duration.ofSeconds(1));
        assertThat(a.status().state()).isEqualTo(AnnouncementState.QUEUED);
        assertThat(a.cancel("nobody needs it")).isTrue();
        rig.pusher.nextRun();
        rig.pusher.confirms = true;
        rig.pipe.readerComes();
        rig.run(Duration.ofSeconds(2));
        assertThat(a.status().state()).isEqualTo(AnnouncementState.CANCELLED);
        assertThat(rig.framesOf(1000)).isZero();
    }

    @Test
    void one_that_a_new_format_has_spoken_again_can_be_cancelled() throws Exception {
        rig.add(english, 0);
        rig.pipe.readerComes();
        rig.pusher.confirms = false;
        Announcement a = rig.say("aa");
        rig.run(Duration.ofSeconds(2));
        rig.pusher.publishes = false;
        rig.reformat(new PcmFormat(48_000, 1));
        rig.run(Duration.ofSeconds(1));
        assertThat(a.status().state().isFinal()).isFalse();
        assertThat(a.cancel("nobody needs it")).isTrue();
        rig.run(Duration.ofSeconds(1));
        assertThat(a.status().state()).isEqualTo(AnnouncementState.CANCELLED);
    }

    @Test
    void nothing_is_spoken_to_a_pusher_that_does_not_publish_yet() throws Exception {
        rig.add(english, 0);
        rig.pusher.publishes = false;
        rig.pipe.readerComes();
        Announcement a = rig.say("aa");
        rig.run(Duration.ofSeconds(5));
        assertThat(a.status().sendings()).isZero();
        assertThat(rig.framesOf(1000)).isZero();
        rig.pusher.publishes = true;
        rig.untilDone(a);
        assertThat(a.status().sendings()).isEqualTo(1);
        assertThat(rig.framesOf(1000)).isEqualTo(20);
    }

    @Test
    void a_hung_engine_costs_one_deadline_then_another_of_its_language_speaks() throws Exception {
        english.hang = new CountDownLatch(1);
        rig.add(english, 10);
        rig.add(new FakeEngine("german", Locale.GERMANY, 3000), 5);
        rig.add(other, 0);
        rig.pipe.readerComes();
        Announcement a = rig.say(Request.of("aaa").withVoice("english/v"));
        rig.untilDone(a);
        assertThat(a.status().state()).isEqualTo(AnnouncementState.SPOKEN);
        assertThat(a.status().voice()).contains("other/v");
        assertThat(rig.framesOf(2000)).isEqualTo(30);
        assertThat(Duration.between(a.status().submitted(), a.status().started().get())).isBetween(Duration.ofMillis(2000),
                Duration.ofMillis(2300));
        english.hang.countDown();
    }

    @Test
    void the_deadline_of_an_engine_grows_with_the_length_of_its_text() throws Exception {
        rig.add(english, 0);
        rig.pipe.readerComes();
        rig.untilDone(rig.say("a"));
        rig.untilDone(rig.say("a".repeat(91)));
        assertThat(english.asked).extracting(SpeechRequest::deadline).containsExactly(Duration.ofMillis(2_010), Duration.ofMillis(2_910));
    }

    @Test
    void when_every_engine_refuses_it_fails_with_all_causes() throws Exception {
        english.refusal = "no letters in it";
        other.refusal = "not my alphabet";
        rig.add(english, 1);
        rig.add(other, 0);
        rig.pipe.readerComes();
        Announcement a = rig.say("a??");
        rig.untilDone(a);
        assertThat(a.status().state()).isEqualTo(AnnouncementState.FAILED);
        assertThat(a.status().cause().get()).contains("english/v: no letters in it").contains("other/v: not my alphabet");
    }

    @Test
    void with_no_engine_it_waits_then_fails_and_an_engine_that_comes_in_time_speaks() throws Exception {
        rig.pipe.readerComes();
        Announcement a = rig.say("a");
        rig.run(Duration.ofMillis(1500));
        assertThat(a.status().cause().get()).contains("waiting for a voice");
        rig.untilDone(a);
        assertThat(a.status().state()).isEqualTo(AnnouncementState.FAILED);
        Announcement b = rig.say("b");
        rig.run(Duration.ofSeconds(2));
        rig.add(english, 0);
        rig.untilDone(b);
        assertThat(b.status().state()).isEqualTo(AnnouncementState.SPOKEN);
    }

    @Test
    void without_a_reader_it_waits_until_its_time_to_live_is_over() throws Exception {
        rig.add(english, 0);
        Announcement a = rig.say(Request.of("a").withTimeToLive(Duration.ofSeconds(30)));
        rig.run(Duration.ofSeconds(29));
        assertThat(a.status().state().isFinal()).isFalse();
        rig.run(Duration.ofSeconds(2));
        assertThat(a.status().state()).isEqualTo(AnnouncementState.EXPIRED);
        assertThat(a.status().cause().get()).contains("no reader");
    }

    @Test
    void urgent_ones_go_before_routine_ones_that_have_not_begun() throws Exception {
        rig.add(english, 1);
        rig.add(other, 0);
        rig.pipe.readerComes();
        Announcement a = rig.say("aaaaa");
        Announcement b = rig.say("bbbbb");
        rig.until(() -> a.status().state() == AnnouncementState.SPEAKING);
        Announcement u = rig.say(Request.of("u").withPriority(Priority.URGENT).withVoice("other/v"));
        rig.untilDone(b);
        assertThat(rig.heard()).containsExactly(1000, 2000, 1000);
        assertThat(u.status().started().get()).isBefore(b.status().started().get());
        assertThat(b.status().sendings()).isEqualTo(1);
    }

    @Test
    void a_waiting_one_that_is_cancelled_is_never_heard_and_a_spoken_one_stops() throws Exception {
        rig.add(english, 0);
        rig.pipe.readerComes();
        Announcement a = rig.say("aaaaaaaaaa");
        Announcement b = rig.say("bb");
        rig.until(() -> a.status().state() == AnnouncementState.SPEAKING);
        rig.run(Duration.ofMillis(500));
        assertThat(b.cancel("changed our minds")).isTrue();
        assertThat(a.cancel("enough")).isTrue();
        assertThat(a.cancel("again")).isFalse();
        rig.untilDone(a);
        rig.untilDone(b);
        assertThat(a.status().state()).isEqualTo(AnnouncementState.CANCELLED);
        assertThat(b.status().state()).isEqualTo(AnnouncementState.CANCELLED);
        assertThat(b.status().cause()).contains("changed our minds");
        rig.run(Duration.ofSeconds(3));
        assertThat(rig.framesOf(1000)).isBetween(20L, 35L);
    }

    @Test
    void an_engine_that_breaks_in_mid_sentence_is_followed_by_another_and_the_sentence_is_heard_whole() throws Exception {
        english.failAfterFrames = 30;
        rig.add(english, 1);
        rig.add(other, 0);
        rig.pipe.readerComes();
        Announcement a = rig.say("aaaaaaaaaa");
        rig.untilDone(a);
        assertThat(a.status().state()).isEqualTo(AnnouncementState.SPOKEN);
        assertThat(a.status().voice()).contains("other/v");
        assertThat(rig.framesOf(2000)).isEqualTo(100);
    }

    @Test
    void an_engine_that_goes_in_mid_synthesis_is_awaited_and_goes_on_where_it_stopped() throws Exception {
        english.hang = new CountDownLatch(1);
        ServiceReference<SpeechEngine> ref = rig.add(english, 0);
        rig.pipe.readerComes();
        Announcement a = rig.say("aaaaa");
        rig.run(Duration.ofMillis(100));
        rig.remove(ref);
        english.refusal = "I am being stopped";
        english.hang.countDown();
        rig.settle(() -> rig.pool.watch(rig.clock.nanoTime()) == Long.MAX_VALUE);
        // It is tried again a moment later.
        rig.run(Duration.ofMillis(100));
        rig.settle(() -> a.status().state() == AnnouncementState.QUEUED);
        rig.run(Duration.ofSeconds(1));
        // Another look for a voice may be on its way.
        rig.settle(() -> a.status().state() == AnnouncementState.QUEUED);
        FakeEngine updated = new FakeEngine("english", Locale.US, 1000);
        rig.add(updated, 0);
        rig.untilDone(a);
        assertThat(a.status().state()).isEqualTo(AnnouncementState.SPOKEN);
        assertThat(rig.framesOf(1000)).isEqualTo(50);
    }

    /** As it is when an engine is stopped: it fails what it has at once, and the control thread has not come to hear of it. */
    @Test
    void an_engine_that_fails_since_it_is_being_stopped_has_gone_though_nobody_has_said_so_yet() throws Exception {
        english.hang = new CountDownLatch(1);
        ServiceReference<SpeechEngine> ref = rig.add(english, 0);
        rig.pipe.readerComes();
        Announcement a = rig.say("aaaaa");
        rig.run(Duration.ofMillis(100));
        rig.engines.remove(ref);
        rig.voicesSeen.gone(VoiceCatalog.serviceId(ref));
        english.refusal = "I am being stopped";
        english.hang.countDown();
        rig.settle(() -> rig.pool.watch(rig.clock.nanoTime()) == Long.MAX_VALUE);
        // It is tried again a moment later.
        rig.run(Duration.ofMillis(100));
        rig.settle(() -> a.status().state() == AnnouncementState.QUEUED);
        rig.run(Duration.ofSeconds(1));
        rig.settle(() -> a.status().state() == AnnouncementState.QUEUED);
        rig.add(new FakeEngine("english", Locale.US, 1000), 0);
        rig.untilDone(a);
        assertThat(a.status().state()).isEqualTo(AnnouncementState.SPOKEN);
        assertThat(a.status().cause()).isEmpty();
    }

    @Test
    void an_engine_that_hangs_on_a_text_that_was_cancelled_keeps_no_thread_for_good() throws Exception {
        english.hang = new CountDownLatch(1);
        english.deaf = true;
        ServiceReference<SpeechEngine> ref = rig.add(english, 0);
        rig.pipe.readerComes();
        Announcement a = rig.say("aaa");
        rig.run(Duration.ofMillis(100));
        assertThat(a.cancel("nobody waits for it")).isTrue();
        rig.untilDone(a);
        rig.run(Duration.ofMillis(1500));
        assertThat(rig.pool.stuck()).as("within its deadline of 2 s").isZero();
        rig.run(Duration.ofMillis(1500));
        assertThat(rig.pool.stuck()).isEqualTo(1);
        assertThat(rig.synthesisServices.health().failures(VoiceCatalog.serviceId(ref))).isEqualTo(1);
        rig.run(Duration.ofSeconds(5));
        assertThat(rig.pool.stuck()).as("once").isEqualTo(1);
        assertThat(rig.synthesisServices.health().failures(VoiceCatalog.serviceId(ref))).isEqualTo(1);
        english.hang.countDown();
    }

    @Test
    void a_full_queue_and_bad_requests_are_refused_with_the_value_at_fault() throws Exception {
        rig.add(english, 0);
        assertThatThrownBy(() -> rig.say(" ")).isInstanceOf(RejectedException.class).hasMessageContaining("empty");
        assertThatThrownBy(() -> rig.say("x".repeat(101))).hasMessageContaining("101 characters").hasMessageContaining("100");
        assertThatThrownBy(() -> rig.say(Request.of("x").withChannel("nope"))).hasMessageContaining("nope").hasMessageContaining("main");
        assertThatThrownBy(() -> rig.say(Request.of("x").withVoice("no/body"))).hasMessageContaining("english/v");
        assertThatThrownBy(() -> rig.say(Request.of("x").withTimeToLive(Duration.ZERO))).hasMessageContaining("0 s");
        for (int i = 0; i < 5; i++) {
            rig.say("x");
        }
        assertThatThrownBy(() -> rig.say("y"))
                .satisfies(e -> assertThat(((RejectedException) e).reason()).isEqualTo(RejectedException.Reason.QUEUE_FULL));
        assertThat(rig.admission.recent(10)).hasSize(5);
    }

    @Test
    void pushed_by_hand_it_is_spoken_when_the_pipe_took_it_and_the_reader_is_still_there() throws Exception {
        try (Rig byHand = new Rig(ChannelSettings.BY_HAND)) {
            byHand.add(english, 0);
            byHand.pipe.readerComes();
            Announcement a = byHand.say("aa");
            byHand.untilDone(a);
            assertThat(a.status().state()).isEqualTo(AnnouncementState.SPOKEN);
            assertThat(byHand.framesOf(1000)).isEqualTo(20);
        }
    }

    @Test
    void a_reader_that_stalls_for_ten_seconds_has_its_push_restarted_once() throws Exception {
        rig.add(english, 0);
        rig.pipe.readerComes();
        rig.run(Duration.ofSeconds(1));
        rig.pipe.room(0);
        rig.run(Duration.ofSeconds(20));
        assertThat(rig.pusher.restarts).isEqualTo(1);
        assertThat(rig.main().status().pacing().restartsForDebt()).isEqualTo(1);
    }

    @Test
    void a_new_format_rebuilds_the_channel_and_nothing_is_lost() throws Exception {
        rig.add(english, 0);
        rig.pipe.readerComes();
        Announcement a = rig.say("aaaaaaaaaa");
        rig.until(() -> a.status().state() == AnnouncementState.SPEAKING);
        ChannelSettings s = Rig.settings("");
        ChannelSettings next = new ChannelSettings(s.pid(), s.id(), new PcmFormat(48_000, 1), "", List.of(),
                s.prosody(), s.loudness(),
                List.of(), "", "",
                s.destination(), s.codec(), s.bitrateKbps(), s.leadIn(), s.gap(), s.timeToLive(), s.queueCapacity(), s.paused());
        rig.channels.put(next);
        rig.run(Duration.ofSeconds(1));
        rig.pipe.readerComes();
        rig.untilDone(a);
        assertThat(a.status().state()).isEqualTo(AnnouncementState.SPOKEN);
        assertThat(rig.main().status().format().sampleRateHz()).isEqualTo(48_000);
    }

    @Test
    void removing_a_channel_gives_every_announcement_an_outcome() throws Exception {
        rig.add(english, 0);
        List<Announcement> all = List.of(rig.say("a"), rig.say("b"), rig.say("c"));
        rig.turn();
        Channel main = rig.main();
        rig.channels.remove("announcer.channel~main", ChannelEnd.REMOVED);
        rig.turn();
        assertThat(all).allSatisfy(a -> assertThat(a.status().state()).isEqualTo(AnnouncementState.CANCELLED));
        assertThat(rig.pipe.closed).isTrue();
        assertThat(main.status().queued()).isEmpty();
    }

    @Test
    void a_second_configuration_of_an_id_is_refused_and_takes_over_when_the_owner_goes() {
        ChannelSettings s = Rig.settings("");
        ChannelSettings second = new ChannelSettings("announcer.channel~b", "main", s.format(), "", List.of(), s.prosody(), s.loudness(),
                List.of(), "", "",
                s.destination(), s.codec(),
                s.bitrateKbps(), s.leadIn(), s.gap(), s.timeToLive(), 77, false);
        rig.channels.put(second);
        assertThat(rig.channels.owner("main")).contains("announcer.channel~main");
        rig.channels.remove("announcer.channel~main", ChannelEnd.REMOVED);
        assertThat(rig.pipe.closed).as("one pipe at a time").isFalse();
        rig.run(Duration.ofMillis(100));
        assertThat(rig.pipe.closed).isTrue();
        assertThat(rig.channels.owner("main")).contains("announcer.channel~b");
        assertThat(rig.main().status().queueCapacity()).isEqualTo(77);
    }
}
