package announcer.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import announcer.api.stream.Audience;
import announcer.api.stream.StreamServer;
import announcer.rtsp.protocol.Credentials;
import announcer.rtsp.server.RtspServerUrls;

/** Which players a server counts as those that received what was sent between two moments. */
@Timeout(60)
class AudienceTest {
    private static final Credentials PLAYER = new Credentials("player", "one-two-three");
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String TCP = "Transport: RTP/AVP/TCP;unicast;interleaved=0-1";
    private static final int SMALL_BUFFER = 16 * 1024;
    private TestServer server;
    private RtspClient publisher;
    private int sent;

    @BeforeEach
    void start() throws IOException {
        server = new TestServer(TestServer.settings());
        publisher = new RtspClient(server, "main").publish(RtspClient.PCMU);
    }

    @AfterEach
    void stop() throws IOException {
        publisher.close();
        server.close();
    }

    /** Sends packets, and waits until the server has passed them on. */
    private void speak(int packets) throws IOException {
        for (int i = 0; i < packets; i++) {
            publisher.rtp(sent, sent * 160, 9, 160);
            sent++;
        }
        RtspClient.check(publisher.request("OPTIONS"));
    }

    private Audience audience(long from, long to) {
        return server.server.audience("main", from, to).orElseThrow();
    }

    private Audience whileSpeaking() throws IOException {
        long from = System.nanoTime();
        return audience(from, spoken(20));
    }

    /** Sends packets; returns a time between the last two, however slow this machine is. */
    private long spoken(int packets) throws IOException {
        speak(packets - 1);
        long before = System.nanoTime();
        speak(1);
        return before;
    }

    private static void until(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        boolean met = condition.call();
        while (!met && System.nanoTime() < end) {
            met = condition.call();
        }
        assertThat(met).as(what).isTrue();
    }

    @Test
    void nobody_is_there() throws Exception {
        assertThat(whileSpeaking()).isEqualTo(new Audience(0, 0));
        long now = System.nanoTime();
        assertThat(server.server.audience("elsewhere", now, now)).hasValue(new Audience(0, 0));
    }

    @Test
    void of_a_time_before_it_came_a_server_knows_nothing() throws Exception {
        long before = System.nanoTime();
        try (TestServer next = new TestServer(TestServer.settings())) {
            long since = System.nanoTime();
            assertThat(next.server.audience("main", before, since)).isEmpty();
            assertThat(next.server.audience("main", since, since)).hasValue(new Audience(0, 0));
        }
    }

    @Test
    void players_that_were_there_all_the_time_received_it() throws Exception {
        try (RtspClient one = new RtspClient(server, "main"); RtspClient two = new RtspClient(server, "main")) {
            one.play();
            two.play();
            assertThat(whileSpeaking()).isEqualTo(new Audience(2, 2));
        }
    }

    @Test
    void one_that_came_or_left_or_paused_in_between_was_connected_only() throws Exception {
        try (RtspClient early = new RtspClient(server, "main");
                RtspClient late = new RtspClient(server, "main");
                RtspClient paused = new RtspClient(server, "main")) {
            early.play();
            paused.play();
            long from = System.nanoTime();
            speak(5);
            RtspClient.check(early.request("TEARDOWN"));
            RtspClient.check(paused.request("PAUSE"));
            RtspClient.check(paused.request("PLAY"));
            late.play();
            speak(5);
            long to = System.nanoTime();
            assertThat(audience(from, to).connected()).as("early, late, and the paused one, which is one player").isEqualTo(3);
            assertThat(audience(from, to).received()).isZero();
            assertThat(audience(to, spoken(5)).received()).as("late and the paused one").isEqualTo(2);
        }
    }

    @Test
    void one_that_left_afterwards_did_receive_it() throws Exception {
        try (RtspClient player = new RtspClient(server, "main")) {
            player.play();
            long from = System.nanoTime();
            long to = spoken(20);
            RtspClient.check(player.request("TEARDOWN"));
            assertThat(audience(from, to)).isEqualTo(new Audience(1, 1));
            assertThat(whileSpeaking()).isEqualTo(new Audience(0, 0));
        }
    }

