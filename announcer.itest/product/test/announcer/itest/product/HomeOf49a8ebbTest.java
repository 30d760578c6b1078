package announcer.itest.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import announcer.bench.http.ApiClient;
import announcer.bench.product.Home;
import announcer.bench.product.Launcher;
import announcer.bench.product.ProductProcess;
import announcer.bench.util.Until;
import announcer.testing.Damage;

/**
 * The product starts on a home that commit 49a8ebb made, and everything in it counts as before: settings changed through the API and the
 * console's form, users with their passwords, tokens, and the phrase cache. The secrets in it were made for this test. The last test damages its
 * files and starts it once more.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HomeOf49a8ebbTest {
    private static final Path MADE = Path.of(System.getProperty("announcer.checkout"), "announcer.itest", "product", "test",
            "home-49a8ebb");
    private static final String TOKEN = "ann_E0ujUmnobx8FHhpO32LzLlzGRV3QzkaFRXeQQN8o";
    private static Home home;
    private static ProductProcess product;

    @BeforeAll
    static void start() throws Exception {
        home = Home.fresh();
        for (String file : files(MADE).keySet()) {
            Path copy = home.folder().resolve(file);
            Files.createDirectories(copy.getParent());
            Files.copy(MADE.resolve(file), copy);
        }
        product = ProductProcess.start(home);
    }

    @AfterAll
    static void stop() {
        if (product != null) {
            product.close();
        }
        if (home != null) {
            home.delete();
        }
    }

    /** Contents of all files under a folder by their paths, as text that tells bytes apart. */
    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                contents.put(name, Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }

    private static ApiClient api() throws IOException {
        return product.api();
    }

    private static JsonObject values(String pid) throws Exception {
        return api().get("settings/" + pid).getAsJsonObject("values");
    }

    private static JsonObject session(String user, String password) throws Exception {
        String login = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        var answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(product.httpUrl() + "api/session"))
                .header("Authorization", "Basic " + login).timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(user).isEqualTo(200);
        return JsonParser.parseString(answer.body()).getAsJsonObject();
    }

    @Test
    void its_files_stay_as_they_are() throws Exception {
        Map<String, String> now = files(home.folder().resolve("conf"));
        assertThat(now).isEqualTo(files(MADE.resolve("conf")));
        assertThat(home.text("data/rtsp-publish.credentials")).isEqualTo(Files.readString(MADE.resolve("data/rtsp-publish.credentials")));
    }

    @Test
    void every_setting_is_in_force() throws Exception {
        for (JsonElement one : api().get("settings").getAsJsonArray("settings")) {
            assertThat(one.getAsJsonObject().get("problem").isJsonNull()).as(one.toString()).isTrue();
        }
        assertThat(values("announcer.web").get("maxWaitSeconds").getAsInt()).isEqualTo(45);
        assertThat(values("announcer.access").get("sessionIdleMinutes").getAsInt()).isEqualTo(45);
        assertThat(values("announcer.access").get("hosts").getAsString()).isEqualTo("announcer.example.org");
        assertThat(values("announcer.monitor").get("offAirSeconds").getAsInt()).isEqualTo(30);
        assertThat(values("announcer.engine").get("cacheDiskMegabytes").getAsInt()).isEqualTo(64);
        assertThat(values("announcer.ffmpeg").get("staleSeconds").getAsInt()).isEqualTo(7);
        assertThat(values("announcer.rtsp").get("playUser").getAsString()).isEqualTo("guest");
        assertThat(values("announcer.webhook~till").get("url").getAsString()).isEqualTo("http://127.0.0.1:9/hook");
        assertThat(values("announcer.voice~b006ec77-caa4-4bac-afa7-5f9858bc8a83").get("rate").getAsDouble()).isEqualTo(1.1);
        assertThat(api().get("cache").get("diskLimitBytes").getAsLong()).isEqualTo(64L * 1024 * 1024);
    }

    @Test
    void its_channels_are_there() throws Exception {
        assertThat(api().channels()).extracting(c -> c.get("id").getAsString()).containsExactly("lobby", "main");
        JsonObject lobby = values("announcer.channel~lobby");
        assertThat(lobby.get("gapMillis").getAsInt()).isEqualTo(500);
        assertThat(lobby.getAsJsonArray("fallbackVoices").asList()).extracting(JsonElement::getAsString)
                .isEqualTo(List.of("freetts/kevin", "system/en"));
        assertThat(api().channel("lobby").orElseThrow().get("push").isJsonNull()).isTrue();
    }

    @Test
    void its_users_log_in_and_no_password_is_made() throws Exception {
        assertThat(product.printedValue("password")).isEmpty();
        assertThat(session("admin", "throw-away admin 1").get("mustChangePassword").getAsBoolean()).isFalse();
        assertThat(session("bert", "seven green umbrellas").getAsJsonArray("scopes").toString()).contains("ANNOUNCE")
                .doesNotContain("ADMINISTER");
    }

    @Test
    void its_token_admits_to_what_it_did() throws Exception {
        assertThat(api().get("tokens").getAsJsonArray("tokens").toString()).contains("\"till 3\"");
        ApiClient till = api().withToken(TOKEN);
        assertThat(till.submit(Map.of("text", "two", "channel", "lobby")).statusCode()).isEqualTo(202);
        assertThat(till.send("GET", "settings", "", "").statusCode()).isEqualTo(403);
    }

    @Test
    void sentences_of_its_phrase_cache_are_found() throws Exception {
        api().say("one", "lobby");
        Until.isTrue("a sentence is found in the phrase cache", Duration.ofSeconds(30),
                () -> api().get("cache").get("hits").getAsLong() > 0);
    }

    /** One start for all of them, since each costs seconds: what each reader makes of each damage, its own tests try. */
    @Test
    @Order(Integer.MAX_VALUE)
    void with_many_files_damaged_at_once_it_starts_says_so_and_nothing_is_lost_that_is_known_elsewhere() throws Exception {
        ApiClient before = api();
        Until.isTrue("all bundles run", Duration.ofSeconds(20), () -> DamagedHome.states(before).get("announcer.webhook").equals("ACTIVE"));
        Map<String, String> states = DamagedHome.states(before);
        Map<String, JsonElement> settings = DamagedHome.settings(before);
        String token = home.text("conf/api.token");
        product.close();
        DamagedHome damaged = new DamagedHome(home);
        String conf = damaged.bundle("announcer.conf");
        damaged.damage(Damage.EMPTY, "conf/announcer.user~admin.cfg", "conf/announcer.rtsp.cfg", "conf/api.token",
                "data/rtsp-publish.credentials", damaged.bundle("announcer.web") + "/bundle.info",
                damaged.bundle("announcer.shell") + "/version0.0/revision.location", damaged.stored("announcer/monitor"));
        damaged.damage(Damage.ZEROS, "conf/announcer.user~bert.cfg", conf + "/bundle.info",
                damaged.bundle("announcer.monitor") + "/version0.0/bundle.jar");
        damaged.damage(Damage.ZEROS, damaged.all("data/engine/phrases", ".phrase"));
        damaged.damage(Damage.HALF, "conf/announcer.channel~lobby.cfg", "data/access/tokens.json", damaged.stored("announcer/access"),
                damaged.bundle("announcer.webhook") + "/version0.0/bundle.jar");
        damaged.damage(Damage.GARBAGE, "conf/announcer.web.cfg", "data/product.list", "data/engine/voice-levels.txt",
                "data/framework/bundle0/bundle.id", conf + "/data/synchronised.properties");
        damaged.damage(Damage.MISSING, damaged.bundle("announcer.access") + "/bundle.info", damaged.stored("announcer/engine"));

        product = ProductProcess.start(home);

        assertThat(home.text("conf/api.token")).isNotEqualTo(token).matches("[A-Za-z0-9]{40}\n");
        Until.isTrue("all bundles are as they were", Duration.ofSeconds(20), () -> DamagedHome.states(api()).equals(states));
        assertThat(DamagedHome.settings(api())).isEqualTo(settings);
        assertThat(product.printedValue("password")).as("the administrator's password was in the framework's storage too").isEmpty();
        assertThat(DamagedHome.login(product.httpUrl(), "admin", "throw-away admin 1")).isEqualTo(200);
        assertThat(DamagedHome.login(product.httpUrl(), "bert", "seven green umbrellas")).isEqualTo(200);
        assertThat(api().withToken(TOKEN).send("GET", "channels", "", "").statusCode()).as("a token of a damaged list").isEqualTo(401);
        String printed = String.join("\n", product.printed());
        assertThat(printed).contains("product.list was not whole", "product:announcer.web: ", "product:announcer.webhook: ",
                "api.token was damaged", "tokens.json is damaged", "rtsp-publish.credentials was damaged",
                "announcer.user~admin.cfg was empty");
        String health = DamagedHome.health(product.httpUrl(), home.text("conf/api.token").strip());
        assertThat(health).contains("product:announcer.web: ", "product.list.damaged-", "api.token.damaged-", "tokens.json.damaged-",
                "rtsp-publish.credentials.damaged-", "announcer.user~admin.cfg.damaged-", "Settings announcer.web: ");
        assertThat(home.text("logs/announcer.log")).contains("damaged at this start: ");
        api().say("one", "lobby");
        assertThat(Launcher.run("status", "--home", home.folder().toString()).exit()).isZero();
    }
}
