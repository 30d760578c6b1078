package announcer.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import announcer.rtsp.protocol.Credentials;
import announcer.rtsp.protocol.RtspSettings;

@Timeout(30)
class ProtocolTest {
    private static final Duration SHORT = Duration.ofMillis(600);
    private static final Duration LONG = Duration.ofSeconds(20);
    private TestServer server;

    private RtspClient client(RtspSettings settings) throws IOException {
        if (server == null) {
            server = new TestServer(settings);
        }
        return new RtspClient(server, "main");
    }

    private RtspClient client() throws IOException {
        return client(TestServer.settings(Optional.empty(), Duration.ZERO, LONG, LONG, 50));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0\1\2\3garbage", "hello\r\n\r\n", "GET / HTTP/1.1\r\nHost: x\r\n\r\n", "OPTIONS * RTSP/1.0\r\n\r\n",
            "OPTIONS rtsp://x/ RTSP/9.9\r\nCSeq: 1\r\n\r\n", "RTSP/1.0 200 OK\r\nCSeq: 1\r\n\r\n", "$\0\0\4abcd",
            "ANNOUNCE rtsp://x/main RTSP/1.0\r\nCSeq: 1\r\nContent-Length: -3\r\n\r\n",
            "ANNOUNCE rtsp://x/main RTSP/1.0\r\nCSeq: 1\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\n",
            "DESCRIBE http://x/main RTSP/1.0\r\nCSeq: 1\r\n\r\n", "DESCRIBE rtsp://x/%zz RTSP/1.0\r\nCSeq: 1\r\n\r\n", "OPTIONS\r\n\r\n",
            "\u00fd\u00fe\u00ff"})
    void bad_bytes_get_400_and_a_close(String bytes) throws Exception {
        try (RtspClient client = client()) {
            client.raw(bytes);
            RtspClient.Answer answer = client.answer();
            assertThat(answer.status()).isIn(400, 505);
            assertThat(answer.body()).doesNotContain("Exception").doesNotContain("announcer.rtsp");
            assertThat(client.closedByServer()).isTrue();
        }
    }

    @Test
    void headers_and_bodies_have_limits() throws Exception {
        try (RtspClient client = client()) {
            client.raw("OPTIONS rtsp://x/ RTSP/1.0\r\nCSeq: 1\r\nX: " + "x".repeat(5000));
            assertThat(client.answer().status()).isEqualTo(400);
            assertThat(client.closedByServer()).isTrue();
        }
        try (RtspClient client = client()) {
            client.raw("ANNOUNCE rtsp://x/main RTSP/1.0\r\nCSeq: 1\r\nContent-Length: 99999\r\n\r\n" + "x".repeat(99_999));
            assertThat(client.answer().status()).isEqualTo(413);
            assertThat(client.closedByServer()).isTrue();
        }
    }

    @Test
    void a_connection_that_says_nothing_is_closed() throws Exception {
        try (RtspClient client = client(TestServer.settings(Optional.empty(), Duration.ZERO, SHORT, LONG, 50))) {
            assertThat(client.answer().status()).isEqualTo(408);
            assertThat(client.closedByServer()).isTrue();
        }
    }

    @Test
    void a_request_that_trickles_is_cut_off() throws Exception {
        try (RtspClient client = client(TestServer.settings(Optional.empty(), Duration.ZERO, SHORT, LONG, 50))) {
            assertThat(client.request("OPTIONS").status()).isEqualTo(200);
            CompletableFuture<Void> trickle = CompletableFuture.runAsync(() -> {
                try {
                    while (true) {
                        client.raw("OPTIONS".substring(0, 1));
                        new java.util.concurrent.Semaphore(0).tryAcquire(50, java.util.concurrent.TimeUnit.MILLISECONDS);
                    }
                } catch (IOException | InterruptedException e) {
                    // Cut off, as it should be.
                }
            });
            assertThat(client.answer().status()).isEqualTo(408);
            assertThat(client.closedByServer()).isTrue();
            trickle.get(10, java.util.concurrent.TimeUnit.SECONDS);
        }
    }

    @Test
    void an_idle_connection_is_closed() throws Exception {
        try (RtspClient client = client(TestServer.settings(Optional.empty(), Duration.ZERO, LONG, SHORT, 50))) {
            assertThat(client.request("OPTIONS").status()).isEqualTo(200);
            assertThat(client.closedByServer()).isTrue();
        }
    }

    @Test
    void connections_with_a_session_are_limited_in_number_and_come_free_again() throws Exception {
        try (RtspClient first = client(TestServer.settings(Optional.empty(), Duration.ZERO, LONG, LONG, 1)).publish(RtspClient.PCMU)) {
            assertThat(first.request("OPTIONS").status()).isEqualTo(200);
            try (RtspClient second = client()) {
                assertThat(second.answer().status()).isEqualTo(503);
                assertThat(second.closedByServer()).isTrue();
            }
        }
        long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        int status;
        do {
            try (RtspClient third = client()) {
                third.raw("OPTIONS * RTSP/1.0\r\nCSeq: 1\r\n\r\n");
                status = third.answer().status();
            }
        } while (status != 200 && System.nanoTime() < deadline);
        assertThat(status).isEqualTo(200);
    }

    @Test
    void connections_that_do_nothing_keep_no_publisher_out_and_no_session_makes_room_for_them() throws Exception {
        List<RtspClient> idle = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                idle.add(client(TestServer.settings(Optional.empty(), Duration.ZERO, LONG, LONG, 20)));
                assertThat(idle.get(i).request("OPTIONS").status()).isEqualTo(200);
            }
            try (RtspClient publisher = client().publish(RtspClient.PCMU); RtspClient player = client()) {
                player.play();
                for (int i = 0; i < 40; i++) {
                    idle.add(client());
                    assertThat(idle.get(idle.size() - 1).request("OPTIONS").status()).isEqualTo(200);
                }
                assertThat(idle.get(0).closedByServer()).as("the oldest").isTrue();
                publisher.rtp(1, 160, 9, 160);
                assertThat(player.frame().sequence()).isEqualTo(1);
            }
        } finally {
            for (RtspClient client : idle) {
                client.close();
            }
        }
    }

    @Test
    void players_leave_a_tenth_of_all_places_to_publishers() throws Exception {
        List<RtspClient> players = new ArrayList<>();
        try (RtspClient publisher = client(TestServer.settings(Optional.empty(), Duration.ZERO, LONG, LONG, 20)).publish(RtspClient.PCMU)) {
            for (int i = 0; i < 18; i++) {
                players.add(client());
                players.get(i).play();
            }
            try (RtspClient last = client()) {
                assertThat(last.request("SETUP", "/trackID=0", "", "Transport: RTP/AVP/TCP;interleaved=0-1").status()).isEqualTo(503);
            }
            try (RtspClient other = new RtspClient(server, "other").publish(RtspClient.PCMU)) {
                assertThat(other.request("OPTIONS").status()).isEqualTo(200);
            }
            assertThat(players.remove(0).request("TEARDOWN").status()).isEqualTo(200);
            try (RtspClient next = client()) {
                next.play();
            }
            assertThat(publisher.request("OPTIONS").status()).isEqualTo(200);
        } finally {
            for (RtspClient client : players) {
                client.close();
            }
        }
    }

    @Test
    void headers_are_spelled_as_the_standard_spells_them() throws Exception {
        try (RtspClient publisher = client().publish(RtspClient.PCMU); RtspClient player = client()) {
            player.raw("SETUP " + server.url("main/trackID=0") + " RTSP/1.0\r\ncseq: 7\r\nTransport: RTP/AVP/TCP;interleaved=0-1\r\n\r\n");
            StringBuilder answer = new StringBuilder();
            while (answer.indexOf("\r\n\r\n") < 0) {
                answer.append((char) player.socket.getInputStream().read());
            }
            assertThat(answer.toString().lines().filter(l -> l.contains(":")).map(l -> l.substring(0, l.indexOf(':'))))
                    .containsExactlyInAnyOrder("CSeq", "Server", "Transport", "Session", "Content-Length");
            assertThat(publisher.request("OPTIONS").status()).isEqualTo(200);
        }
    }

    @Test
    void a_slash_too_many_and_a_zone_in_the_address_are_understood() throws Exception {
        try (RtspClient publisher = client().publish(RtspClient.PCMU); RtspClient player = client()) {
            assertThat(player.request("SETUP", "//trackID=0", "", "Transport: RTP/AVP/TCP;interleaved=0-1").status()).isEqualTo(200);
            assertThat(player.request("PLAY", "/", "").status()).isEqualTo(200);
            publisher.rtp(1, 160, 9, 160);
            assertThat(player.frame().sequence()).isEqualTo(1);
            player.raw("DESCRIBE rtsp://[fe80::1%25eth0]:8554/main RTSP/1.0\r\nCSeq: 9\r\n\r\n");
            RtspClient.Answer described = player.answer();
            assertThat(described.status()).isEqualTo(200);
            assertThat(described.body()).contains("m=audio 0 RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\n", "c=IN IP4 0.0.0.0\r\n");
        }
    }

    @Test
    void a_control_character_in_a_path_is_a_bad_request_and_no_fault_of_ours() throws Exception {
        try (RtspClient publisher = client().publish(RtspClient.PCMU); RtspClient player = client()) {
            player.play();
            assertThat(player.request("PLAY", "/%0Aa", "").status()).isEqualTo(400);
            assertThat(publisher.request("OPTIONS").status()).isEqualTo(200);
        }
    }

    @Test
    void publishing_without_or_with_wrong_credentials_is_refused() throws Exception {
        try (RtspClient client = client()) {
            RtspClient.Answer answer = client.request("ANNOUNCE", "", RtspClient.PCMU);
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("www-authenticate")).contains("Digest realm=").contains("Basic realm=");
            for (int i = 0; i < 5; i++) {
                assertThat(client.request("ANNOUNCE", "", RtspClient.PCMU, "Authorization: Basic cHVibGlzaGVyOmZhbHNl").status())
                        .isEqualTo(401);
            }
            assertThat(client.closedByServer()).isTrue();
        }
        try (RtspClient client = client()) {
            assertThat(client.request("ANNOUNCE", "", RtspClient.PCMU, RtspClient.AUTHORIZATION).status()).isEqualTo(200);
        }
    }

    @Test
    void digest_opens_the_door_for_players_when_a_password_is_set() throws Exception {
        Credentials play = new Credentials("player", "p:w");
        try (RtspClient client = client(TestServer.settings(Optional.of(play), Duration.ZERO, LONG, LONG, 50))) {
            RtspClient.Answer refused = client.request("DESCRIBE");
            assertThat(refused.status()).isEqualTo(401);
            assertThat(client.request("SETUP", "/trackID=0", "", "Transport: RTP/AVP/TCP;interleaved=0-1").status()).isEqualTo(401);
            Matcher nonce = Pattern.compile("nonce=\"(.*?)\"").matcher(refused.header("www-authenticate"));
            assertThat(nonce.find()).isTrue();
            String response = md5(md5("player:announcer:p:w") + ":" + nonce.group(1) + ":" + md5("DESCRIBE:rtsp://x/main"));
            String header = "Authorization: Digest username=\"player\", realm=\"announcer\", nonce=\"" + nonce.group(1)
                    + "\", uri=\"rtsp://x/main\", response=\"";
            assertThat(client.request("DESCRIBE", "", "", header + response + "\"").status()).isEqualTo(404);
            String wrong = (response.charAt(0) == '0' ? "1" : "0") + response.substring(1);
            assertThat(client.request("DESCRIBE", "", "", header + wrong + "\"").status()).isEqualTo(401);
        }
    }

    private static String nonce(RtspClient.Answer refused) {
        Matcher nonce = Pattern.compile("nonce=\"(.*?)\"").matcher(refused.header("www-authenticate"));
        assertThat(nonce.find()).isTrue();
        return nonce.group(1);
    }

    private static String digest(String user, String password, String nonce) throws Exception {
        String response = md5(md5(user + ":announcer:" + password) + ":" + nonce + ":" + md5("DESCRIBE:rtsp://x/main"));
        // As a player sends it: a byte of UTF-8 is a character here.
        String sent = new String(user.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return "Authorization: Digest username=\"" + sent + "\", realm=\"announcer\", nonce=\"" + nonce
                + "\", uri=\"rtsp://x/main\", response=\"" + response + "\"";
    }

    @Test
    void a_password_that_is_right_for_another_connection_s_nonce_is_asked_for_again_without_being_wrong() throws Exception {
        Credentials play = new Credentials("m\u00fcller", "gr\u00fc\u00dfe \u4f60");
        try (RtspClient first = client(TestServer.settings(Optional.of(play), Duration.ZERO, LONG, LONG, 50));
                RtspClient second = client()) {
            String foreign = nonce(first.request("DESCRIBE"));
            for (int i = 0; i < 6; i++) {
                RtspClient.Answer stale = second.request("DESCRIBE", "", "", digest(play.user(), play.password(), foreign));
                assertThat(stale.status()).isEqualTo(401);
                assertThat(stale.header("www-authenticate")).contains("stale=true");
                assertThat(second.request("DESCRIBE", "", "", digest(play.user(), play.password(), nonce(stale))).status()).isEqualTo(404);
            }
            RtspClient.Answer wrong = second.request("DESCRIBE", "", "", digest(play.user(), "x", foreign));
            assertThat(wrong.header("www-authenticate")).doesNotContain("stale");
        }
    }

    @Test
    void who_guesses_waits_but_not_who_publishes() throws Exception {
        Credentials play = new Credentials("player", "right");
        for (int i = 0; i < 4; i++) {
            try (RtspClient guesser = client(TestServer.settings(Optional.of(play), Duration.ZERO, LONG, LONG, 50))) {
                for (int j = 0; j < 5; j++) {
                    assertThat(guesser.request("DESCRIBE", "", "", basic("player", "guess" + i + j)).status()).isEqualTo(401);
                }
                assertThat(guesser.closedByServer()).isTrue();
            }
        }
        try (RtspClient guesser = client(); RtspClient publisher = client().publish(RtspClient.PCMU)) {
            RtspClient.Answer answer = guesser.request("DESCRIBE", "", "", basic("player", "right"));
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body()).contains("20 times", "60 s");
            assertThat(publisher.request("OPTIONS").status()).isEqualTo(200);
        }
    }

    private static String basic(String user, String password) {
        return "Authorization: Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static String md5(String text) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void an_early_player_is_told_404_with_the_reason() throws Exception {
        try (RtspClient client = client()) {
            RtspClient.Answer answer = client.request("DESCRIBE");
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.body()).contains("Nobody publishes 'main'");
        }
    }

    @Test
    void an_early_player_waits_for_the_publisher_when_configured() throws Exception {
        try (RtspClient player = client(TestServer.settings(Optional.empty(), LONG, LONG, LONG, 50)); RtspClient publisher = client()) {
            CompletableFuture<RtspClient.Answer> described = CompletableFuture.supplyAsync(() -> {
                try {
                    return player.request("DESCRIBE");
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            publisher.publish(RtspClient.PCMU);
            RtspClient.Answer answer = described.get(10, java.util.concurrent.TimeUnit.SECONDS);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).contains("m=audio 0 RTP/AVP 0").contains("a=control:trackID=0");
        }
    }

    @Test
    void a_waiting_player_is_told_404_when_its_time_is_up() throws Exception {
        try (RtspClient player = client(TestServer.settings(Optional.empty(), SHORT, LONG, LONG, 50))) {
            assertThat(player.request("DESCRIBE").status()).isEqualTo(404);
        }
    }

    @Test
    void methods_in_the_wrong_place_and_unknown_ones_are_refused() throws Exception {
        try (RtspClient client = client(); RtspClient publisher = client().publish(RtspClient.PCMU)) {
            assertThat(client.request("PLAY").status()).isEqualTo(455);
            assertThat(client.request("RECORD").status()).isEqualTo(455);
            RtspClient.Answer unknown = client.request("REDIRECT");
            assertThat(unknown.status()).isEqualTo(405);
            assertThat(unknown.header("allow")).contains("DESCRIBE");
            assertThat(publisher.request("DESCRIBE").status()).isEqualTo(455);
            assertThat(publisher.request("PLAY").status()).isEqualTo(455);
            assertThat(client.request("OPTIONS", "", "", "Require: implicit-play").status()).isEqualTo(551);
        }
    }

    @Test
    void unknown_sessions_and_impossible_transports_are_refused() throws Exception {
        try (RtspClient publisher = client().publish(RtspClient.PCMU); RtspClient client = client()) {
            client.session = "DEADBEEF";
            for (String method : new String[]{"PLAY", "PAUSE", "TEARDOWN", "GET_PARAMETER", "OPTIONS"}) {
                assertThat(client.request(method).status()).as(method).isEqualTo(454);
            }
            client.session = null;
            for (String transport : new String[]{"RTP/AVP;multicast", "RAW/RAW/UDP;unicast", "RTP/AVP;unicast",
                    "RTP/AVP;unicast;client_port=53-54",
                    "RTP/AVP/TCP;interleaved=300-301", "RTP/AVP;unicast;client_port=x", ";", ",;,", ""}) {
                assertThat(client.request("SETUP", "/trackID=0", "", "Transport: " + transport).status()).as(transport).isEqualTo(461);
            }
            assertThat(client.request("SETUP", "/trackID=7", "", "Transport: RTP/AVP/TCP;interleaved=0-1").status()).isEqualTo(404);
            assertThat(client.request("SETUP", "/trackID=0", "", "Transport: RTP/AVP;multicast,RTP/AVP/TCP;interleaved=0-1").status())
                    .isEqualTo(200);
            assertThat(publisher.request("OPTIONS").status()).isEqualTo(200);
        }
    }

    @Test
    void pause_stops_the_packets_and_play_and_keep_alives_go_on_until_teardown() throws Exception {
        try (RtspClient publisher = client().publish(RtspClient.PCMU); RtspClient player = client()) {
            player.play();
            publisher.rtp(1, 160, 9, 160);
            assertThat(player.frame().sequence()).isEqualTo(1);
            assertThat(player.request("PAUSE").status()).isEqualTo(200);
            publisher.rtp(2, 320, 9, 160);
            publisher.request("OPTIONS");
            assertThat(player.request("GET_PARAMETER").status()).isEqualTo(200);
            assertThat(player.request("SET_PARAMETER").status()).isEqualTo(200);
            publisher.rtp(3, 480, 9, 160);
            publisher.request("OPTIONS");
            assertThat(player.request("PLAY").header("rtp-info")).contains("seq=3;rtptime=480");
            assertThat(player.frame().sequence()).isEqualTo(3);
            assertThat(player.request("TEARDOWN").status()).isEqualTo(200);
            assertThat(player.request("PLAY").status()).isEqualTo(454);
        }
    }

    @Test
    void an_answer_names_the_transport_as_the_player_did() throws Exception {
        try (RtspClient publisher = client().publish(RtspClient.PCMU); RtspClient player = client()) {
            for (String protocol : new String[]{"RTP/AVP", "RTP/AVP/UDP", "RTP/AVP/TCP"}) {
                String ports = protocol.endsWith("TCP") ? "interleaved=0-1" : "client_port=40000-40001";
                assertThat(player.request("SETUP", "/trackID=0", "", "Transport: " + protocol + ";unicast;" + ports).header("transport"))
                        .startsWith(protocol + ";unicast;" + ports + ";");
            }
            assertThat(publisher.request("OPTIONS").status()).isEqualTo(200);
        }
    }

    @Test
    void packets_over_udp_go_to_the_address_of_the_connection_only() throws Exception {
        try (RtspClient publisher = client().publish(RtspClient.PCMU);
                RtspClient player = client();
                DatagramSocket udp = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            udp.setSoTimeout(10_000);
            RtspClient.Answer setup = player.request("SETUP", "/trackID=0", "",
                    "Transport: RTP/AVP;unicast;destination=192.0.2.1;client_port=" + udp.getLocalPort() + "-" + (udp.getLocalPort() ^ 1));
            assertThat(setup.status()).isEqualTo(200);
            assertThat(setup.header("transport")).doesNotContain("192.0.2.1").contains("server_port=");
            assertThat(player.request("PLAY").status()).isEqualTo(200);
            publisher.rtp(5, 800, 9, 160);
            DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
            udp.receive(packet);
            assertThat(packet.getLength()).isEqualTo(172);
        }
    }
}