    @Test
    void one_that_takes_nothing_does_not_receive_it() throws Exception {
        stop();
        // It is to be behind, and not dropped for it.
        server = new TestServer(TestServer.slowPlayers(64 * 1024 * 1024, LIMIT.multipliedBy(3)));
        publisher = new RtspClient(server, "main").publish(RtspClient.PCMU);
        try (RtspClient stuck = new RtspClient(server, "main", SMALL_BUFFER); RtspClient player = new RtspClient(server, "main")) {
            stuck.play();
            player.play();
            drain(player);
            until("both take what comes", () -> whileSpeaking().equals(new Audience(2, 2)));
            // More than the sockets between hold, however far the system lets the server's grow.
            for (int i = 0; i < 16_000; i++) {
                publisher.rtp(sent, sent * 160, 9, 1300);
                sent++;
            }
            until("the one that takes them receives what comes now, and no other does",
                    () -> whileSpeaking().equals(new Audience(2, 1)));
            assertThat(whileSpeaking()).as("it is still there: it was not dropped just then").isEqualTo(new Audience(2, 1));
        }
    }

    private static void drain(RtspClient player) {
        Thread drain = new Thread(() -> {
            try {
                player.closedByServer();
            } catch (IOException e) {
                // Closed by the test.
            }
        });
        drain.setDaemon(true);
        drain.start();
    }

