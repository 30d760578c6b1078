package announcer.itest.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.google.gson.JsonParser;

import announcer.bench.http.ApiClient;
import announcer.bench.journal.KillRun;
import announcer.bench.product.Launcher;
import announcer.bench.util.Until;
import announcer.itest.support.SharedProduct;
import announcer.itest.support.UsesProduct;

/** What was accepted outlives bundles and processes. */
@UsesProduct
class JournalTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String BUNDLE = "announcer.journal";
    /** The sound of the first is made ahead. */
    private static final List<String> WAITING = List.of("QUEUED", "SYNTHESISING");
    private static final int UPDATES = 10;
    private static final boolean THOROUGH = Boolean.getBoolean("thorough");
    private static final int KILLS = 200;

    private static SharedProduct product;
    private static ApiClient api;

    @BeforeAll
    static void begin(SharedProduct shared) throws Exception {
        product = shared;
        api = shared.api();
        isKept(true);
    }

    private static void isKept(boolean there) {
        Until.isTrue(there ? "announcements are kept in the journal" : "announcements are kept in memory", SOON,
                () -> api.get("status").get("journal").isJsonObject() == there);
    }

    private static void bundle(String action) throws Exception {
        assertThat(api.send("POST", "bundles/" + BUNDLE + "/" + action, "", "").statusCode()).as(action).isBetween(200, 299);
    }

    private static String health() throws Exception {
        return product.admin().get("/health").body();
    }

    @Test
    void on_the_air_it_is_stopped_started_and_updated_without_loss() throws Exception {
        assertThat(api.send("POST", "channels/main/pause", "", "").statusCode()).isEqualTo(200);
        List<String> accepted = new ArrayList<>();
        for (int i = 0; i < UPDATES; i++) {
            accepted.add(api.say("Number " + i));
            update();
            isKept(true);
        }
        bundle("stop");
        isKept(false);
        accepted.add(api.say("Number ten, kept in memory"));
        // Its results are kept for some seconds.
        Until.isTrue("health says that it is in memory only", SOON, () -> health().contains("in memory only"));
        bundle("start");
        isKept(true);
        Until.isTrue("the journal was told of all", SOON, () -> exported().size() >= accepted.size());
        Until.isTrue("health says so no more", SOON, () -> !health().contains("in memory only"));
        assertThat(exported()).containsAll(accepted);
        for (String id : accepted) {
            assertThat(api.state(id)).isIn(WAITING);
        }
        assertThat(api.send("DELETE", "channels/main/queue", "", "").body()).contains("" + accepted.size());
        for (String id : accepted) {
            assertThat(api.awaitOutcome(id, SOON).get("state").getAsString()).isEqualTo("CANCELLED");
        }
        assertThat(api.send("POST", "channels/main/resume", "", "").statusCode()).isEqualTo(200);
    }

    /** Ids of all that wait, as the journal has them. */
    private static List<String> exported() throws Exception {
        String lines = api.send("GET", "announcements/export", "", "").body();
        return lines.lines().map(line -> JsonParser.parseString(line).getAsJsonObject())
                .filter(a -> WAITING.contains(a.get("state").getAsString())).map(a -> a.get("id").getAsString()).toList();
    }

    /** With the file that it came from: another class loader, which loads SQLite's native library anew. */
    private static void update() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(product.product().httpUrl() + "api/bundles/" + BUNDLE))
                .header("Authorization", "Bearer " + product.home().text("conf/api.token").strip())
                .header("Content-Type", "application/java-archive").PUT(BodyPublishers.ofFile(jar())).build();
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    }

    private static Path jar() throws IOException {
        try (Stream<Path> all = Files.list(Launcher.script().resolveSibling("announcer.app").resolve("target/announcer/bundles"))) {
            return all.filter(p -> p.getFileName().toString().matches(BUNDLE + "-[^-]*(-SNAPSHOT)?\\.jar")).findFirst().orElseThrow();
        }
    }

    @Test
    void nothing_accepted_is_lost_and_nothing_reported_as_spoken_is_spoken_again_when_the_product_is_killed() throws Exception {
        assumeTrue(THOROUGH, "skipped: 200 kills take an hour (-Dthorough); ChaosTest kills the product once");
        KillRun.Report report = new KillRun(new Random()).run(KILLS);

        assertThat(report.lost()).isEmpty();
        assertThat(report.repeated()).isEmpty();
        assertThat(report.notSpoken()).isEmpty();
        assertThat(report.accepted()).isPositive();
    }
}
