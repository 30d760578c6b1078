package announcer.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import announcer.rtsp.protocol.Credentials;
import announcer.testing.VirtualClock;

/** Who may publish, and whom that ends. */
@Timeout(60)
class PublishersTest {
    private static final int NOBODY = 65_534;
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

    private RtspClient.Answer announce(RtspClient client, Credentials credentials) throws IOException {
        return client.request("ANNOUNCE", "", RtspClient.PCMU, RtspClient.authorization(credentials));
    }

    /** Nagle's algorithm of its side holds the body until the head is acknowledged, which the system puts off for 40 ms. */
    @Test
    void who_sends_the_body_of_ANNOUNCE_in_a_packet_of_its_own_is_not_kept_waiting() throws Exception {
        Assumptions.assumeTrue("Linux".equals(System.getProperty("os.name")), "only Linux has TCP_QUICKACK");
        long least = Long.MAX_VALUE;
        // A machine may be busy at any one of them.
        for (int i = 0; i < 20; i++) {
            try (RtspClient client = client()) {
                client.socket.setTcpNoDelay(false);
                // The system acknowledges the first packets of a connection at once.
                for (int j = 0; j < 5; j++) {
                    RtspClient.check(client.request("OPTIONS"));
                }
                long asked = System.nanoTime();
                client.raw("ANNOUNCE " + server.url("main") + " RTSP/1.0\r\nCSeq: 2\r\nContent-Type: application/sdp\r\nContent-Length: "
                        + RtspClient.PCMU.length() + "\r\n\r\n");
                client.raw(RtspClient.PCMU);
                assertThat(client.answer().status()).isEqualTo(401);
                least = Math.min(least, System.nanoTime() - asked);
            }
        }
        assertThat(TimeUnit.NANOSECONDS.toMillis(least)).as("milliseconds to the answer, the least of 20").isLessThan(30);
    }

    @Test
    void what_stood_on_a_run_s_command_line_is_void_after_its_announce() throws Exception {
        Credentials run = server.server.issue("main");
        try (RtspClient pusher = client().publish(RtspClient.PCMU, run); RtspClient thief = client(); RtspClient player = client()) {
            player.play();
            RtspClient.Answer refused = announce(thief, run);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.body()).contains("void");
            assertThat(announce(thief, run).status()).isEqualTo(403);
            pusher.rtp(1, 0, 1, 160);
            assertThat(player.frame().ssrc()).isNotZero();
        }
    }

    @Test
    void credentials_of_a_run_open_no_other_path() throws Exception {
        Credentials run = server.server.issue("hall");
        try (RtspClient thief = client()) {
            assertThat(announce(thief, run).status()).isEqualTo(401);
        }
    }

    @Test
    void the_next_run_throws_out_whoever_was_faster_with_the_credentials_of_the_last() throws Exception {
        Credentials run = server.server.issue("main");
        try (RtspClient thief = client().publish(RtspClient.PCMU, run); RtspClient pusher = client()) {
            assertThat(announce(pusher, run).status()).isEqualTo(403);
            Credentials next = server.server.issue("main");
            try (RtspClient again = client().publish(RtspClient.PCMU, next)) {
                assertThat(thief.closedByServer()).isTrue();
                assertThat(again.request("OPTIONS").status()).isEqualTo(200);
            }
        }
    }

    @Test
    void a_live_publisher_is_not_evicted_by_whoever_has_the_lasting_credentials() throws Exception {
        try (RtspClient pusher = client().publish(RtspClient.PCMU, server.server.issue("main"));
                RtspClient other = client();
                RtspClient player = client()) {
            player.play();
            RtspClient.Answer refused = announce(other, TestServer.PUBLISH);
            assertThat(refused.status()).isEqualTo(455);
            assertThat(refused.body()).contains("'main' is published by");
            pusher.rtp(1, 0, 1, 160);
            assertThat(player.frame().sequence()).isNotNegative();
            assertThat(pusher.request("TEARDOWN").status()).isEqualTo(200);
            assertThat(announce(other, TestServer.PUBLISH).status()).as("when it has gone").isEqualTo(200);
        }
    }

    @Test
    void a_publisher_that_has_gone_silent_makes_way() throws Exception {
        VirtualClock clock = new VirtualClock();
        server.close();
        server = new TestServer(TestServer.settings(), clock);
        try (RtspClient silent = client().publish(RtspClient.PCMU); RtspClient early = client(); RtspClient late = client()) {
            clock.pass(TimeUnit.MILLISECONDS.toNanos(1_999));
            assertThat(announce(early, TestServer.PUBLISH).status()).isEqualTo(455);
            clock.pass(TimeUnit.MILLISECONDS.toNanos(1));
            assertThat(announce(late, TestServer.PUBLISH).status()).isEqualTo(200);
            assertThat(silent.closedByServer()).isTrue();
        }
    }

    /** A user who reads the command line faster than ffmpeg announces. */
    @Test
    void another_user_of_the_machine_cannot_use_the_credentials_of_a_run() throws Exception {
        boolean possible = Files.isReadable(Path.of("/proc/net/tcp")) && Files.isExecutable(Path.of("/usr/bin/setpriv"))
                && Files.isExecutable(Path.of("/bin/bash"))
                && Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        Assumptions.assumeTrue(possible, "Skipped: only root on Linux can connect as another user, with setpriv and bash.");
        Credentials run = server.server.issue("main");
        String request = "ANNOUNCE " + server.url("main") + " RTSP/1.0\r\nCSeq: 1\r\n" + RtspClient.authorization(run)
                + "\r\nContent-Type: application/sdp\r\nContent-Length: " + RtspClient.PCMU.length() + "\r\n\r\n" + RtspClient.PCMU;
        Process thief = new ProcessBuilder("/usr/bin/setpriv", "--reuid", Integer.toString(NOBODY), "--clear-groups", "/bin/bash", "-c",
                "exec 3<>/dev/tcp/127.0.0.1/" + server.port + "; printf %s \"$0\" | base64 -d >&3; read -r -u 3 line; echo \"$line\"",
                Base64.getEncoder().encodeToString(request.getBytes(StandardCharsets.US_ASCII))).redirectErrorStream(true).start();
        try {
            String answer = new String(thief.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).contains("403");
        } finally {
            thief.destroyForcibly();
        }
        try (RtspClient pusher = client()) {
            assertThat(announce(pusher, run).status()).as("they are still the run's").isEqualTo(200);
        }
    }
}
