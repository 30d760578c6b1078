package announcer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import announcer.api.Announcement;
import announcer.api.AnnouncementState;
import announcer.api.AnnouncementStatus;
import announcer.api.ChannelStatus;
import announcer.api.Listening;
import announcer.api.Priority;
import announcer.api.RejectedException;
import announcer.api.Request;
import announcer.api.SentFrame;
import announcer.api.audio.PcmFormat;
import announcer.api.stream.PushState;
import announcer.engine.channel.Channel;
import announcer.engine.channel.ChannelEnd;
import announcer.engine.config.ChannelSettings;
import announcer.engine.config.EngineLimits;
import announcer.engine.config.InterruptionRules;
import announcer.engine.playout.PlayoutLane;

/** What an operator does to a channel while it is on the air: pause it, put its queue in order, listen, look. */
class OperatingTest {
    private final Rig rig = new Rig("");
    private final FakeEngine english = new FakeEngine("english", Locale.US, 1000);
    private final FakeEngine other = new FakeEngine("other", Locale.UK, 2000);

    @AfterEach
    void close() {
        rig.close();
    }

    private void onAir() {
        rig.add(english, 1);
        rig.add(other, 0);
        rig.pipe.readerComes();
        rig.run(Duration.ofMillis(500));
    }

    private Announcement say(String text, String voice) throws Exception {
        return rig.say(Request.of(text).withVoice(voice));
    }

    private static AnnouncementState state(Announcement a) {
        return a.status().state();
    }

    // --- what is remembered

    @Test
    void one_that_waits_long_does_not_keep_all_that_have_ended_since() throws Exception {
        rig.add(english, 1);
        Announcement waits = rig.say("a");
        Announcement first = rig.say("b");
        first.cancel("a test");
        rig.run(Duration.ofMillis(20));
        for (int i = 0; i < 10_000; i++) {
            rig.say("c").cancel("a test");
            rig.run(Duration.ofMillis(20));
        }
        assertThat(rig.admission.find(first.id())).isEmpty();
        assertThat(rig.admission.find(waits.id())).isPresent();
    }

    // --- pause

    @Test
    void a_paused_channel_finishes_what_is_being_spoken_and_begins_nothing_new_while_its_stream_goes_on() throws Exception {
        onAir();
        Announcement a = rig.say("aaaaa");
        Announcement b = rig.say("bb");
        rig.until(() -> state(a) == AnnouncementState.SPEAKING);
        rig.pause(true);
        rig.run(Duration.ofSeconds(10));
        assertThat(state(a)).isEqualTo(AnnouncementState.SPOKEN);
        assertThat(state(b).isFinal()).isFalse();
        assertThat(rig.framesOf(1000)).isEqualTo(50);
        ChannelStatus s = rig.main().status();
        assertThat(s.paused()).isTrue();
        assertThat(s.onAir()).isTrue();
        assertThat(s.queued()).extracting(AnnouncementStatus::id).containsExactly(b.id());
        assertThat(Math.abs(s.pacing().driftMillis())).as("the stream owes nothing").isLessThan(40);
        assertThat(s.pacing().generation()).as("the reader saw no gap").isEqualTo(1);
    }

    @Test
    void a_channel_that_is_resumed_speaks_at_once() throws Exception {
        onAir();
        rig.pause(true);
        rig.run(Duration.ofMillis(100));
        Announcement a = rig.say("aa");
        rig.run(Duration.ofSeconds(5));
        assertThat(rig.framesOf(1000)).isZero();
        rig.pause(false);
        rig.run(Duration.ofMillis(100));
        assertThat(state(a)).isEqualTo(AnnouncementState.SPEAKING);
        rig.untilDone(a);
        assertThat(rig.framesOf(1000)).isEqualTo(20);
    }

