package announcer.itest.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import announcer.bench.http.ApiClient;
import announcer.bench.product.Home;
import announcer.bench.product.ProductProcess;
import announcer.bench.util.Tools;
import announcer.bench.util.Until;
import announcer.itest.support.Ffmpeg;
import announcer.itest.support.SharedProduct;
import announcer.itest.support.UsesProduct;

/** Metrics, as Prometheus' own parser reads them, and health, over the wire. */
@UsesProduct
class MetricsTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static Home home;
    private static ProductProcess product;
    private static ApiClient api;

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeAll
    static void start(SharedProduct shared) throws Exception {
        Ffmpeg.require();
        home = shared.home();
        product = shared.product();
        api = shared.api();
        api.awaitSpoken(api.say("one"), LIMIT);
    }

    private HttpResponse<String> get(String path, boolean token, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(product.httpUrl() + path)).timeout(LIMIT);
        if (token) {
            request.header("Authorization", "Bearer " + home.text("conf/api.token").strip());
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** What promtool says of metrics: nothing when it reads them and finds their names and helps good. */
    private static String promtool(String metrics, Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("metrics.txt"), metrics, StandardCharsets.UTF_8);
        Process p = new ProcessBuilder("promtool", "check", "metrics").redirectInput(file.toFile()).redirectErrorStream(true).start();
        String said = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(p.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return said + (p.exitValue() == 0 ? "" : "exit " + p.exitValue());
    }

    @Test
    void prometheus_own_parser_reads_the_metrics_and_has_nothing_to_say_against_their_names(@TempDir Path folder) throws Exception {
        Tools.require("promtool");
        HttpResponse<String> answer = get("metrics", true);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(promtool(answer.body(), folder)).isEmpty();
        assertThat(promtool(answer.body() + "announcer up 1\n", folder)).as("a parser that finds faults").isNotEmpty();
    }

    @Test
    void what_was_spoken_is_counted() throws Exception {
        String spoken = "announcer_announcements_total{channel=\"main\",outcome=\"spoken\"}";
        String firstSounds = "announcer_first_sound_seconds_count{channel=\"main\"}";
        double spokenBefore = metric(spoken);
        double firstSoundsBefore = metric(firstSounds);
        api.awaitSpoken(api.say("two"), LIMIT);
        assertThat(get("metrics", true).body().lines()).contains("announcer_up 1.0", "announcer_channel_on_air{channel=\"main\"} 1.0",
                "announcer_channel_queue_length{channel=\"main\"} 0.0");
        assertThat(metric(spoken)).as(spoken).isEqualTo(spokenBefore + 1);
        assertThat(metric(firstSounds)).as(firstSounds).isEqualTo(firstSoundsBefore + 1);
    }

    private double metric(String name) throws Exception {
        return get("metrics", true).body().lines().filter(l -> l.startsWith(name + " "))
                .mapToDouble(l -> Double.parseDouble(l.substring(name.length() + 1))).findFirst()
                .orElseThrow(() -> new AssertionError("no metric " + name));
    }

    @Test
    void without_a_login_there_are_no_metrics_and_one_word_of_health() throws Exception {
        assertThat(get("metrics", false).statusCode()).isEqualTo(401);
        assertThat(get("health", false).body().strip()).isIn("OK", "WARN");
        assertThat(get("health", false).statusCode()).isEqualTo(200);
    }

    @Test
    void with_a_login_health_tells_what_every_check_found() throws Exception {
        // The speech engines are asked every ten seconds.
        Until.isTrue("the health names the voices", LIMIT, () -> get("health", true).body().contains("Speech engine freetts has 2 voices"));
        assertThat(get("health", true).body()).contains("Channel main is on the air", "bundles are active", "MB are free");
    }
}
