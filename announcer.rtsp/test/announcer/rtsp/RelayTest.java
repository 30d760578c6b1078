package announcer.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import announcer.rtsp.protocol.RtspSettings;

/** Publishers and players of our own, so that every packet is known. */
@Timeout(60)
class RelayTest {
    private static final String L16 = RtspClient.PCMU.replace("AVP 0", "AVP 97\r\na=rtpmap:97 L16/48000");
    private static final boolean THOROUGH = Boolean.getBoolean("thorough");
    /** Measured ones: a figure to be quoted is one of a thorough run. */
    private static final int PACKETS = THOROUGH ? 500 : 100;
    /** Some 10 MB at least, which is more than the system's buffers hold for a player that never reads. */
    private static final int TO_A_SLOW_ONE = THOROUGH ? 20_000 : 8_000;
    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        server = new TestServer(TestServer.settings());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private RtspClient client() throws IOException {
        return new RtspClient(server, "main");
    }

    private void restart(RtspSettings settings) throws IOException {
        server.close();
        server = new TestServer(settings);
    }

    @Test
    void rtp_info_names_the_first_packet() throws Exception {
        try (RtspClient publisher = client().publish(RtspClient.PCMU)) {
            publisher.rtp(65_535, -160, 9, 160);
            publisher.request("OPTIONS");
            for (int i = 0; i < 3; i++) {
                try (RtspClient player = client()) {
                    Matcher info = Pattern.compile("url=(?<url>\\S+);seq=(?<seq>\\d+);rtptime=(?<time>\\d+)")
                            .matcher(player.play().header("rtp-info"));
                    assertThat(info.matches()).isTrue();
                    assertThat(info.group("url")).isEqualTo(server.url("main/trackID=0"));
                    publisher.rtp(i, i * 160, 9, 160);
                    RtspClient.Frame frame = player.frame();
                    assertThat(frame.sequence()).isEqualTo(Integer.parseInt(info.group("seq")));
                    assertThat(frame.timestamp()).isEqualTo(Long.parseLong(info.group("time")));
                    assertThat(player.frame().sequence()).isEqualTo(i);
                }
            }
        }
    }

    @Test
    void the_next_run_takes_over_and_the_player_hears_one_stream() throws Exception {
        try (RtspClient first = client().publish(RtspClient.PCMU); RtspClient player = client()) {
            player.play();
            first.rtp(7, 1000, 1, 160);
            RtspClient.Frame before = player.frame();
            try (RtspClient second = client().publish(RtspClient.PCMU, server.server.issue("main"))) {
                assertThat(first.closedByServer()).isTrue();
                second.rtp(50_000, 77, 2, 160);
                second.rtp(50_001, 77 + 160, 2, 160);
                RtspClient.Frame after = player.frame();
                assertThat(after.sequence()).isEqualTo(before.sequence() + 1);
                assertThat(after.ssrc()).isEqualTo(before.ssrc());
                double elapsed = (after.nanos() - before.nanos()) * 8000 / 1e9;
                assertThat((double) (after.timestamp() - before.timestamp())).isBetween(1.0, elapsed + 800);
                assertThat(player.frame().timestamp()).isEqualTo(after.timestamp() + 160);
            }
        }
    }

    @Test
    void different_media_closes_the_players() throws Exception {
        try (RtspClient first = client().publish(RtspClient.PCMU); RtspClient player = client()) {
            player.play();
            try (RtspClient second = client().publish(L16, server.server.issue("main"))) {
                assertThat(player.closedByServer()).isTrue();
                assertThat(first.closedByServer()).isTrue();
                assertThat(second.request("OPTIONS").status()).isEqualTo(200);
            }
        }
    }

    @Test
    void paths_do_not_meet() throws Exception {
        try (RtspClient a = client().publish(RtspClient.PCMU);
                RtspClient b = new RtspClient(server, "hall/2").publish(RtspClient.PCMU);
                RtspClient player = new RtspClient(server, "hall/2")) {
            player.play();
            a.rtp(1, 0, 1, 10);
            a.request("OPTIONS");
            b.rtp(2, 0, 2, 10);
            assertThat(player.frame().sequence()).isEqualTo(2);
        }
    }