    @Test
    void what_waits_on_a_paused_channel_expires_and_says_why() throws Exception {
        onAir();
        rig.pause(true);
        Announcement a = rig.say(Request.of("a").withTimeToLive(Duration.ofSeconds(30)).withPriority(Priority.URGENT));
        rig.run(Duration.ofSeconds(31));
        assertThat(state(a)).isEqualTo(AnnouncementState.EXPIRED);
        assertThat(a.status().cause().orElseThrow()).contains("is paused");
    }

    @Test
    void how_long_an_expired_one_has_waited_is_told_right_also_when_the_wall_clock_was_set_meanwhile() throws Exception {
        onAir();
        rig.pause(true);
        Announcement a = rig.say(Request.of("a").withTimeToLive(Duration.ofSeconds(30)));
        Announcement b = rig.say(Request.of("b").withTimeToLive(Duration.ofSeconds(40)));
        rig.wallStep = Duration.ofHours(1);
        rig.run(Duration.ofSeconds(31));
        rig.wallStep = Duration.ofHours(-1);
        rig.run(Duration.ofSeconds(10));
        assertThat(a.status().cause().orElseThrow()).contains("ran out after 30 s");
        assertThat(b.status().cause().orElseThrow()).contains("ran out after 40 s");
    }

    @Test
    void a_paused_channel_that_is_pushed_by_hand_begins_nothing_either() throws Exception {
        try (Rig byHand = new Rig(ChannelSettings.BY_HAND)) {
            byHand.add(english, 0);
            byHand.pipe.readerComes();
            byHand.pause(true);
            byHand.run(Duration.ofMillis(100));
            Announcement a = byHand.say("a");
            byHand.run(Duration.ofSeconds(3));
            assertThat(byHand.framesOf(1000)).isZero();
            byHand.pause(false);
            byHand.untilDone(a);
            assertThat(state(a)).isEqualTo(AnnouncementState.SPOKEN);
        }
    }

    // --- the queue's order

    @Test
    void one_that_waits_is_put_in_front_and_spoken_before_the_others() throws Exception {
        onAir();
        rig.say("aaaaa");
        rig.say("bb");
        Announcement c = rig.say("cc");
        Announcement d = say("dd", "other/v");
        rig.run(Duration.ofMillis(100));
        assertThat(rig.admission.move(d.id(), 0)).isTrue();
        assertThat(rig.main().status().queued()).extracting(AnnouncementStatus::id).endsWith(d.id(), c.id());
        rig.untilDone(c);
        assertThat(rig.heard()).containsExactly(1000, 1000, 2000, 1000);
    }

    @Test
    void one_that_is_being_made_or_spoken_or_is_over_or_unknown_is_not_moved() throws Exception {
        onAir();
        Announcement a = rig.say("aaaaa");
        Announcement b = rig.say("bb");
        rig.say("cc");
        rig.until(() -> state(a) == AnnouncementState.SPEAKING);
        assertThat(rig.admission.move(a.id(), 0)).isFalse();
        assertThat(rig.admission.move(b.id(), 0)).as("its sound is made already").isFalse();
        rig.untilDone(a);
        assertThat(rig.admission.move(a.id(), 0)).isFalse();
        assertThat(rig.admission.move("nobody", 0)).isFalse();
    }

    @Test
    void one_that_was_put_in_front_does_not_make_way_for_an_urgent_one_but_those_behind_it_do() throws Exception {
        onAir();
        Announcement a = rig.say("aaaaa");
        rig.say("bb");
        Announcement c = rig.say("cc");
        Announcement d = say("dd", "other/v");
        rig.run(Duration.ofMillis(100));
        rig.admission.move(d.id(), 0);
        rig.untilDone(a);
        rig.until(() -> rig.main().status().speaking().isPresent());
        rig.run(Duration.ofMillis(60));
        Announcement u = rig.say(Request.of("uu").withPriority(Priority.URGENT));
        rig.run(Duration.ofMillis(60));
        assertThat(rig.main().status().queued()).extracting(AnnouncementStatus::id).containsExactly(d.id(), u.id(), c.id());
        rig.untilDone(c);
        assertThat(d.status().started().orElseThrow()).isBefore(u.status().started().orElseThrow());
        assertThat(u.status().started().orElseThrow()).isBefore(c.status().started().orElseThrow());
    }

