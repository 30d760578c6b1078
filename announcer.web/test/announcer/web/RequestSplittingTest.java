package announcer.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import announcer.testing.FakeAccess;

/**
 * One request gets one answer: whoever stands before us (a proxy) and whoever answers must agree on where a request ends, or a stranger's
 * bytes become another caller's request. Jetty 12.0.32 failed here (CVE-2026-2332): it ended a chunk's extension at a line break inside
 * of a quoted string.
 */
class RequestSplittingTest {
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.1 \\d{3}");
    private static final String HOST = "Host: localhost";
    private static final String POST = "POST /api/announcements HTTP/1.1";
    private static final String HIDDEN = lines("GET /api/hidden HTTP/1.1", HOST, "", "");
    private static ApiServer server;

    @BeforeAll
    static void start() throws Exception {
        server = new ApiServer();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void a_chunk_extension_with_an_open_quote_is_refused_and_nothing_behind_it_is_a_request() throws Exception {
        String[] chunks = {"X", "0", "", ""};
        assertThat(statusLines(chunked("1;a=\"", lines(chunks), HIDDEN, HIDDEN))).containsExactly("HTTP/1.1 400");
        assertThat(statusLines(chunked("1;a=\"b", lines(chunks), HIDDEN, "\"", lines(chunks)))).containsExactly("HTTP/1.1 400");
    }

    @Test
    void a_request_with_two_lengths_is_refused() throws Exception {
        assertThat(statusLines(lines(POST, HOST, "Content-Length: 5", "Transfer-Encoding: chunked", "", "0", "", HIDDEN)))
                .containsExactly("HTTP/1.1 400");
        assertThat(statusLines(lines(POST, HOST, "Content-Length: 0", "Content-Length: 51", "", HIDDEN))).containsExactly("HTTP/1.1 400");
    }

    private static String chunked(String... chunks) {
        return lines(POST, HOST, "Authorization: Bearer " + FakeAccess.TOKEN, "Content-Type: text/plain", "Transfer-Encoding: chunked", "",
                lines(chunks));
    }

    private static String lines(String... lines) {
        return String.join("\r\n", lines);
    }

    /** Returns the status lines of all answers until the server has closed the connection. */
    private static List<String> statusLines(String bytes) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout((int) ApiServer.PATIENCE.toMillis());
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return STATUS_LINE.matcher(answers).results().map(r -> r.group()).toList();
        }
    }
}
