package announcer.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import announcer.console.branding.ConsoleBranding;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

class TabResourcesTest {
    private final TabResources resources = new TabResources();
    private final Map<String, String> headers = new HashMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int status;

    @Test
    void the_page_is_served_with_a_policy_that_allows_no_inline_script() throws IOException {
        get(null, null);
        assertThat(status).isEqualTo(200);
        assertThat(headers).containsEntry("Content-Type", "text/html; charset=utf-8").containsEntry("X-Content-Type-Options", "nosniff");
        assertThat(headers.get("Content-Security-Policy")).contains("default-src 'none'").contains("frame-ancestors 'self'")
                .doesNotContain("unsafe");
        assertThat(body.toString(StandardCharsets.UTF_8)).contains("<script type=\"module\" src=\"tab/main.js\"></script>");
    }

    @Test
    void every_file_is_served_with_its_type() throws IOException {
        Map<String, String> types = Map.of("js", "text/javascript; charset=utf-8", "css", "text/css; charset=utf-8", "html",
                "text/html; charset=utf-8");
        for (Path file : TabSources.files()) {
            String path = "/" + TabSources.FOLDER.relativize(file).toString().replace('\\', '/');
            get(path, null);
            assertThat(status).as(path).isEqualTo(200);
            assertThat(headers).containsEntry("Content-Type", types.get(path.substring(path.lastIndexOf('.') + 1)));
            assertThat(body.toByteArray()).as(path).isEqualTo(Files.readAllBytes(file));
        }
    }

    @Test
    void a_file_that_the_browser_has_is_not_sent_again() throws IOException {
        get("/main.js", null);
        String tag = headers.get("ETag");
        get("/main.js", tag);
        assertThat(status).isEqualTo(304);
        assertThat(body.size()).isZero();
        get("/main.js", "\"another\"");
        assertThat(status).isEqualTo(200);
        assertThat(headers).containsEntry("ETag", tag).containsEntry("Cache-Control", "no-cache");
    }

    @Test
    void modules_that_it_shares_with_other_pages_are_beside_its_own() throws IOException {
        for (String module : List.of("dom", "i18n", "client", "events")) {
            get("/" + module + ".js", null);
            assertThat(status).as(module).isEqualTo(200);
            assertThat(body.toString(StandardCharsets.UTF_8)).as(module).contains("export ");
        }
    }

    @Test
    void the_picture_that_all_pages_of_the_console_name_is_there() throws IOException {
        ConsoleBranding branding = new ConsoleBranding();
        for (String picture : List.of(branding.getFavIcon(), branding.getProductImage(), branding.getVendorImage())) {
            assertThat(picture).startsWith(TabResources.FOLDER + "/");
            get(picture.substring(TabResources.FOLDER.length()), null);
            assertThat(status).as(picture).isEqualTo(200);
            assertThat(headers).containsEntry("Content-Type", "image/svg+xml");
        }
    }

    @Test
    void nothing_else_of_the_bundle_is_served() throws IOException {
        for (String path : List.of("/", "/absent.js", "/../TabResources.class", "/i18n/../main.js", "/i18n/", "/main", "/MAIN.JS",
                "//main.js",
                "/main.js/", "/i18n/en.class")) {
            get(path, null);
            assertThat(status).as(path).isEqualTo(404);
            assertThat(body.size()).as(path).isZero();
        }
    }

    @Test
    void the_console_s_page_holds_a_window_with_a_title_and_no_script() {
        assertThat(AnnouncerTab.frame("/system/console"))
                .isEqualTo("<iframe id=\"announcer-tab\" title=\"Announcer\" src=\"/system/console/announcer/tab.html\"></iframe>");
        assertThat(AnnouncerTab.frame("/x\"><script>")).endsWith(" src=\"/xscript/announcer/tab.html\"></iframe>");
    }

    private void get(String pathInfo, String ifNoneMatch) throws IOException {
        headers.clear();
        body.reset();
        status = 200;
        resources.doGet(stub(HttpServletRequest.class, (name, args) -> switch (name) {
            case "getPathInfo" -> pathInfo;
            case "getHeader" -> "If-None-Match".equals(args[0]) ? ifNoneMatch : null;
            default -> throw new IllegalStateException(name);
        }), stub(HttpServletResponse.class, this::answer));
    }

    private Object answer(String method, Object[] args) {
        switch (method) {
            case "setHeader" -> headers.put((String) args[0], (String) args[1]);
            case "setContentType" -> headers.put("Content-Type", (String) args[0]);
            case "setStatus", "sendError" -> status = (int) args[0];
            case "getOutputStream" -> {
                return new Out();
            }
            default -> assertThat(method).isEqualTo("setContentLength");
        }
        return null;
    }

    private interface Answer {
        Object of(String method, Object[] args);
    }

    private static <T> T stub(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type},
                (proxy, method, args) -> answer.of(method.getName(), args)));
    }

    private final class Out extends ServletOutputStream {
        @Override
        public void write(int b) {
            body.write(b);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }
    }

    /** The tab's files as they lie in the sources. */
    static final class TabSources {
        static final Path FOLDER = Path.of("src/announcer/console/res");

        private TabSources() {
        }

        static List<Path> files() throws IOException {
            try (Stream<Path> all = Files.walk(FOLDER)) {
                List<Path> files = all.filter(Files::isRegularFile).toList();
                assertThat(files).hasSizeGreaterThan(20);
                return files;
            }
        }
    }
}
