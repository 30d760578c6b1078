package announcer.engine.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceReference;

import announcer.api.Announcement;
import announcer.api.stream.MediaTransport;
import announcer.api.stream.PushState;
import announcer.api.stream.PushStatus;
import announcer.api.stream.RunDestination;
import announcer.api.stream.StreamServer;
import announcer.testing.VirtualClock;
import announcer.engine.FakeEngine;
import announcer.engine.FakeServices;
import announcer.engine.Rig;
import announcer.engine.config.ChannelSettings;
import announcer.engine.config.EngineLimits;
import announcer.engine.config.InterruptionRules;
import announcer.engine.playout.FakePipe;
import announcer.engine.playout.FrameTaps;
import announcer.engine.playout.Pacer;
import announcer.engine.playout.PacerDriver;
import announcer.engine.playout.Playout;
import announcer.engine.playout.PlayoutLane;
import announcer.engine.playout.PlayoutLaneTest;
import announcer.engine.util.RankedServices;

/** How a channel gets its pipe and its push, and what it asks other bundles for. */
class OutputControllerTest {
    /** An embedded server that counts the questions it is asked. */
    private static final class FakeServer implements StreamServer {
        String host = "here";
        int publishUrls;
        int runUrls;
        int playUrls;

        @Override
        public String publishUrl(String path) {
            publishUrls++;
            return "rtsp://secret@" + host + "/" + path;
        }

        @Override
        public String publishUrlOfRun(String path) {
            return "rtsp://run" + ++runUrls + "@" + host + "/" + path;
        }

        @Override
        public String playUrl(String path) {
            playUrls++;
            return "rtsp://" + host + "/" + path;
        }
    }

    private final FakeServer server = new FakeServer();

    private ServiceReference<StreamServer> add(Rig rig) {
        ServiceReference<StreamServer> ref = rig.services.register((StreamServer) server, StreamServer.PORT, "8554", 0);
        rig.servers.add(ref);
        return ref;
    }

    private static void speak(Rig rig) throws Exception {
        rig.add(new FakeEngine("english", Locale.US, 1000), 0);
        rig.pipe.readerComes();
        rig.untilDone(rig.say("aaaaaaaaaa"));
    }

    @Test
    void a_channel_that_is_pushed_by_hand_never_asks_where_to_publish() throws Exception {
        try (Rig rig = new Rig(ChannelSettings.BY_HAND)) {
            add(rig);
            rig.publishTo("");
            speak(rig);
            rig.run(Duration.ofSeconds(1));
            assertThat(server.publishUrls).isZero();
            assertThat(rig.main().status().playUrl()).contains("rtsp://here/main");
        }
    }

    @Test
    void a_server_is_asked_once_however_long_a_channel_speaks() throws Exception {
        try (Rig rig = new Rig("")) {
            add(rig);
            rig.publishTo("");
            rig.run(Duration.ofSeconds(3));
            speak(rig);
            assertThat(rig.main().status().push().orElseThrow().state()).isEqualTo(PushState.PUSHING);
            rig.main().status();
            rig.main().status();
            assertThat(server.publishUrls).isEqualTo(1);
            assertThat(server.playUrls).isEqualTo(1);
        }
    }

    @Test
    void each_run_of_the_pusher_gets_a_url_of_its_own_of_the_embedded_server_and_of_no_other() throws Exception {
        try (Rig rig = new Rig("")) {
            assertThat(rig.pusher.destinations).as("to a destination of its own").containsOnly(Optional.empty());
            ServiceReference<StreamServer> ref = add(rig);
            rig.publishTo("");
            rig.run(Duration.ofSeconds(1));
            RunDestination destination = rig.pusher.destinations.get(rig.pusher.destinations.size() - 1).orElseThrow();
            assertThat(destination.next()).isEqualTo("rtsp://run1@here/main");
            assertThat(destination.next()).isEqualTo("rtsp://run2@here/main");
            int pushes = rig.pusher.requests.size();
            rig.run(Duration.ofSeconds(3));
            assertThat(rig.pusher.requests).as("another run is no other push").hasSize(pushes);
            rig.servers.remove(ref);
            rig.run(Duration.ofSeconds(1));
            assertThatThrownBy(destination::next).isInstanceOf(IOException.class).hasMessageContaining("start announcer.rtsp");
        }
    }