    @Test
    void over_udp_a_refusal_or_a_report_of_full_loss_counts() throws Exception {
        try (RtspClient silent = new RtspClient(server, "main");
                RtspClient refusing = new RtspClient(server, "main");
                RtspClient deaf = new RtspClient(server, "main");
                DatagramSocket open = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                DatagramSocket reports = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            int nobody = freePort();
            setup(silent, open.getLocalPort(), open.getLocalPort() - 1);
            setup(refusing, nobody, reports.getLocalPort());
            RtspClient.Answer answer = setup(deaf, open.getLocalPort(), reports.getLocalPort());
            long ssrc = Long.parseLong(find("ssrc=([0-9A-F]+)", answer), 16);
            reports.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(find("server_port=\\d+-(\\d+)", answer))));
            for (RtspClient player : new RtspClient[]{silent, refusing, deaf}) {
                RtspClient.check(player.request("PLAY"));
            }
            until("its machine tells that nobody listens, and the two others count",
                    () -> whileSpeaking().equals(new Audience(3, 2)));
            report(reports, ssrc, 7);
            until("twice the same highest number, and more was sent", () -> {
                speak(20);
                report(reports, ssrc, 7);
                return whileSpeaking().equals(new Audience(3, 1));
            });
            until("its number rises again", () -> {
                report(reports, ssrc, sent);
                return whileSpeaking().equals(new Audience(3, 2));
            });
        }
    }

    private static RtspClient.Answer setup(RtspClient player, int rtp, int rtcp) throws IOException {
        return RtspClient.check(player.request("SETUP", "/trackID=0", "", "Transport: RTP/AVP;unicast;client_port=" + rtp + "-" + rtcp));
    }

    private static void report(DatagramSocket from, long ssrc, int highest) throws IOException {
        ByteBuffer report = ByteBuffer.allocate(32);
        report.put((byte) 0x81).put((byte) 201).putShort((short) 7).putInt(1);
        report.putInt((int) ssrc).putInt(0).putInt(highest);
        from.send(new DatagramPacket(report.array(), 32));
    }

    private static String find(String pattern, RtspClient.Answer answer) {
        Matcher found = Pattern.compile(pattern).matcher(answer.header("transport"));
        assertThat(found.find()).as(answer.toString()).isTrue();
        return found.group(1);
    }

    private static int freePort() throws IOException {
        try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    @Test
    void what_was_reported_of_a_pause_says_nothing_about_what_came_after_it() throws Exception {
        try (RtspClient player = new RtspClient(server, "main");
                DatagramSocket open = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                DatagramSocket reports = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            RtspClient.Answer answer = setup(player, open.getLocalPort(), reports.getLocalPort());
            long ssrc = Long.parseLong(find("ssrc=([0-9A-F]+)", answer), 16);
            reports.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(find("server_port=\\d+-(\\d+)", answer))));
            RtspClient.check(player.request("PLAY"));
            speak(20);
            report(reports, ssrc, 7);
            until("it reports that nothing comes", () -> {
                report(reports, ssrc, 7);
                return whileSpeaking().equals(new Audience(1, 0));
            });
            RtspClient.check(player.request("PAUSE"));
            RtspClient.check(player.request("PLAY"));
            assertThat(whileSpeaking()).isEqualTo(new Audience(1, 1));
        }
    }

    @Test
    void a_probe_plays_once_with_its_right_and_is_no_player() throws Exception {
        publisher.close();
        server.close();
        server = new TestServer(TestServer.settings(Optional.of(PLAYER), Duration.ZERO, LIMIT, LIMIT, 50));
        publisher = new RtspClient(server, "main").publish(RtspClient.PCMU);
        StreamServer urls = new RtspServerUrls(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port), TestServer.PUBLISH,
                server.server);
        String outdated = query(urls.probeUrl("main"));
        String right = query(urls.probeUrl("main"));
        try (RtspClient probe = new RtspClient(server, "main");
                RtspClient second = new RtspClient(server, "main");
                RtspClient other = new RtspClient(server, "hall").publish(RtspClient.PCMU);
                RtspClient elsewhere = new RtspClient(server, "hall")) {
            assertThat(other.request("OPTIONS").status()).isEqualTo(200);
            assertThat(second.request("DESCRIBE", outdated, "").status()).isEqualTo(401);
            assertThat(elsewhere.request("DESCRIBE", right, "").status()).as("of another path").isEqualTo(401);
            assertThat(probe.request("DESCRIBE", right, "").status()).isEqualTo(200);
            probe.play();
            assertThat(second.request("DESCRIBE", right, "").status()).as("used up").isEqualTo(401);
            long from = System.nanoTime();
            speak(20);
            assertThat(urls.audience("main", from, System.nanoTime())).as("it plays, and is none of the players")
                    .hasValue(new Audience(0, 0));
            String unused = query(urls.probeUrl("main"));
            try (RtspClient there = new RtspClient(server, "main")) {
                assertThat(there.request("DESCRIBE", unused, "").status()).isEqualTo(200);
                assertThat(there.request("SETUP", "/trackID=0", "", TCP).status()).as("of the path of its right").isEqualTo(200);
            }
            String ofMain = query(urls.probeUrl("main"));
            assertThat(elsewhere.requestAt(server.url("main") + ofMain, "DESCRIBE").status()).isEqualTo(200);
            assertThat(elsewhere.request("SETUP", "/trackID=0", "", TCP).status()).as("of another, which is published").isEqualTo(401);
        }
    }

    @Test
    void a_wrong_right_is_a_wrong_password() throws Exception {
        publisher.close();
        server.close();
        server = new TestServer(TestServer.settings(Optional.of(PLAYER), Duration.ZERO, LIMIT, LIMIT, 50));
        publisher = new RtspClient(server, "main").publish(RtspClient.PCMU);
        for (int i = 0; i < 4; i++) {
            try (RtspClient guesser = new RtspClient(server, "main")) {
                for (int j = 0; j < 5; j++) {
                    assertThat(guesser.request("DESCRIBE", "?probe=guess" + i + j, "").status())
                            .isEqualTo(i == 3 && j == 4 ? 403 : 401);
                }
                assertThat(guesser.closedByServer()).as("after five wrong ones").isTrue();
            }
        }
        StreamServer urls = new RtspServerUrls(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port), TestServer.PUBLISH,
                server.server);
        try (RtspClient guesser = new RtspClient(server, "main"); RtspClient probe = new RtspClient(server, "main")) {
            assertThat(guesser.request("DESCRIBE", "", "", RtspClient.authorization(PLAYER)).status()).isEqualTo(403);
            assertThat(probe.request("DESCRIBE", query(urls.probeUrl("main")), "").status()).as("our own need not wait").isEqualTo(200);
        }
    }

    @Test
    void probes_take_no_places_of_players() throws Exception {
        publisher.close();
        server.close();
        server = new TestServer(TestServer.settings(Optional.empty(), Duration.ZERO, LIMIT, LIMIT, 3));
        publisher = new RtspClient(server, "main").publish(RtspClient.PCMU);
        StreamServer urls = new RtspServerUrls(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port), TestServer.PUBLISH,
                server.server);
        List<RtspClient> probes = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                RtspClient probe = new RtspClient(server, "main");
                probes.add(probe);
                RtspClient.check(probe.request("DESCRIBE", query(urls.probeUrl("main")), ""));
                probe.play();
            }
            try (RtspClient player = new RtspClient(server, "main"); RtspClient second = new RtspClient(server, "main")) {
                player.play();
                second.play();
                assertThat(whileSpeaking()).isEqualTo(new Audience(2, 2));
                RtspClient.check(probes.get(0).request("OPTIONS"));
            }
            try (RtspClient one = new RtspClient(server, "main")) {
                RtspClient.check(one.request("DESCRIBE", query(urls.probeUrl("main")), ""));
                assertThat(one.request("SETUP", "/trackID=0", "", TCP).status()).as("they have a bound of their own").isEqualTo(503);
            }
        } finally {
            for (RtspClient probe : probes) {
                probe.close();
            }
        }
    }

    private static String query(String url) {
        assertThat(url).contains("/main?probe=");
        return url.substring(url.indexOf('?'));
    }
}
