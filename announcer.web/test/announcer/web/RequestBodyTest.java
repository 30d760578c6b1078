package announcer.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import announcer.api.access.Scope;
import announcer.lib.http.SlowBodies;
import announcer.testing.FakeAccess;
import announcer.web.ApiServer.Answer;

/** Bodies that are big, slow, cut off, or say nothing of their length. The server's limit here is 10,000 bytes. */
class RequestBodyTest {
    private static final String OTHER = "another-caller";
    private ApiServer server;

    @BeforeEach
    void start() throws Exception {
        server = new ApiServer();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void the_limit_is_exact() throws Exception {
        assertThat(server.post("announcements", "text/plain", "x".repeat(10_000).getBytes(UTF_8)).status()).isEqualTo(202);
        assertThat(server.announcer.latest().status().request().text()).hasSize(10_000);

        Answer answer = server.post("announcements", "text/plain", "x".repeat(10_001).getBytes(UTF_8));
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.string("type")).isEqualTo("urn:announcer:problem:body-too-long");
        assertThat(answer.string("detail")).contains("10000").contains("maxBodyBytes");
    }

    @Test
    void a_body_of_unknown_length_is_stopped_at_the_limit() throws Exception {
        Answer fits = server.send(server.to("announcements").header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream("y".repeat(10_000).getBytes(UTF_8)))));
        assertThat(fits.status()).isEqualTo(202);

        // A chunk at a time, for ever: it is answered when the limit is passed, not when the body ends.
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(head("Transfer-Encoding: chunked"));
            byte[] chunk = ("3e8\r\n" + "z".repeat(1000) + "\r\n").getBytes(US_ASCII);
            for (int i = 0; i < 11; i++) {
                out.write(chunk);
            }
            out.flush();
            assertThat(statusLine(socket.getInputStream())).contains(" 413 ");
        }
        assertThat(server.announcer.accepted).hasSize(1);
    }

    @Test
    void a_claimed_length_over_the_limit_is_refused_unread() throws Exception {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(head("Content-Length: 999999999999"));
            assertThat(statusLine(socket.getInputStream())).contains(" 413 ");
        }
    }

    @Test
    void a_slow_body_arrives_whole() throws Exception {
        byte[] text = "慢 slow \uD83D\uDC0C".getBytes(UTF_8);
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(head("Content-Length: " + text.length));
            // One byte a packet: characters are cut everywhere.
            for (byte b : text) {
                out.write(b);
                out.flush();
                Thread.onSpinWait();
            }
            assertThat(statusLine(socket.getInputStream())).contains(" 202 ");
        }
        assertThat(server.announcer.latest().status().request().text()).isEqualTo("慢 slow \uD83D\uDC0C");
    }

    @Test
    void a_body_that_trickles_in_is_given_up_and_the_connection_closed() throws Exception {
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            InputStream in = socket.getInputStream();
            out.write(head("Content-Length: 1000"));
            // A byte, 21 s later (by the server's clock) another, and so on: it has begun to read by the second, or the third.
            for (int i = 0; i < 900 && in.available() == 0; i++) {
                out.write('x');
                server.clock.pass(TimeUnit.SECONDS.toNanos(21));
                awaitAnswer(in);
            }
            String answer = new String(in.readAllBytes(), US_ASCII);
            assertThat(answer).startsWith("HTTP/1.1 408 ").contains("urn:announcer:problem:body-too-slow", "bodySeconds");
        }
        assertThat(server.announcer.accepted).isEmpty();
    }

    /** Waits for an answer for a moment: there may be none yet. */
    private static void awaitAnswer(InputStream in) throws Exception {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(20);
        while (in.available() == 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(100_000);
        }
    }

    @Test
    void a_body_that_is_cut_off_is_never_announced() throws Exception {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(head("Content-Length: 100"));
            socket.getOutputStream().write("only this".getBytes(US_ASCII));
            socket.shutdownOutput();
            assertThat(statusLine(socket.getInputStream())).contains(" 400 ");
        }
        assertThat(server.announcer.accepted).isEmpty();
    }

    @Test
    void so_many_slow_bodies_are_waited_for_and_one_that_is_there_at_once_passes_them() throws Exception {
        SlowBodies slow = new SlowBodies(4);
        server.access.allow(OTHER, "token:other", Scope.ANNOUNCE);
        server.servlet.limitSlowBodies(slow);
        try (Socket one = connect();
                Socket two = connect();
                Socket three = connect();
                Socket other = connect();
                Socket whole = connect()) {
            one.getOutputStream().write(head("Content-Length: 5"));
            two.getOutputStream().write(head("Transfer-Encoding: chunked"));
            awaitWaiting(slow, 2);
            three.getOutputStream().write(head("Content-Length: 5"));
            assertThat(new String(three.getInputStream().readAllBytes(), US_ASCII)).startsWith("HTTP/1.1 429 ")
                    .contains("urn:announcer:problem:too-many-slow-bodies", "Retry-After: ", "Connection: close", "of 4 bodies",
                            "half of the places");
            other.getOutputStream().write(head("Content-Length: 5", OTHER));
            awaitWaiting(slow, 3);
            ByteArrayOutputStream both = new ByteArrayOutputStream();
            both.write(head("Content-Length: 5"));
            both.write("whole".getBytes(US_ASCII));
            whole.getOutputStream().write(both.toByteArray());
            assertThat(statusLine(whole.getInputStream())).contains(" 202 ");

            one.getOutputStream().write("hello".getBytes(US_ASCII));
            assertThat(statusLine(one.getInputStream())).contains(" 202 ");
            other.getOutputStream().write("other".getBytes(US_ASCII));
            assertThat(statusLine(other.getInputStream())).contains(" 202 ");
            two.getOutputStream().write("5\r\nworld\r\n0\r\n\r\n".getBytes(US_ASCII));
            assertThat(statusLine(two.getInputStream())).contains(" 202 ");
        }
        awaitWaiting(slow, 0);
        assertThat(server.announcer.accepted).hasSize(4);
    }

    private static void awaitWaiting(SlowBodies slow, int many) {
        long end = System.nanoTime() + ApiServer.PATIENCE.toNanos();
        while (slow.waiting() != many && System.nanoTime() < end) {
            LockSupport.parkNanos(100_000);
        }
        assertThat(slow.waiting()).isEqualTo(many);
    }

    private Socket connect() throws Exception {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) ApiServer.PATIENCE.toMillis());
        return socket;
    }

    private byte[] head(String length) throws Exception {
        return head(length, FakeAccess.TOKEN);
    }

    private byte[] head(String length, String bearer) throws Exception {
        return ("POST /api/announcements HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + bearer
                + "\r\nContent-Type: text/plain\r\n" + length + "\r\n\r\n").getBytes(US_ASCII);
    }

    private static String statusLine(InputStream in) throws Exception {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            line.write(b);
        }
        return line.toString(US_ASCII);
    }
}
