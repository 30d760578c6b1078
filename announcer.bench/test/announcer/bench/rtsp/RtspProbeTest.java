package announcer.bench.rtsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import announcer.bench.audio.Recording;
import announcer.bench.audio.StreamRecorder;
import announcer.bench.util.Tools;
import announcer.bench.util.Until;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RtspProbeTest {
    private static FakeRtspServer driftingServer;
    private static RtspProbe drifting;

    /** It takes a while until a drift shows: the other tests run meanwhile. */
    @BeforeAll
    static void beginToDrift() throws Exception {
        driftingServer = new FakeRtspServer(300, -1);
        drifting = RtspProbe.play(driftingServer.url());
    }

    @AfterAll
    static void end() throws Exception {
        drifting.close();
        driftingServer.close();
    }

    @Test
    void it_logs_in_plays_the_audio_track_and_sees_a_whole_stream_across_both_rollovers() throws Exception {
        try (FakeRtspServer server = new FakeRtspServer(0, -1); RtspProbe probe = RtspProbe.play(server.url())) {
            assertThat(probe.media()).isEqualTo(new RtspMedia("audio", 0, "PCMU", 8_000, 1, "streamid=1"));
            probe.await(220, Duration.ofSeconds(15));
            RtpTimeline line = probe.timeline();
            assertThat(line.faults()).isEmpty();
            assertThat(line.rtpSeconds(200)).isCloseTo(4.0, within(1e-9));
            assertThat(line.interArrivalMillis().median()).isCloseTo(20, within(3.0));
            assertThat(probe.reports()).isNotEmpty().allSatisfy(r -> {
                assertThat(r.ssrc()).isEqualTo(0xCAFEBABEL);
                assertThat(r.ntpSeconds()).isEqualTo(1_000.5);
            });
            Recording silence = probe.soundFrom(0);
            assertThat(silence.firstNonZero(silence.whole())).as("mu-law 0xFF is exact silence").isEqualTo(-1);
            assertThat(server.requests).as("kept alive within the session's 3 s").anyMatch(r -> r.startsWith("GET_PARAMETER"));
            assertThat(probe.ended()).isEmpty();
        }
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void a_drifting_stream_is_measured_to_a_few_milliseconds_a_minute() throws Exception {
        Until.isTrue("600 packets have come", Duration.ofSeconds(30), () -> drifting.count() >= 600);
        RtpTimeline.Drift drift = new RtpTimeline(drifting.packets().subList(0, 600), 8_000).drift();
        assertThat(drift.millisPerMinute()).isCloseTo(300, within(30.0));
        assertThat(drift.seconds()).isBetween(10, 13);
    }

    @Test
    void a_jump_is_told_with_its_place_and_size() throws Exception {
        try (FakeRtspServer server = new FakeRtspServer(0, 20); RtspProbe probe = RtspProbe.play(server.url())) {
            probe.await(40, Duration.ofSeconds(10));
            List<String> faults = probe.timeline().faults();
            assertThat(faults).hasSize(2);
            assertThat(faults.get(0)).startsWith("packet 20 ").endsWith("sequence number 65527 follows 65519");
            assertThat(faults.get(1)).endsWith("timestamp went by -7840 ticks");
        }
    }

    @Test
    void a_wrong_password_is_a_refusal_with_its_status() throws Exception {
        try (FakeRtspServer server = new FakeRtspServer(0, -1)) {
            assertThatThrownBy(() -> RtspProbe.play(server.url().replace(FakeRtspServer.PASSWORD, "wrong"))).isInstanceOf(RtspRefusal.class)
                    .hasMessageContaining("401").hasMessageNotContaining("wrong");
        }
    }

    @Test
    void the_real_ffmpeg_plays_the_fake_server_so_the_fake_speaks_rtsp() throws Exception {
        Tools.require("ffmpeg");
        try (FakeRtspServer server = new FakeRtspServer(0, -1);
                StreamRecorder player = StreamRecorder.play(server.url(), 8_000, Duration.ofSeconds(10))) {
            player.hear(Duration.ofSeconds(1));
            Recording r = player.soFar();
            assertThat(r.firstNonZero(r.whole())).isEqualTo(-1);
        }
    }

    @Test
    void tracks_are_named_as_the_description_says() {
        assertThat(RtspProbe.track("rtsp://h/main/", "streamid=0")).isEqualTo("rtsp://h/main/streamid=0");
        assertThat(RtspProbe.track("rtsp://h/main", "streamid=0")).isEqualTo("rtsp://h/main/streamid=0");
        assertThat(RtspProbe.track("rtsp://h/main/", "rtsp://h/other")).isEqualTo("rtsp://h/other");
    }
}
