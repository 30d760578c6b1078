package announcer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import announcer.api.Announcement;
import announcer.api.AnnouncementState;
import announcer.api.AnnouncementStatus;
import announcer.api.ChannelStatus;
import announcer.api.Proof;
import announcer.api.RejectedException;
import announcer.api.Request;
import announcer.api.UntilHeard;
import announcer.api.audio.PcmFormat;
import announcer.api.stream.Audience;
import announcer.api.stream.Hearing;
import announcer.api.stream.StreamEar;
import announcer.api.stream.StreamServer;
import announcer.engine.channel.ChannelEnd;

/** What an announcement proves: when it was made, sent and confirmed, and which players the embedded server had meanwhile. */
class ProofTest {
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private final FakeServer server = new FakeServer();
    private final Rig rig = new Rig("");

    /** A server whose players are the test's own. */
    private static final class FakeServer implements StreamServer {
        private final List<long[]> asked = new ArrayList<>();
        private final Queue<Integer> received = new ConcurrentLinkedQueue<>();
        private boolean knows = true;

        @Override
        public String publishUrl(String path) {
            return "rtsp://here/" + path;
        }

        @Override
        public String playUrl(String path) {
            return "rtsp://here/" + path;
        }

        @Override
        public Optional<Audience> audience(String path, long fromNanos, long toNanos) {
            asked.add(new long[]{fromNanos, toNanos});
            Integer next = received.poll();
            return knows ? Optional.of(new Audience(5, next == null ? 0 : next)) : Optional.empty();
        }
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private void onAir(String destination) {
        rig.servers.add(rig.services.register(server, StreamServer.PORT, "8554", 0));
        rig.add(new FakeEngine("english", Locale.US, 1000), 0);
        rig.publishTo(destination);
        rig.run(Duration.ofMillis(200));
        rig.pipe.readerComes();
        rig.run(Duration.ofMillis(200));
    }

    private Announcement sayUntilHeard(int times) throws RejectedException {
        return rig.say(Request.of("aaa").withUntilHeard(new UntilHeard(times, PAUSE)));
    }

    private AnnouncementStatus done(Announcement a) {
        rig.untilDone(a);
        assertThat(a.status().state()).as("%s", a.status()).isEqualTo(AnnouncementState.SPOKEN);
        return a.status();
    }

    @Test
    void times_and_players_are_part_of_the_outcome() throws Exception {
        onAir("");
        server.received.add(3);
        Announcement a = rig.say("aaa");
        assertThat(a.status().proof()).isEqualTo(Proof.NONE);
        AnnouncementStatus s = done(a);
        Proof proof = s.proof();
        Instant started = s.started().orElseThrow();
        assertThat(proof.made().orElseThrow()).isBetween(s.submitted(), started);
        assertThat(Duration.between(started, proof.lastFrame().orElseThrow())).as("30 frames").isBetween(Duration.ofMillis(560),
                Duration.ofMillis(620));
        assertThat(proof.confirmed().orElseThrow()).isBetween(proof.lastFrame().get(), s.ended().orElseThrow());
        assertThat(proof.connected()).hasValue(5);
        assertThat(proof.received()).hasValue(3);
        assertThat(s.cause()).isEmpty();
        assertThat(server.asked).hasSize(1);
        long sent = server.asked.get(0)[1] - server.asked.get(0)[0];
        assertThat(Duration.ofNanos(sent)).as("from its first frame until its last was confirmed: who left before did not get all")
                .isBetween(Duration.between(started, proof.confirmed().get()).minusMillis(1),
                        Duration.between(started, proof.confirmed().get()).plusMillis(1));
    }

    @Test
    void of_another_server_s_players_nothing_is_known() throws Exception {
        onAir("rtsp://elsewhere/x");
        AnnouncementStatus s = done(sayUntilHeard(3));
        assertThat(server.asked).isEmpty();
        assertThat(s.proof().confirmed()).isPresent();
        assertThat(s.proof().connected()).isEqualTo(OptionalInt.empty());
        assertThat(s.proof().received()).isEqualTo(OptionalInt.empty());
        assertThat(s.sendings()).isEqualTo(1);
        assertThat(s.cause().orElseThrow()).contains("is not known, so it was not spoken again");
    }

    @Test
    void a_server_that_does_not_tell_or_hangs_holds_up_no_outcome() throws Exception {
        onAir("");
        server.knows = false;
        assertThat(done(rig.say("aaa")).proof().received()).isEmpty();
        rig.wiring = task -> {};
        Announcement a = rig.say("aaa");
        Announcement b = rig.say("bb");
        AnnouncementStatus s = done(a);
        assertThat(s.proof().received()).isEmpty();
        assertThat(Duration.between(s.proof().confirmed().get(), s.ended().get())).isBetween(Duration.ofMillis(990),
                Duration.ofMillis(1100));
        assertThat(b.status().started()).as("the next one does not wait for that").isPresent();
    }

    @Test
    void it_is_spoken_again_until_a_player_received_it() throws Exception {
        onAir("");
        server.received.addAll(List.of(0, 0, 2));
        Announcement a = sayUntilHeard(5);
        rig.until(() -> a.status().sendings() == 1 && a.status().state() == AnnouncementState.QUEUED);
        assertThat(a.status().cause().orElseThrow()).contains("no player received it", "again in 10 s", "1 of 5");
        assertThat(rig.main().status().queued()).extracting(AnnouncementStatus::id).containsExactly(a.id());
        Announcement b = rig.say("bb");
        server.received.clear();
        server.received.addAll(List.of(0, 0, 2));
        done(b);
        assertThat(a.status().state()).as("another one was spoken in its pause").isEqualTo(AnnouncementState.QUEUED);
        Instant first = a.status().started().get();
        rig.until(() -> a.status().sendings() == 2);
        assertThat(Duration.between(first, a.status().started().get())).isGreaterThan(PAUSE);
        AnnouncementStatus s = done(a);
        assertThat(s.sendings()).isEqualTo(3);
        assertThat(s.proof().received()).hasValue(2);
        assertThat(s.cause()).isEmpty();
        assertThat(rig.framesOf(1000)).isEqualTo(3 * 30 + 20);
    }