    @Test
    void a_server_that_is_modified_is_asked_again_and_its_channels_are_published_there() {
        try (Rig rig = new Rig("")) {
            ServiceReference<StreamServer> ref = add(rig);
            rig.publishTo("");
            rig.run(Duration.ofSeconds(1));
            assertThat(rig.pusher.requests).last().satisfies(r -> assertThat(r.destination()).isEqualTo("rtsp://secret@here/main"));
            server.host = "there";
            rig.servers.add(ref);
            rig.run(Duration.ofSeconds(1));
            assertThat(rig.pusher.requests).last().satisfies(r -> assertThat(r.destination()).isEqualTo("rtsp://secret@there/main"));
            assertThat(rig.main().status().playUrl()).contains("rtsp://there/main");
            rig.servers.remove(ref);
            rig.run(Duration.ofSeconds(3));
            assertThat(rig.main().status().playUrl()).isEmpty();
            assertThat(rig.main().status().push()).isEmpty();
            assertThat(rig.main().status().problem().orElseThrow()).contains("it has no destination");
        }
    }

    @Test
    void a_server_that_does_not_answer_is_the_channel_s_problem_until_it_does() {
        try (Rig rig = new Rig("")) {
            Deque<Runnable> unanswered = new ArrayDeque<>();
            rig.publishTo("");
            rig.run(Duration.ofSeconds(1));
            rig.wiring = unanswered::add;
            add(rig);
            rig.run(Duration.ofSeconds(1));
            assertThat(rig.main().status().problem().orElseThrow()).as("a second is not long").contains("has no destination");
            rig.run(Duration.ofSeconds(2));
            assertThat(rig.main().status().problem().orElseThrow()).contains("embedded server of bundle", "has not answered");
            rig.wiring = Runnable::run;
            unanswered.remove().run();
            rig.run(Duration.ofSeconds(1));
            assertThat(rig.main().status().problem()).isEmpty();
            assertThat(rig.pusher.requests).last().satisfies(r -> assertThat(r.destination()).isEqualTo("rtsp://secret@here/main"));
        }
    }

    @Test
    void a_reader_without_the_push_that_is_expected_is_not_on_the_air() {
        try (Rig rig = new Rig("absent")) {
            rig.pipe.readerComes();
            rig.run(Duration.ofSeconds(1));
            assertThat(rig.main().output().lane().connected()).isTrue();
            assertThat(rig.main().status().problem().orElseThrow()).contains("no pusher \"absent\"");
            assertThat(rig.main().isOnAir()).isFalse();
        }
    }

    @Test
    void nothing_is_pushed_before_the_pipe_listens_and_why_it_does_not_is_the_channel_s_problem() {
        try (Rig rig = new Rig("")) {
            int[] pushesAtOpening = {-1};
            boolean[] refuses = {true};
            rig.addTransport(r -> {
                pushesAtOpening[0] = rig.pusher.requests.size();
                if (refuses[0]) {
                    throw new IOException("/run/x/main.sock: Permission denied");
                }
                return rig.pipe;
            });
            int before = rig.pusher.requests.size();
            rig.run(Duration.ofSeconds(5));
            assertThat(rig.pusher.requests).as("no push without a pipe").hasSize(before);
            assertThat(rig.main().status().problem().orElseThrow()).contains("/run/x/main.sock: Permission denied");
            refuses[0] = false;
            rig.run(Duration.ofSeconds(5));
            assertThat(pushesAtOpening[0]).as("pushes when the pipe was opened").isEqualTo(before);
            assertThat(rig.pusher.requests).hasSize(before + 1);
            assertThat(rig.main().status().problem()).isEmpty();
        }
    }

    @Test
    void a_channel_is_wired_on_a_clock_that_is_negative() {
        try (Rig rig = new Rig("", 0, new VirtualClock(-Duration.ofHours(1).toNanos()))) {
            rig.pipe.readerComes();
            rig.run(Duration.ofSeconds(3));
            assertThat(rig.main().isOnAir()).isTrue();
        }
    }

