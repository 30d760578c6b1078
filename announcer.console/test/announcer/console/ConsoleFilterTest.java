package announcer.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import jakarta.servlet.ServletException;

import announcer.testing.FakeAccess;
import announcer.testing.http.FakeHttp;

class ConsoleFilterTest {
    private final FakeAccess access = new FakeAccess();
    private final ConsoleFilter filter = new ConsoleFilter(access, UploadLimits.ofMegabytes(100));
    private FakeHttp http = new FakeHttp();
    private boolean passed;

    private FakeHttp through() throws IOException, ServletException {
        passed = false;
        filter.doFilter(http.request(), http.response(), (q, a) -> {
            passed = true;
            ((jakarta.servlet.http.HttpServletResponse) a).setStatus(302);
        });
        return http;
    }

    private String csp(String uri) throws IOException, ServletException {
        http = new FakeHttp();
        http.uri = uri;
        return through().answered.get("Content-Security-Policy");
    }

    @Test
    void our_own_files_have_a_strict_policy_and_felix_pages_what_they_need() throws IOException, ServletException {
        assertThat(csp("/system/console/announcer/tab.html")).doesNotContain("unsafe");
        assertThat(http.answered).containsEntry("Cache-Control", "no-store").containsEntry("X-Frame-Options", "SAMEORIGIN");
        assertThat(csp("/system/console/announcer/res/tab.js")).doesNotContain("unsafe");
        assertThat(http.answered).doesNotContainKey("Cache-Control");
        assertThat(csp("/system/console/announcer")).contains("'unsafe-inline'");
        assertThat(csp("/system/console/bundles")).contains("'unsafe-inline'").contains("object-src 'none'");
        assertThat(http.answered).containsEntry("Cache-Control", "no-store").containsEntry("X-Content-Type-Options", "nosniff");
    }

    @Test
    void a_page_that_is_asked_for_with_a_content_type_that_is_none_is_refused() throws IOException, ServletException {
        http.header("Content-Type", "\"><b>");
        assertThat(through().status).isEqualTo(302);
        http = new FakeHttp();
        http.header("Content-Type", "\"><b>");
        http.onRead = () -> {
            throw new IllegalArgumentException("unterminated quote");
        };
        assertThat(through().status).isEqualTo(400);
        assertThat(passed).isFalse();
    }

    @Test
    void the_methods_that_a_page_allows_are_told() throws IOException, ServletException {
        http.method = "OPTIONS";
        assertThat(through().status).isEqualTo(204);
        assertThat(passed).isFalse();
        assertThat(http.answered).containsEntry("Allow", "GET, HEAD, POST, OPTIONS");
        assertThat(access.audited()).isEmpty();
    }

    private void post(String type, long length) {
        http = new FakeHttp();
        http.method = "POST";
        http.header("Content-Type", type);
        http.contentLength = length;
    }

    @Test
    void uploads_and_forms_have_limits_and_must_say_how_long_they_are() throws IOException, ServletException {
        post("multipart/form-data; boundary=x", 100_000_000);
        assertThat(through().status).isEqualTo(302);
        post("multipart/form-data; boundary=x", 100_000_001);
        assertThat(through().status).isEqualTo(413);
        assertThat(passed).isFalse();
        post("Multipart/form-data; boundary=x", -1);
        assertThat(through().status).isEqualTo(411);
        post("application/x-www-form-urlencoded", (2 << 20) + 1);
        assertThat(through().status).isEqualTo(413);
        post("application/x-www-form-urlencoded", -1);
        http.header("Transfer-Encoding", "chunked");
        assertThat(through().status).isEqualTo(411);
        post("application/x-www-form-urlencoded", -1);
        assertThat(through().status).isEqualTo(302);
    }

    @Test
    void what_is_posted_is_in_the_trail_with_its_action_and_nothing_else_of_it() throws IOException, ServletException {
        post("application/x-www-form-urlencoded", 10);
        http.parameters.put("action", "stop");
        http.parameters.put("newPassword", "secret");
        through();
        post("multipart/form-data", 10);
        http.parameters.put("action", "install");
        through();
        post("application/x-www-form-urlencoded", 10_000_000);
        through();
        http = new FakeHttp();
        through();
        assertThat(access.audited()).containsExactly("- | console POST | /system/console/bundles action=stop | 302",
                "- | console POST | /system/console/bundles | 302", "- | console POST | /system/console/bundles | refused: 413");
    }

    @Test
    void only_addresses_that_others_reach_are_called_open() {
        assertThat(OpenPorts.open(new String[]{"http://127.0.0.1:8080/", "http://[::1]:8080/", "http://localhost:8080/"})).isEmpty();
        assertThat(OpenPorts.open(null)).isEmpty();
        assertThat(OpenPorts.open(new String[]{"http://127.0.0.1:8080/", "https://192.0.2.1:8443/", "http://[2001:db8::1]:8080/"}))
                .containsExactly("http://[2001:db8::1]:8080/", "https://192.0.2.1:8443/");
        assertThat(OpenPorts.open("http://0.0.0.0:8080/")).hasSize(1);
        assertThat(OpenPorts.open("http://radio.example:8080/")).hasSize(1);
    }
}
