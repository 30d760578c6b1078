package announcer.itest.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import com.google.gson.JsonObject;

import announcer.bench.http.ApiClient;
import announcer.bench.http.ConsoleClient;
import announcer.bench.product.Home;
import announcer.bench.rtsp.RtspProbe;
import announcer.bench.util.Until;
import announcer.itest.support.Ffmpeg;
import announcer.itest.support.SharedProduct;
import announcer.itest.support.UsesProduct;

/** What an administrator does while the stream is on the air: in the web console, in conf/ and in deploy/. */
@UsesProduct
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsoleTest {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final String DROPPED = "announcer.itest.dropped";
    private static final String STOPPED = "announcer.shell";

    private static Home home;
    private static SharedProduct product;
    private static ApiClient api;
    private static ConsoleClient console;

    @BeforeAll
    static void start(SharedProduct shared) throws Exception {
        Ffmpeg.require();
        product = shared;
        home = shared.home();
        api = shared.api();
        console = new ConsoleClient(shared.product().consoleUrl(), SharedProduct.PASSWORD);
    }

    @Test
    @Order(1)
    void a_form_posted_by_another_site_is_refused() throws Exception {
        int status = console.post("/bundles/" + STOPPED, "http://elsewhere.example", Map.of("action", "stop")).statusCode();
        assertThat(status).isEqualTo(403);
        assertThat(console.stateOf(STOPPED)).isEqualTo("Active");
    }

    @Test
    @Order(2)
    void the_pages_of_components_configuration_events_and_log_are_there() throws Exception {
        for (String page : List.of("/components", "/configMgr", "/events", "/logs")) {
            assertThat(console.get(page).statusCode()).as(page).isEqualTo(200);
        }
    }

    @Test
    @Order(2)
    void the_console_opens_with_the_tab_and_each_of_its_pages_says_announcer() throws Exception {
        assertThat(product.admin().get("/system/console").headers().firstValue("Location").orElse(""))
                .endsWith("/system/console/announcer");
        for (String page : List.of("/announcer", "/bundles", "/configMgr")) {
            assertThat(console.get(page).body()).as(page).contains("<title>Announcer console - ",
                    "<link rel=\"icon\" href=\"/system/console/announcer/tab/icon.svg\" />",
                    "<a rel=\"external\" href=\"/\" title=\"Announcer\"><img src=\"/system/console/announcer/tab/icon.svg\"")
                    .doesNotContain("Apache Felix Web Console<", "<title>Apache");
        }
        assertThat(product.admin().get("/system/console/announcer/tab/icon.svg").headers().firstValue("Content-Type"))
                .contains("image/svg+xml");
    }

    @Test
    @Order(3)
    void a_channel_made_in_the_console_has_its_file_within_2_s_and_a_stream_at_once() throws Exception {
        assertThat(console.create("announcer.channel", Map.of("id", "third"))).isBetween(200, 302);
        Until.isTrue("the configuration has its file in conf/", Duration.ofSeconds(2), () -> filesOf("third").size() == 1);
        api.awaitOnAir("third", SOON);
        RtspProbe.playWhenThere(product.product().rtspUrl("third"), SOON).close();
    }

    private static List<Path> filesOf(String channel) throws IOException {
        return home.confFiles().stream().filter(f -> f.getFileName().toString().startsWith("announcer.channel")).filter(f -> {
            try {
                return Files.readString(f).matches("(?s).*\\bid\\s*=\\s*\"?" + channel + "\\b.*");
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }).toList();
    }

    @Test
    @Order(4)
    void a_channel_file_dropped_into_conf_is_a_second_stream_at_once() throws Exception {
        home.conf("announcer.channel~second", "id=second");
        api.awaitOnAir("second", SOON);
        try (RtspProbe player = RtspProbe.playWhenThere(product.product().rtspUrl("second"), SOON)) {
            player.await(25, SOON);
            api.awaitSpoken(api.say("two", "second"), Duration.ofSeconds(20));
        }
    }

    /** The same for the channel whose file is dropped in. */
    private static void ensureSecond() throws IOException {
        if (!Files.exists(home.confFile("announcer.channel~second"))) {
            home.conf("announcer.channel~second", "id=second");
        }
        api.awaitOnAir("second", SOON);
    }

    @Test
    @Order(5)
    void a_second_channel_of_the_same_id_is_refused_in_words_that_name_its_owner() throws Exception {
        ensureSecond();
        home.conf("announcer.channel~twin", "id=second");
        Until.isTrue("the log names the owner of the id", SOON, () -> {
            String log = logs() + String.join("\n", product.printed());
            return log.lines()
                    .anyMatch(l -> l.contains("second") && l.contains("announcer.channel~second") && l.contains("announcer.channel~twin"));
        });
        assertThat(api.channels().stream().filter(c -> c.get("id").getAsString().equals("second")).count()).isEqualTo(1);
        Files.delete(home.confFile("announcer.channel~twin"));
        assertThat(api.onAir("second")).isTrue();
    }

    private static String logs() throws IOException {
        StringBuilder all = new StringBuilder();
        try (var files = Files.walk(home.folder().resolve("logs"))) {
            for (Path f : files.filter(Files::isRegularFile).filter(p -> p.toString().endsWith(".log")).toList()) {
                all.append(Files.readString(f)).append('\n');
            }
        }
        return all.toString();
    }

    @Test
    @Order(6)
    void a_channel_file_that_is_removed_ends_its_stream() throws Exception {
        ensureSecond();
        Files.delete(home.confFile("announcer.channel~second"));
        Until.isTrue("channel second has gone", SOON, () -> api.channel("second").isEmpty());
        assertThat(api.onAir("main")).isTrue();
    }

    @Test
    @Order(7)
    void a_bundle_dropped_into_deploy_is_installed_updated_and_removed_live() throws Exception {
        drop("1.0.0");
        Until.isTrue("the bundle is installed and active", SOON, () -> console.stateOf(DROPPED).equals("Active"));
        drop("1.1.0");
        Until.isTrue("the bundle is updated", SOON,
                () -> console.bundle(DROPPED).map((JsonObject b) -> b.get("version").getAsString()).orElse("").equals("1.1.0"));
        Files.delete(home.folder().resolve("deploy/dropped.jar"));
        Until.isTrue("the bundle is removed", SOON, () -> console.stateOf(DROPPED).equals("absent"));
    }

    private static void drop(String version) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", DROPPED);
        main.putValue("Bundle-Version", version);
        Path file = home.folder().resolve("deploy/dropped.jar");
        Path temporary = Files.createTempFile(home.folder(), "dropped", ".tmp");
        try (OutputStream out = Files.newOutputStream(temporary); JarOutputStream jar = new JarOutputStream(out, manifest)) {
            jar.finish();
        }
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