    @Test
    void sender_reports_stay_on_one_line_from_ntp_to_timestamp() throws Exception {
        long firstNtp = 4_000_000_000L << 32;
        try (RtspClient player = client()) {
            RtspClient first = client().publish(RtspClient.PCMU);
            player.play();
            first.rtp(1, 0, 1, 160);
            first.senderReport(1, firstNtp, 0);
            player.frame();
            RtspClient.Frame report = player.frame();
            assertThat(report.channel()).isEqualTo(1);
            assertThat(report.payload().get(1) & 0xFF).isEqualTo(200);
            long ntp = report.payload().getLong(8);
            long timestamp = report.payload().getInt(16) & 0xFFFFFFFFL;
            assertThat(ntp).isEqualTo(firstNtp);
            first.close();
            for (int run = 2; run < 10; run++) {
                try (RtspClient next = client().publish(RtspClient.PCMU)) {
                    // As ffmpeg does it: a report before the first packet. Its NTP clock is off by as many ms as runs.
                    next.senderReport(run, firstNtp + ((long) run << 32) / 1000, 500 * run);
                    next.rtp(3, 500 * run + 160, run, 160);
                    RtspClient.Frame packet = player.frame();
                    report = player.frame();
                    assertThat(report.payload().getInt(4)).isEqualTo(packet.ssrc());
                    double seconds = (report.payload().getLong(8) - ntp) / 4294967296.0;
                    // As signed 32 bits: a report may well lie before timestamp 0.
                    double ticks = report.payload().getInt(16) - (int) timestamp;
                    assertThat(ticks / 8000 - seconds).isBetween(-0.001, 0.001);
                    assertThat((int) packet.timestamp() - report.payload().getInt(16)).isEqualTo(160);
                }
            }
        }
    }

    @Test
    void a_player_that_never_reads_is_dropped_and_another_gets_every_packet() throws Exception {
        restart(TestServer.timeouts(Duration.ofSeconds(60), Duration.ofSeconds(15), 256 * 1024));
        try (RtspClient publisher = client().publish(RtspClient.PCMU); RtspClient slow = client(); RtspClient good = client()) {
            slow.play();
            good.play();
            int sent = 0;
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (System.nanoTime() < deadline && sent < TO_A_SLOW_ONE) {
                publisher.rtp(sent, sent * 160, 9, 1300);
                assertThat(good.frame().sequence()).isEqualTo(sent & 0xFFFF);
                sent++;
            }
            assertThat(slow.closedByServer()).isTrue();
            assertThat(sent).isEqualTo(TO_A_SLOW_ONE);
        }
    }

    @Test
    void silent_publishers_and_udp_players_time_out_and_reports_or_a_pause_keep_a_player() throws Exception {
        restart(TestServer.timeouts(Duration.ofMillis(1500), Duration.ofMillis(1000), 256 * 1024));
        try (RtspClient publisher = client().publish(RtspClient.PCMU);
                RtspClient silent = client();
                RtspClient reporting = client();
                RtspClient paused = client();
                DatagramSocket udp = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            silent.request("SETUP", "/trackID=0", "", "Transport: RTP/AVP;unicast;client_port=40000-40001");
            silent.request("PLAY");
            paused.request("SETUP", "/trackID=0", "", "Transport: RTP/AVP;unicast;client_port=40000-40001");
            paused.request("PLAY");
            paused.request("PAUSE");
            String transport = reporting
                    .request("SETUP", "/trackID=0", "", "Transport: RTP/AVP;unicast;client_port=40000-" + udp.getLocalPort())
                    .header("transport");
            reporting.request("PLAY");
            Matcher ports = Pattern.compile("server_port=\\d+-(\\d+)").matcher(transport);
            assertThat(ports.find()).isTrue();
            DatagramPacket receiverReport = new DatagramPacket(new byte[]{(byte) 0x80, (byte) 201, 0, 1, 0, 0, 0, 1}, 8,
                    InetAddress.getLoopbackAddress(), Integer.parseInt(ports.group(1)));
            silent.socket.setSoTimeout(20);
            long start = System.nanoTime();
            boolean gone = false;
            for (int i = 0; !gone && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(10); i++) {
                publisher.rtp(i, i * 160, 9, 160);
                udp.send(receiverReport);
                gone = silent.closedByServer();
            }
            assertThat(gone).isTrue();
            assertThat(System.nanoTime() - start).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(1400));
            assertThat(reporting.request("GET_PARAMETER").status()).isEqualTo(200);
            assertThat(paused.request("GET_PARAMETER").status()).as("one that pauses has nothing to report").isEqualTo(200);
            assertThat(publisher.closedByServer()).isTrue();
        }
    }

    /** Prints the figure that the report quotes; fails only on what would be plainly wrong. */
    @Test
    void the_relay_adds_next_to_nothing() throws Exception {
        try (RtspClient publisher = client().publish(RtspClient.PCMU); RtspClient player = client()) {
            player.play();
            long[] nanos = new long[PACKETS];
            for (int i = -PACKETS / 2; i < PACKETS; i++) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(4));
                long before = System.nanoTime();
                publisher.rtp(i, i * 160, 9, 160);
                RtspClient.Frame frame = player.frame();
                if (i >= 0) {
                    nanos[i] = frame.nanos() - before;
                }
            }
            Arrays.sort(nanos);
            System.out.printf("relay delay publisher -> player: median %.3f ms, p99 %.3f ms, max %.3f ms%n", nanos[PACKETS / 2] / 1e6,
                    nanos[PACKETS * 99 / 100] / 1e6, nanos[PACKETS - 1] / 1e6);
            assertThat(nanos[PACKETS / 2]).isLessThan(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }
}
