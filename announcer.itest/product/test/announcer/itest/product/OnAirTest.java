package announcer.itest.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import announcer.bench.audio.Likeness;
import announcer.bench.audio.Recording;
import announcer.bench.audio.SampleRange;
import announcer.bench.audio.StreamRecorder;
import announcer.bench.http.ApiClient;
import announcer.bench.http.ConsoleClient;
import announcer.bench.http.HttpTestClient;
import announcer.bench.product.Home;
import announcer.bench.product.Launcher;
import announcer.bench.product.ProductProcess;
import announcer.bench.util.Until;
import announcer.itest.support.AudioAssertions;
import announcer.itest.support.Ffmpeg;
import announcer.itest.support.SharedProduct;
import announcer.itest.support.UsesProduct;

/** One command, and text becomes voice on a live stream: the product with every setting at its default, but for the words of the welcome. */
@UsesProduct
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OnAirTest {
    private static final String WELCOME = "Welcome to this test.";
    private static final String SENTENCE = "Number forty two, please go to counter three";

    private static Home home;
    private static ProductProcess product;
    private static ApiClient api;

    @BeforeAll
    static void start() throws Exception {
        Ffmpeg.require();
        home = Home.fresh().conf("announcer.app", "welcomeText=" + WELCOME);
        product = ProductProcess.start(home);
        api = product.api();
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

    private static Launcher.Outcome announcer(String command, String... more) throws Exception {
        return Launcher.run(arguments(command, more));
    }

    private static String[] arguments(String command, String... more) {
        String[] all = new String[more.length + 3];
        all[0] = command;
        all[1] = "--home";
        all[2] = home.folder().toString();
        System.arraycopy(more, 0, all, 3, more.length);
        return all;
    }

    @Test
    @Order(1)
    void the_welcome_is_spoken_when_the_stream_begins() {
        // It may be over before anybody can look: the record of what was spoken tells.
        Until.isTrue("the welcome has been spoken", Duration.ofSeconds(30), () -> api.recent().stream()
                .anyMatch(a -> a.get("text").getAsString().equals(WELCOME) && a.get("state").getAsString().equals("SPOKEN")));
    }

    @Test
    @Order(2)
    void a_sentence_is_heard_once_and_whole_without_a_click_and_with_silence_around_it() throws Exception {
        try (StreamRecorder player = StreamRecorder.play(product.rtspUrl(), 48_000, Duration.ofSeconds(60))) {
            Recording first = sayAndRecord(player);
            Recording second = sayAndRecord(player);
            SampleRange heard = AudioAssertions.heardOnce(first);
            SampleRange again = AudioAssertions.heardOnce(second);
            assertThat(first.millisOf(heard.length())).as("length of the speech in ms").isBetween(1_500.0, 6_000.0);
            assertThat(first.millisOf(heard.length())).isCloseTo(second.millisOf(again.length()), within(40.0));
            assertThat(Likeness.of(first.part(heard), second.part(again))).as("both times the same sentence").isGreaterThan(0.95);
            AudioAssertions.noClickAtTheEnds(first, heard);
            AudioAssertions.silentBesides(first, heard);
            AudioAssertions.silentBesides(second, again);
        }
    }

    /** From a second before the sentence is submitted to a second after it has been spoken. */
    private static Recording sayAndRecord(StreamRecorder player) throws Exception {
        player.hear(Duration.ofSeconds(1));
        int from = player.position();
        player.hear(Duration.ofSeconds(1));
        Launcher.Outcome said = announcer("say", "--wait", SENTENCE);
        assertThat(said.exit()).as(said.toString()).isZero();
        player.hear(Duration.ofMillis(1_500));
        return player.since(from);
    }

    @Test
    @Order(3)
    void what_it_listens_on_stands_in_endpoints_json_and_was_printed_a_line_each() throws Exception {
        JsonObject e = product.endpoints();
        assertThat(e.keySet()).containsExactlyInAnyOrder("http", "rtsp", "console");
        assertThat(product.httpUrl()).matches("http://127\\.0\\.0\\.1:[1-9][0-9]*/");
        assertThat(product.rtspUrl()).matches("rtsp://127\\.0\\.0\\.1:[1-9][0-9]*/main");
        assertThat(product.consoleUrl()).isEqualTo(product.httpUrl() + "system/console");
        Until.isTrue("all of it is printed", Duration.ofSeconds(5), () -> product.printed().toString().contains(product.consoleUrl()));
        for (String url : new String[]{product.rtspUrl(), product.consoleUrl()}) {
            assertThat(product.printed()).as("a line \"name: " + url + "\"").anyMatch(l -> l.matches("[a-zA-Z-]+: " + Pattern.quote(url)));
        }
        assertThat(product.password()).matches("[A-Za-z0-9]{8,}");
        assertThat(product.pid()).isPositive();
    }

    @Test
    @Order(4)
    void a_port_chosen_for_one_run_is_not_saved() throws Exception {
        for (var file : home.confFiles()) {
            assertThat(Files.readString(file)).as(file.toString())
                    .doesNotContain(":" + java.net.URI.create(product.httpUrl()).getPort())
                    .doesNotContain("=" + java.net.URI.create(product.rtspUrl()).getPort());
        }
    }

    @Test
    @Order(5)
    void status_tells_of_the_channel_in_words_and_as_json() throws Exception {
        Launcher.Outcome words = announcer("status");
        assertThat(words.exit()).as(words.toString()).isZero();
        assertThat(words.out()).contains("main");
        Launcher.Outcome json = announcer("status", "--json");
        assertThat(json.exit()).as(json.toString()).isZero();
        assertThat(channelIds(JsonParser.parseString(json.out()))).contains("main");
    }

    private static String channelIds(JsonElement json) {
        JsonArray channels = json.isJsonArray() ? json.getAsJsonArray() : json.getAsJsonObject().getAsJsonArray("channels");
        StringBuilder ids = new StringBuilder();
        channels.forEach(c -> ids.append(c.getAsJsonObject().get("id").getAsString()).append(' '));
        return ids.toString();
    }

    @Test
    @Order(6)
    void each_line_of_standard_input_is_one_announcement() throws Exception {
        Launcher.Outcome said = Launcher.runWithInput("one\ntwo\n", arguments("say", "--wait", "-"));
        assertThat(said.exit()).as(said.toString()).isZero();
    }

    @Test
    @Order(7)
    void what_is_refused_exits_with_1_and_says_why() throws Exception {
        Launcher.Outcome channel = announcer("say", "--channel", "nowhere", "one");
        assertThat(channel.exit()).as(channel.toString()).isEqualTo(1);
        assertThat(channel.err()).contains("nowhere");
        Launcher.Outcome voice = announcer("say", "--voice", "nobody/atall", "one");
        assertThat(voice.exit()).as(voice.toString()).isEqualTo(1);
        assertThat(voice.err()).contains("nobody/atall");
    }

    @Test
    @Order(8)
    void wrong_usage_exits_with_2_and_help_with_0() throws Exception {
        assertThat(announcer("say").exit()).isEqualTo(2);
        assertThat(announcer("say", "--no-such-option", "one").exit()).isEqualTo(2);
        Launcher.Outcome help = Launcher.run("--help");
        assertThat(help.exit()).isZero();
        assertThat(help.out()).contains("--home", "--http-port", "--rtsp-port", "say", "status");
    }

    @Test
    @Order(9)
    void where_nothing_runs_say_and_status_exit_with_3() throws Exception {
        Home empty = Home.fresh();
        try {
            assertThat(Launcher.run("say", "--home", empty.folder().toString(), "one").exit()).isEqualTo(3);
            assertThat(Launcher.run("status", "--home", empty.folder().toString()).exit()).isEqualTo(3);
        } finally {
            empty.delete();
        }
    }

    @Test
    @Order(10)
    void a_second_start_on_the_same_home_says_so_and_leaves_the_first_on_the_air() throws Exception {
        Launcher.Outcome second = Launcher.run("--home", home.folder().toString(), "--http-port", "0", "--rtsp-port", "0");
        assertThat(second.exit()).as(second.toString()).isNotZero();
        assertThat(second.err() + second.out()).contains(home.folder().toString());
        assertThat(home.endpoints()).exists();
        assertThat(api.onAir("main")).isTrue();
    }

    @Test
    @Order(11)
    void a_second_home_runs_beside_it(SharedProduct beside) throws Exception {
        beside.api().awaitOnAir("main", Duration.ofSeconds(30));
        beside.api().awaitSpoken(beside.api().say("two"), Duration.ofSeconds(20));
        assertThat(beside.product().httpUrl()).isNotEqualTo(product.httpUrl());
        assertThat(beside.product().rtspUrl()).isNotEqualTo(product.rtspUrl());
        api.awaitSpoken(api.say("one"), Duration.ofSeconds(20));
    }

    @Test
    @Order(12)
    void the_printed_password_is_known_everywhere_and_opens_nothing_but_its_change() throws Exception {
        Until.isTrue("the console knows it", Duration.ofSeconds(20), () -> consoleStatus(product.password()) == 403);
        HttpTestClient basic = HttpTestClient.anonymous(product.httpUrl()).basic("admin", product.password());
        for (String path : List.of("/api/status", "/api/settings", "/metrics")) {
            assertThat(basic.get(path).statusCode()).as(path).isEqualTo(403);
            assertThat(basic.get(path).body()).as(path).contains("password-change-needed");
        }
        assertThat(basic.get("/health").body()).as("the word, without the checks").doesNotContain("{");
        assertThat(basic.get("/api/session").body()).contains("\"mustChangePassword\":true", "\"scopes\":[]");
        assertThat(consoleStatus("")).isEqualTo(401);
        assertThat(consoleStatus(product.password() + "x")).isEqualTo(401);
        assertThat(consoleStatus("admin")).isEqualTo(401);
    }

    private static int consoleStatus(String password) throws Exception {
        return new ConsoleClient(product.consoleUrl(), password).get("/bundles").statusCode();
    }

    @Test
    @Order(13)
    void the_password_stands_nowhere_in_the_home() throws Exception {
        try (var files = Files.walk(home.folder())) {
            for (Path file : files.filter(Files::isRegularFile).filter(f -> f.toFile().length() < 1_000_000).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)).as(file.toString())
                        .doesNotContain(product.password());
            }
        }
    }

    @Test
    @Order(14)
    void until_it_is_changed_the_printed_password_opens_the_way_to_another_only() throws Exception {
        HttpTestClient first = HttpTestClient.anonymous(product.httpUrl()).session("admin", product.password());
        assertThat(first.get(ConsolePages.ROOT + "/bundles").statusCode()).as("the console, before the printed password is changed")
                .isNotEqualTo(200);
        assertThat(first.form(ConsolePages.ROOT + "/bundles/announcer.shell", java.util.Map.of("action", "stop")).statusCode())
                .isEqualTo(403);
        assertThat(first.json("POST", "/api/session/password",
                "{\"present\":\"" + product.password() + "\",\"next\":\"a password of one's own\"}").statusCode()).isEqualTo(204);
        assertThat(first.get(ConsolePages.ROOT + "/bundles").statusCode()).isEqualTo(200);
        assertThat(first.get("/metrics").statusCode()).isEqualTo(200);
    }
}
