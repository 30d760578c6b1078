package announcer.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import announcer.api.config.InvalidConfigurationException;
import announcer.testing.http.FakeHttp;

/** Which file answers under which path, and what a browser may do with it. */
class PageServletTest {
    private static final Pattern FILE = Pattern.compile("(?:src|href)=\"(/pages/[^\"]+)\"");
    private static final int MOST_FILES = 4;
    private static final int HEAVIEST = 40_000;
    private final PageServlet servlet = new PageServlet("");

    @Test
    void each_page_has_its_address() throws IOException {
        Map<String, String> pages = Map.of("/", "desk", "/board/", "board", "/board", "board", "/board/hall%201", "board", "/take", "take",
                "/figures", "figures", "/ticket/q3V7-_x", "ticket");
        for (Map.Entry<String, String> page : pages.entrySet()) {
            FakeHttp http = get(page.getKey());
            assertThat(http.status).as(page.getKey()).isEqualTo(200);
            assertThat(http.body()).as(page.getKey()).contains("src=\"/pages/all/" + page.getValue() + ".js\"");
            assertThat(http.answered).containsEntry("Content-Type", "text/html; charset=utf-8").containsEntry("Cache-Control", "no-cache")
                    .containsKey("ETag");
        }
    }

    @Test
    void no_page_allows_a_script_or_a_style_of_its_own_and_only_boards_are_shown_within_other_sites() throws IOException {
        for (String path : List.of("/", "/board/x", "/take", "/ticket/x", "/ticket/x.svg", "/pages/desk.js")) {
            assertThat(get(path).answered.get("Content-Security-Policy")).as(path).startsWith("default-src 'none'; script-src 'self'")
                    .doesNotContain("unsafe").endsWith(path.startsWith("/board") ? "frame-ancestors *" : "frame-ancestors 'self'");
            assertThat(get(path).answered).containsEntry("X-Content-Type-Options", "nosniff");
        }
    }

    @Test
    void a_browser_that_unzips_gets_less_and_what_it_has_is_not_sent_again() throws IOException {
        FakeHttp plain = get("/pages/desk.js");
        FakeHttp zipped = request("/pages/desk.js").header("Accept-Encoding", "br, gzip");
        servlet.doGet(zipped.request(), zipped.response());
        assertThat(zipped.answered).containsEntry("Content-Encoding", "gzip").containsEntry("Vary", "Accept-Encoding");
        assertThat(zipped.bytes()).isLessThan(plain.bytes());
        FakeHttp again = request("/pages/desk.js").header("Accept-Encoding", "gzip").header("If-None-Match", zipped.answered.get("ETag"));
        servlet.doGet(again.request(), again.response());
        assertThat(again.status).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(plain.answered.get("ETag")).isNotEqualTo(zipped.answered.get("ETag"));
    }

    @Test
    void a_page_s_modules_come_as_one_and_all_of_it_is_light() throws IOException {
        for (String path : List.of("/", "/board", "/take", "/ticket/x")) {
            List<String> files = FILE.matcher(get(path).body()).results().map(m -> m.group(1)).toList();
            assertThat(files).as("files of " + path).hasSizeBetween(3, MOST_FILES);
            int bytes = zipped(path).bytes();
            for (String file : files) {
                FakeHttp http = zipped(file);
                assertThat(http.status).as(file).isEqualTo(200);
                bytes += http.bytes();
                if (file.endsWith(".js")) {
                    assertThat(get(file).body()).as(file).contains("// /dom.js\n", "// /i18n/zh.js\n").doesNotContain("\nimport ",
                            "\nexport ");
                }
            }
            System.out.println(path + ": " + bytes + " bytes in " + (files.size() + 1) + " files, compressed");
            assertThat(bytes).as("compressed bytes of " + path).isLessThan(HEAVIEST);
        }
    }

    private FakeHttp zipped(String path) throws IOException {
        FakeHttp http = request(path).header("Accept-Encoding", "gzip");
        servlet.doGet(http.request(), http.response());
        return http;
    }

    @Test
    void it_says_which_methods_it_has() {
        FakeHttp http = request("/");
        servlet.doOptions(http.request(), http.response());
        assertThat(http.status).isEqualTo(204);
        assertThat(http.answered).containsEntry("Allow", "GET, HEAD, OPTIONS");
    }

    @Test
    void nothing_else_is_there() throws IOException {
        for (String path : List.of("/board/a/b", "/ticket/", "/ticket", "/ticket/a/b", "/ticket/" + "x".repeat(65), "/pages/",
                "/pages/absent.js",
                "/pages/desk.html", "/pages/../PageServlet.class", "/pages/i18n/../desk.js", "/ticket/x.png", "/pages/all/absent.js",
                "/pages/all/i18n/en.js", "/pages/all/base.css", "/pages/all/../desk.js")) {
            assertThat(get(path).status).as(path).isEqualTo(404);
        }
    }

    @Test
    void the_code_of_a_ticket_leads_to_where_the_page_came_from_or_to_the_public_address() throws Exception {
        assertThat(get("/ticket/abc.svg").body()).isEqualTo(QrCode.svg("http://192.0.2.80:8080/ticket/abc"));
        servlet.reachedAt("https://numbers.example/");
        assertThat(get("/ticket/abc.svg").body()).isEqualTo(QrCode.svg("https://numbers.example/ticket/abc"));
        FakeHttp own = request("/ticket/abc.svg");
        own.serverName = "localhost";
        servlet.doGet(own.request(), own.response());
        assertThat(own.status).isEqualTo(200);
    }

    @Test
    void there_is_no_code_that_leads_a_telephone_to_itself() throws IOException {
        for (String host : List.of("localhost", "127.0.0.1", "[::1]")) {
            FakeHttp own = request("/ticket/abc.svg");
            own.serverName = host;
            servlet.doGet(own.request(), own.response());
            assertThat(own.status).as(host).isEqualTo(404);
        }
    }

    @Test
    void an_address_that_is_none_is_refused_with_what_to_do() {
        PagesCheck check = new PagesCheck();
        for (String url : List.of("numbers.example", "ftp://x", "https://", "http://a b", "https://u:p@x", "https://x/?a=b", "https://x/#a",
                "https://" + "x".repeat(200))) {
            assertThatThrownBy(() -> check.check(PageServlet.PID, Map.of("publicUrl", url))).as(url)
                    .isInstanceOf(InvalidConfigurationException.class).hasMessageContaining("such as https://numbers.example");
        }
        assertThat(PublicAddress.checked(" https://x.example/queue/ ")).isEqualTo("https://x.example/queue");
        assertThat(PublicAddress.checked("")).isEmpty();
    }

    private FakeHttp get(String path) throws IOException {
        FakeHttp http = request(path);
        servlet.doGet(http.request(), http.response());
        return http;
    }

    private static FakeHttp request(String path) {
        FakeHttp http = new FakeHttp();
        http.pathInfo = path;
        return http;
    }
}
