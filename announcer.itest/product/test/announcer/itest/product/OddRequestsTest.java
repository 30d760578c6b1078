package announcer.itest.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import announcer.bench.http.ApiClient;
import announcer.bench.http.HttpTestClient;
import announcer.bench.product.ProductProcess;
import announcer.itest.support.SharedProduct;
import announcer.itest.support.UsesProduct;

/** Requests that are too large, malformed or slow: each is refused or its connection closed, and everybody else is served meanwhile. */
@UsesProduct
class OddRequestsTest {
    /** More than the HTTP server has threads. */
    private static final int SLOW = 300;

    private static ProductProcess product;
    private static ApiClient api;
    private static HttpTestClient admin;
    private static String auth;

    @BeforeAll
    static void start(SharedProduct shared) throws Exception {
        product = shared.product();
        api = shared.api();
        admin = shared.admin();
        auth = "Host: 127.0.0.1\r\nAuthorization: Bearer " + shared.home().text("conf/api.token").strip() + "\r\n";
    }

    @AfterEach
    void the_server_still_serves_and_has_logged_no_error_of_its_own() throws Exception {
        assertThat(api.channels()).hasSize(1);
        assertThat(admin.get(ConsolePages.ROOT + "/bundles").statusCode()).isEqualTo(200);
        assertThat(String.join("\n", product.printed())).doesNotContain("OutOfMemoryError").doesNotContain("StackOverflowError");
    }