    // --- listening and looking

    private static List<SentFrame> drain(Listening l) throws InterruptedException {
        List<SentFrame> all = new ArrayList<>();
        for (Optional<SentFrame> f = l.next(Duration.ZERO); f.isPresent(); f = l.next(Duration.ZERO)) {
            all.add(f.get());
        }
        return all;
    }

    private static short level(SentFrame f) {
        // In its middle: ends of sentences are faded.
        int middle = f.pcm().length / 2;
        return (short) (f.pcm()[middle] & 0xff | f.pcm()[middle + 1] << 8);
    }

    @Test
    void who_listens_hears_speech_and_silence_each_20_ms_and_goes_on_over_a_lost_reader() throws Exception {
        onAir();
        try (Listening l = rig.main().listen()) {
            rig.say("a");
            rig.run(Duration.ofMillis(400));
            List<SentFrame> heard = drain(l);
            assertThat(heard).hasSizeBetween(19, 21);
            assertThat(heard.stream().filter(f -> level(f) == 1000).count()).isEqualTo(10);
            for (int i = 1; i < heard.size(); i++) {
                assertThat(Duration.between(heard.get(i - 1).written(), heard.get(i).written())).isEqualTo(Duration.ofMillis(20));
            }
            rig.pipe.readerGoes();
            rig.run(Duration.ofMillis(300));
            drain(l);
            rig.run(Duration.ofMillis(300));
            assertThat(drain(l)).as("off the air").isEmpty();
            assertThat(l.ended()).isFalse();
            rig.pusher.nextRun();
            rig.pipe.readerComes();
            rig.run(Duration.ofMillis(300));
            assertThat(drain(l)).isNotEmpty();
            assertThat(l.missedFrames()).isZero();
        }
    }

    @Test
    void a_listener_keeps_working_when_the_transport_of_its_channel_is_replaced() throws Exception {
        onAir();
        Listening l = rig.main().listen();
        PlayoutLane before = rig.main().output().lane();
        rig.replaceTransport();
        rig.run(Duration.ofMillis(500));
        assertThat(rig.main().output().lane()).isNotSameAs(before);
        rig.pusher.nextRun();
        rig.pipe.readerComes();
        rig.run(Duration.ofMillis(300));
        drain(l);
        rig.run(Duration.ofMillis(300));
        assertThat(drain(l)).hasSizeBetween(14, 16);
        assertThat(l.ended()).isFalse();
    }

    @Test
    void a_listener_ends_when_the_channel_changes_its_format_and_when_it_goes() {
        onAir();
        Listening l = rig.main().listen();
        rig.pause(true);
        rig.run(Duration.ofMillis(50));
        assertThat(l.ended()).as("after a save that left the format").isFalse();
        rig.reformat(new PcmFormat(48_000, 1));
        rig.run(Duration.ofMillis(50));
        assertThat(l.ended()).isTrue();
        Listening next = rig.main().listen();
        assertThat(next.format().sampleRateHz()).isEqualTo(48_000);
        rig.channels.remove("announcer.channel~main", ChannelEnd.REMOVED);
        rig.run(Duration.ofMillis(50));
        assertThat(next.ended()).isTrue();
    }