    @Test
    void it_is_given_up_after_the_last_time_even_when_its_time_to_live_is_short() throws Exception {
        onAir("");
        Announcement a = rig.say(Request.of("aaa").withUntilHeard(new UntilHeard(2, PAUSE)).withTimeToLive(Duration.ofSeconds(5)));
        AnnouncementStatus s = done(a);
        assertThat(s.sendings()).isEqualTo(3);
        assertThat(s.proof().received()).hasValue(0);
        assertThat(s.cause()).hasValue("no player received it, in 3 times");
    }

    @Test
    void it_is_spoken_again_behind_those_that_wait() throws Exception {
        onAir("");
        Announcement a = rig.say(Request.of("a").withUntilHeard(new UntilHeard(3, Duration.ofSeconds(1))));
        rig.until(() -> a.status().sendings() == 1 && a.status().state() == AnnouncementState.QUEUED);
        List<Announcement> others = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            others.add(rig.say("bbbbbbbbbb"));
        }
        rig.until(() -> a.status().sendings() == 2);
        assertThat(others).allSatisfy(b -> assertThat(b.status().sendings()).isEqualTo(1));
    }

    @Test
    void it_is_not_spoken_again_late() throws Exception {
        onAir("");
        Announcement a = rig.say(Request.of("aaa").withUntilHeard(new UntilHeard(3, PAUSE)).withTimeToLive(Duration.ofSeconds(60)));
        rig.until(() -> a.status().sendings() == 1 && a.status().state() == AnnouncementState.QUEUED);
        rig.pause(true);
        rig.run(Duration.ofSeconds(69));
        assertThat(a.status().state().isFinal()).isFalse();
        rig.run(Duration.ofSeconds(2));
        assertThat(a.status().state()).isEqualTo(AnnouncementState.SPOKEN);
        assertThat(a.status().cause().orElseThrow()).contains("no player received it", "time-to-live", "paused");
    }

    @Test
    void another_format_does_not_speak_again_what_was_confirmed() throws Exception {
        onAir("");
        rig.wiring = task -> {};
        Announcement a = rig.say("aaa");
        rig.until(() -> a.status().proof().lastFrame().isPresent() || rig.framesOf(1000) == 30);
        rig.run(Duration.ofMillis(600));
        assertThat(a.status().state()).as("who received it is asked").isEqualTo(AnnouncementState.SPEAKING);
        rig.reformat(new PcmFormat(48_000, 1));
        rig.run(Duration.ofMillis(100));
        assertThat(a.status().state()).isEqualTo(AnnouncementState.SPOKEN);
        assertThat(a.status().sendings()).isEqualTo(1);
    }

    @Test
    void an_ear_that_fails_holds_up_no_channel() throws Exception {
        rig.engine.ears().add(rig.services.register((StreamEar) channel -> {
            throw new AssertionError("it is asked on " + Thread.currentThread().getName());
        }, "test", "ear", 0));
        onAir("");
        assertThat(rig.main().status().hearing()).isEmpty();
        assertThat(done(rig.say("aaa")).state()).isEqualTo(AnnouncementState.SPOKEN);
    }

    @Test
    void one_that_waits_to_be_spoken_again_can_be_cancelled_and_ends_with_its_channel() throws Exception {
        onAir("");
        Announcement a = sayUntilHeard(5);
        Announcement b = sayUntilHeard(5);
        rig.until(() -> b.status().sendings() == 1 && b.status().state() == AnnouncementState.QUEUED);
        assertThat(a.cancel("no more")).isTrue();
        rig.run(Duration.ofMillis(50));
        assertThat(a.status().state()).isEqualTo(AnnouncementState.CANCELLED);
        assertThat(b.status().state()).isEqualTo(AnnouncementState.QUEUED);
        rig.channels.remove("announcer.channel~main", ChannelEnd.REMOVED);
        rig.settle(() -> b.status().state() == AnnouncementState.CANCELLED);
    }

    @Test
    void the_door_refuses_what_is_out_of_range() {
        assertThatThrownBy(() -> sayUntilHeard(11)).isInstanceOf(RejectedException.class)
                .hasMessage("repeatUntilHeard is 11 times; it must be from 0 to 10");
        assertThatThrownBy(() -> rig.say(Request.of("a").withUntilHeard(new UntilHeard(1, Duration.ofHours(1)))))
                .isInstanceOf(RejectedException.class).hasMessageContaining("the pause of repeatUntilHeard is 3600.0 s");
    }

    @Test
    void what_an_ear_hears_is_part_of_the_channel_s_status() {
        assertThat(rig.main().status().hearing()).isEmpty();
        Hearing mute = new Hearing(Hearing.State.MUTE, Instant.EPOCH, Optional.of("silence"), Optional.empty(), Optional.empty());
        rig.engine.ears().add(rig.services.register((StreamEar) channel -> Optional.of(mute), "test", "ear", 0));
        ChannelStatus status = rig.main().status();
        assertThat(status.hearing()).hasValue(mute);
    }
}