    private static String answer(String request) throws IOException {
        return answer(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String answer(byte[] request) throws IOException {
        try (RawConnection c = RawConnection.to(product.httpUrl())) {
            try {
                c.write(request);
            } catch (IOException e) {
                // It closed before it had read all: its answer is on the way all the same, or it has none.
            }
            return c.readAll();
        }
    }

    private static int status(String answer) {
        return answer.isEmpty() ? 0 : Integer.parseInt(answer.split(" ")[1]);
    }

    /** DNS rebinding: to a browser all of it is one site, the attacker's. */
    @Test
    void a_name_of_another_site_that_leads_here_opens_nothing() throws Exception {
        String name = "rebound.example:8080";
        String host = "Host: " + name + "\r\nOrigin: http://" + name + "\r\nSec-Fetch-Site: same-origin\r\nConnection: close\r\n";
        String basic = "Authorization: " + admin.header("Authorization") + "\r\n";
        String login = "user=admin&password=" + URLEncoder.encode(SharedProduct.PASSWORD, StandardCharsets.UTF_8);
        for (String request : List.of("GET /api/status HTTP/1.1\r\n" + host + basic + "\r\n",
                "GET /metrics HTTP/1.1\r\n" + host + basic + "\r\n",
                "GET " + ConsolePages.ROOT + "/bundles HTTP/1.1\r\n" + host + basic + "\r\n",
                "POST /login HTTP/1.1\r\n" + host + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + login.length()
                        + "\r\n\r\n" + login)) {
            String answer = answer(request);
            assertThat(status(answer)).as(request).isEqualTo(403);
            assertThat(answer).doesNotContain("Set-Cookie");
            assertThat(status(answer(request.replace(name, product.httpUrl().replaceFirst("http://", "").replaceFirst("/$", "")))))
                    .as("the same by the server's address").isIn(200, 303);
        }
    }

    @Test
    void trace_is_refused_everywhere_and_repeats_nothing() throws Exception {
        for (String path : List.of("/api/status", "/login", "/login/login.css", "/health", "/metrics", ConsolePages.ROOT + "/bundles",
                ConsolePages.ROOT + "/announcer/", "/nothing", "*")) {
            String answer = answer("TRACE " + path + " HTTP/1.1\r\n" + auth + "Cookie: a=secret-of-a-cookie\r\nConnection: close\r\n\r\n");
            assertThat(status(answer)).as(path).isIn(405, 501, 400);
            assertThat(answer).as(path).doesNotContain("secret-of-a-cookie").doesNotContain("Bearer ");
        }
    }

    @Test
    void options_are_answered_as_get_would_be_and_open_nothing_to_another_site() throws Exception {
        String asked = String.join("\r\n", "Host: 127.0.0.1", "Origin: http://elsewhere.example", "Access-Control-Request-Method: POST",
                "Connection: close", "");
        String basic = "Authorization: " + admin.header("Authorization") + "\r\n";
        int health = status(answer("GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"));
        Map<String, Integer> expected = new LinkedHashMap<>();
        expected.put("/health", health);
        expected.put("/metrics", 204);
        expected.put("/api/status", 204);
        expected.put("/login", 204);
        expected.put(ConsolePages.ROOT + "/bundles", 204);
        for (Map.Entry<String, Integer> e : expected.entrySet()) {
            String answer = answer("OPTIONS " + e.getKey() + " HTTP/1.1\r\n" + asked + basic + "\r\n");
            assertThat(status(answer)).as(e.getKey()).isEqualTo(e.getValue());
            assertThat(answer).as(e.getKey()).containsIgnoringCase("\r\nAllow: ").doesNotContain("TRACE")
                    .doesNotContainIgnoringCase("access-control-");
        }
        assertThat(status(answer("OPTIONS /metrics HTTP/1.1\r\n" + asked + "\r\n"))).isEqualTo(401);
        assertThat(status(answer("OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"))).isIn(200, 204, 400, 404);
    }

    @Test
    void headers_and_urls_that_are_too_long_are_refused() throws Exception {
        assertThat(status(answer("GET /api/channels HTTP/1.1\r\n" + auth + "X: " + "x".repeat(100_000) + "\r\nConnection: close\r\n\r\n")))
                .isIn(431, 0);
        assertThat(status(answer("GET /api/channels HTTP/1.1\r\n" + auth + "X: x\r\n".repeat(20_000) + "Connection: close\r\n\r\n")))
                .isIn(431, 0);
        assertThat(
                status(answer("GET /api/announcements?text=" + "x".repeat(100_000) + " HTTP/1.1\r\n" + auth + "Connection: close\r\n\r\n")))
                .isIn(414, 431, 0);
        assertThat(status(answer("GET /login?to=" + "x".repeat(100_000) + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")))
                .isIn(414,
                        431, 0);
    }

    @Test
    void bodies_that_are_too_long_are_refused_without_being_read() throws Exception {
        String jar = "Content-Type: application/java-archive\r\n";
        String json = "Content-Type: application/json\r\n";
        for (String head : List.of("POST /api/announcements HTTP/1.1\r\n" + json, "POST /api/preview HTTP/1.1\r\n" + json,
                "POST /api/users HTTP/1.1\r\n" + json, "POST /api/bundles HTTP/1.1\r\n" + jar,
                "PUT /api/bundles/announcer.shell HTTP/1.1\r\n" + jar)) {
            // Ten gigabytes are announced and none are sent: whoever waits for them waits for ever.
            assertThat(status(answer(head + auth + "Content-Length: 10000000000\r\nConnection: close\r\n\r\n"))).as(head).isEqualTo(413);
        }
    }

    @Test
    void a_login_and_an_upload_to_the_console_that_are_too_long_are_refused() throws Exception {
        String login = "POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: " + admin.base()
                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 10000000000\r\nConnection: close\r\n\r\nuser=";
        assertThat(status(answer(login.replace("Host: 127.0.0.1", "Host: " + admin.base().substring(7))))).isIn(400, 413);
        String upload = "POST /system/console/bundles HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: " + admin.header("Authorization")
                + "\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 10000000000\r\nConnection: close\r\n\r\n--x\r\n";
        assertThat(status(answer(upload))).isIn(400, 413);
    }

    @Test
    void a_chunked_body_that_has_no_end_is_refused_at_the_limit() throws Exception {
        try (RawConnection c = RawConnection.to(product.httpUrl())) {
            c.write("POST /api/announcements HTTP/1.1\r\n" + auth + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
            String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
            try {
                for (int i = 0; i < 200; i++) {
                    c.write(chunk);
                }
            } catch (IOException e) {
                // Closed: as good as an answer.
            }
            assertThat(c.statusLine()).matches("(HTTP/1.1 413.*)?");
        }
    }

    @Test
    void what_is_not_http_is_refused() throws Exception {
        Map<String, String> requests = new LinkedHashMap<>();
        requests.put("bad chunk size", "POST /api/announcements HTTP/1.1\r\n" + auth
                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nZZ\r\n{}\r\n0\r\n\r\n");
        requests.put("negative length",
                "POST /api/announcements HTTP/1.1\r\n" + auth + "Content-Length: -1\r\nConnection: close\r\n\r\n{}");
        requests.put("length that is no number",
                "POST /api/announcements HTTP/1.1\r\n" + auth + "Content-Length: five\r\nConnection: close\r\n\r\n{}");
        requests.put("no host", "GET /api/channels HTTP/1.1\r\nConnection: close\r\n\r\n");
        requests.put("space before the colon", "GET /api/channels HTTP/1.1\r\nHost : x\r\nConnection: close\r\n\r\n");
        requests.put("no version", "GET /api/channels\r\n\r\n");
        requests.put("unknown version", "GET /api/channels HTTP/9.9\r\n" + auth + "\r\n");
        requests.put("bytes", "\u0000\u0001\u0002\u00ff\u00fe\r\n\r\n");
        requests.put("TLS hello", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n");
        requests.put("NUL in a header", "GET /api/channels HTTP/1.1\r\n" + auth + "X: a\u0000b\r\nConnection: close\r\n\r\n");
        requests.put("NUL in the path", "GET /api/announcements/%00 HTTP/1.1\r\n" + auth + "Connection: close\r\n\r\n");
        requests.put("half an escape", "GET /api/announcements/%z HTTP/1.1\r\n" + auth + "Connection: close\r\n\r\n");
        List<String> wrong = new ArrayList<>();
        requests.forEach((what, request) -> {
            try {
                String answer = answer(request);
                if (!answer.isEmpty() && !answer.matches("(?s)HTTP/1.1 (400|404|426|505).*")) {
                    wrong.add(what + ": " + answer);
                }
            } catch (IOException e) {
                wrong.add(what + ": " + e.getMessage());
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void a_second_request_cannot_be_hidden_in_the_body_of_the_first() throws Exception {
        String hidden = "DELETE /api/announcements/hidden HTTP/1.1\r\n" + auth + "\r\n";
        String first = "POST /api/announcements HTTP/1.1\r\n" + auth + "Content-Type: application/json\r\n";
        List<String> pairs = List.of(first + "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + hidden,
                first + "Transfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n0\r\n\r\n" + hidden,
                first + "Content-Length: 2\r\nContent-Length: " + (2 + hidden.length()) + "\r\n\r\n{}" + hidden,
                first + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n" + hidden,
                first + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + hidden,
                first + "Transfer-Encoding : chunked\r\nContent-Length: 2\r\n\r\n{}" + hidden);
        for (String pair : pairs) {
            String answer = answer(pair);
            assertThat(answer).as(pair).matches("(?s)(HTTP/1.1 (400|501).*)?").doesNotContain("unknown-announcement");
        }
    }

    @Test
    void bodies_that_are_no_json_or_no_utf_8_are_400_and_never_an_error_of_the_server() throws Exception {
        List<String> routes = List.of("POST /api/announcements", "POST /api/preview", "POST /api/users", "POST /api/tokens",
                "POST /api/channels",
                "POST /api/session/password", "PATCH /api/settings/announcer.web", "PATCH /api/channels/main/settings");
        List<String> bodies = List.of("{", "[]", "null", "\"text\"", "{\"text\":}", "{\"text\":1e999}", "[".repeat(50_000),
                "{\"a\":".repeat(20_000) + "1" + "}".repeat(20_000), "{\"text\":\"\u00ff\u00fe\"}", "{\"text\":\"a\u0000b\"}",
                "{\"name\":\"a\\u0000b\",\"text\":\"a\\ud800b\",\"id\":\"\\u0000\"}", "{\"text\":\"a\",\"text\":\"b\"}",
                "\u00ef\u00bb\u00bf");
        List<String> wrong = new ArrayList<>();
        for (String route : routes) {
            for (String body : bodies) {
                String answer = answer(route + " HTTP/1.1\r\n" + auth + "Content-Type: application/json\r\nContent-Length: " + body.length()
                        + "\r\nConnection: close\r\n\r\n" + body);
                if (!answer.matches("(?s)HTTP/1.1 (4\\d\\d|20\\d).*")) {
                    wrong.add(route + " " + body.substring(0, Math.min(60, body.length())) + ": " + answer);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void no_path_leads_out_of_the_site() throws Exception {
        for (String path : List.of("/../../../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/api/../../etc/passwd",
                "/login/../../etc/passwd",
                "/system/console/announcer/res/../../../../../etc/passwd", "/system/console/announcer/res/..%2f..%2f..%2f..%2fetc/passwd",
                "/system/console/announcer/res/%5c..%5c..%5cetc/passwd", "/system/console/announcer/res//etc/passwd",
                "/login/;/../../etc/passwd",
                "/system/console/announcer/res/..;/..;/..;/META-INF/MANIFEST.MF")) {
            String answer = answer("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: " + admin.header("Authorization")
                    + "\r\nConnection: close\r\n\r\n");
            assertThat(answer).as(path).doesNotContain("root:").doesNotContain("Bundle-SymbolicName:");
        }
    }

    @Test
    void paths_with_parameters_and_dots_do_not_go_round_the_login() throws Exception {
        for (String path : List.of("/api/channels;x=y", "/api/./channels", "/api//channels", "/API/channels", "/login/../api/channels",
                "/login;/../api/channels", "/system/console/bundles;x", "/system//console/bundles.json", "/system/console/./bundles.json",
                "/login/..;/system/console/bundles.json", "/system/console/announcer/res/../../bundles.json", "/%61pi/channels",
                "/system/%63onsole/bundles.json", "/health/../api/channels")) {
            String answer = answer("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
            assertThat(answer).as(path).doesNotContain("sampleRateHz").doesNotContain("symbolicName");
            assertThat(status(answer)).as(path + ": " + answer).isIn(302, 303, 400, 401, 403, 404);
        }
    }

    private static void othersAreServedWhile(String beginnings) throws Exception {
        List<RawConnection> slow = new ArrayList<>();
        try {
            for (int i = 0; i < SLOW; i++) {
                RawConnection c = RawConnection.to(product.httpUrl());
                slow.add(c);
                c.write(beginnings);
            }
            for (int i = 0; i < 5; i++) {
                assertThat(api.channels()).hasSize(1);
                assertThat(HttpTestClient.anonymous(product.httpUrl()).get("/login").statusCode()).isEqualTo(200);
                for (RawConnection c : slow) {
                    writeIfOpen(c);
                }
            }
        } finally {
            for (RawConnection c : slow) {
                c.close();
            }
        }
    }

    private static void writeIfOpen(RawConnection c) {
        try {
            c.write("x");
        } catch (IOException e) {
            // It was closed: as it should be.
        }
    }

    @Test
    void others_are_served_while_hundreds_send_their_headers_letter_by_letter() throws Exception {
        othersAreServedWhile("GET /api/channels HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ");
    }

    @Test
    void others_are_served_while_hundreds_send_a_login_letter_by_letter() throws Exception {
        othersAreServedWhile("POST /login HTTP/1.1\r\nHost: " + admin.base().substring(7) + "\r\nOrigin: " + admin.base()
                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\nuser=");
    }

    @Test
    void others_are_served_while_hundreds_of_strangers_send_a_body_letter_by_letter() throws Exception {
        othersAreServedWhile(
                "POST /api/announcements HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{");
    }
}