    @Test
    void what_a_former_push_tells_late_is_ignored() {
        try (Rig rig = new Rig("")) {
            rig.pipe.readerComes();
            rig.run(Duration.ofSeconds(1));
            rig.publishTo("rtsp://elsewhere/y");
            rig.run(Duration.ofSeconds(1));
            assertThat(rig.pusher.callbacks).hasSize(2);
            Consumer<PushStatus> former = rig.pusher.callbacks.get(0);
            former.accept(new PushStatus(PushState.STOPPED, Instant.EPOCH, Optional.of("it was slow to end"), 1, 0, Duration.ZERO,
                    Optional.empty(), OptionalLong.empty(), "rtsp://elsewhere/x"));
            rig.turn();
            assertThat(rig.main().output().pushState()).contains(PushState.PUSHING);
            assertThat(rig.main().isOnAir()).isTrue();
        }
    }

    @Test
    void a_push_that_could_not_be_opened_is_not_heard_any_more() throws Exception {
        try (Rig rig = new Rig("")) {
            rig.add(new FakeEngine("english", Locale.US, 1000), 0);
            rig.pusher.broken = true;
            rig.publishTo("rtsp://elsewhere/y");
            rig.run(Duration.ofMillis(100));
            assertThat(rig.pusher.callbacks).hasSize(2);
            rig.pusher.callbacks.get(1).accept(new PushStatus(PushState.PUSHING, Instant.EPOCH, Optional.empty(), 1, 0,
                    Duration.ofHours(1), Optional.empty(), OptionalLong.empty(), "rtsp://elsewhere/y"));
            rig.pipe.readerComes();
            Announcement a = rig.say("aa");
            rig.run(Duration.ofMillis(1500));
            assertThat(rig.pusher.callbacks).as("it was not tried again yet").hasSize(2);
            assertThat(a.status().state().isFinal()).isFalse();
            assertThat(rig.framesOf(1000)).isZero();
        }
    }

    @Test
    void settings_that_are_saved_while_the_pipe_opens_are_its_lanes() {
        VirtualClock clock = new VirtualClock(Rig.START);
        FakeServices services = new FakeServices();
        RankedServices<MediaTransport> transports = new RankedServices<>(services.context());
        FakePipe pipe = new FakePipe();
        ChannelSettings s = Rig.settings(ChannelSettings.BY_HAND);
        EngineLimits limits = new EngineLimits(100, Duration.ofSeconds(2), Duration.ofMillis(10), Duration.ofSeconds(3),
                Duration.ofMinutes(1), Duration.ofSeconds(10), Duration.ofHours(24), InterruptionRules.DEFAULT, -15);
        Pacer pacer = new Pacer(clock);
        AtomicReference<OutputController> controller = new AtomicReference<>();
        transports.add(services.register((MediaTransport) r -> {
            controller.get().settings(new ChannelSettings(s.pid(), s.id(), s.format(), s.voice(), s.fallbackVoices(), s.prosody(),
                    s.loudness(), s.phrases(), s.transport(), s.pusher(), s.destination(), s.codec(), s.bitrateKbps(),
                    Duration.ofSeconds(1), s.gap(), s.timeToLive(), s.queueCapacity(), s.paused()));
            return pipe;
        }, MediaTransport.TYPE, "fake", 0));
        controller.set(new OutputController(
                new OutputController.Services(transports, new RankedServices<>(services.context()),
                        new RankedServices<>(services.context()), pacer, Runnable::run, clock, () -> limits),
                Runnable::run, () -> {}, s, new FrameTaps("main", s.format(), clock, () -> Instant.EPOCH)));
        controller.get().advance(clock.nanoTime());
        controller.get().advance(clock.nanoTime());
        pipe.readerComes();
        PlayoutLane lane = controller.get().lane();
        lane.offer(new Playout(PlayoutLaneTest.utterance(2, 7)));
        while (lane.written() < 60) {
            PacerDriver.step(pacer);
        }
        short[] heard = pipe.samples();
        int frame = s.format().sampleGroupsPerFrame();
        assertThat(heard[50 * frame]).as("the end of a second's lead-in").isZero();
        assertThat(heard[51 * frame]).isEqualTo((short) 7);
    }
}