    @Test
    void the_status_tells_the_peak_while_it_speaks_and_none_off_the_air() throws Exception {
        onAir();
        assertThat(rig.main().status().peakDbfs()).isEqualTo(Double.NEGATIVE_INFINITY);
        Announcement a = rig.say("aaaaaaaaaa");
        rig.until(() -> state(a) == AnnouncementState.SPEAKING);
        rig.run(Duration.ofMillis(100));
        assertThat(rig.main().status().peakDbfs()).isBetween(-30.4, -30.2);
        rig.pusher.publishes = false;
        rig.pusher.nextRun();
        rig.run(Duration.ofMillis(20));
        assertThat(rig.main().status().onAir()).isFalse();
        assertThat(rig.main().status().peakDbfs()).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void the_pushers_lines_are_there_while_there_is_a_push() {
        assertThat(rig.main().output().pushOutput()).containsExactly("run 1");
        try (Rig byHand = new Rig(ChannelSettings.BY_HAND)) {
            assertThat(byHand.main().output().pushOutput()).isEmpty();
        }
    }

    // --- channel listeners

    @Test
    void listeners_hear_of_real_changes_only() throws Exception {
        onAir();
        List<ChannelStatus> told = rig.channelNews();
        assertThat(told.get(0).onAir()).as("it came off the air").isFalse();
        assertThat(told).last().satisfies(s -> {
            assertThat(s.onAir()).isTrue();
            assertThat(s.push().orElseThrow().state()).isEqualTo(PushState.PUSHING);
            assertThat(s.problem()).isEmpty();
        });
        int before = told.size();
        rig.untilDone(rig.say("aaaaa"));
        rig.run(Duration.ofSeconds(60));
        assertThat(rig.channelNews()).as("a minute in which nothing changed").hasSize(before);
        rig.pause(true);
        rig.run(Duration.ofMillis(100));
        rig.pause(false);
        rig.run(Duration.ofMillis(100));
        assertThat(rig.channelNews().subList(before, before + 2)).extracting(ChannelStatus::paused).containsExactly(true, false);
        assertThat(rig.channelNews()).hasSize(before + 2);
    }

    @Test
    void listeners_hear_of_a_removed_channel_but_not_when_all_of_announcer_stops() throws Exception {
        onAir();
        rig.channels.remove("announcer.channel~main", ChannelEnd.REMOVED);
        rig.run(Duration.ofMillis(100));
        rig.channelNews();
        assertThat(rig.channelsGone).containsExactly("main");
        try (Rig stopped = new Rig("")) {
            stopped.channels.remove("announcer.channel~main", ChannelEnd.STOPPED);
            stopped.run(Duration.ofMillis(100));
            stopped.channelNews();
            assertThat(stopped.channelsGone).isEmpty();
        }
    }

    @Test
    void a_lane_that_is_open_goes_by_a_changed_limit_of_what_may_be_owed() throws Exception {
        try (Rig rig = new Rig("")) {
            rig.pipe.readerComes();
            rig.run(Duration.ofSeconds(1));
            rig.engine.limits(new EngineLimits(100, Duration.ofSeconds(2), Duration.ofMillis(10), Duration.ofSeconds(3),
                    Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ofHours(24), InterruptionRules.DEFAULT, -15));
            rig.pipe.room(0);
            rig.run(Duration.ofSeconds(2));
            assertThat(rig.pusher.restarts).isEqualTo(1);
        }
    }

    @Test
    void a_channel_that_is_made_anew_while_it_is_looked_up_does_not_get_what_was_meant_for_the_former() {
        try (Rig rig = new Rig("")) {
            Channel former = rig.main();
            rig.add(new FakeEngine("english", Locale.US, 1000) {
                @Override
                public List<announcer.api.speech.Voice> voices() {
                    if (rig.main() == former) {
                        ChannelSettings s = former.settings();
                        rig.channels.remove(s.pid(), ChannelEnd.REMOVED);
                        rig.turn();
                        rig.channels.put(s);
                    }
                    return super.voices();
                }
            }, 0);
            assertThatThrownBy(() -> rig.say(Request.of("aa").withVoice("english/v"))).isInstanceOf(RejectedException.class)
                    .hasMessageContaining("has just been removed");
            assertThat(rig.main()).isNotSameAs(former);
        }
    }
}
