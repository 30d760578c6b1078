package announcer.itest.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import announcer.bench.http.ApiClient;
import announcer.bench.http.HttpTestClient;
import announcer.bench.process.Processes;
import announcer.bench.product.Home;
import announcer.bench.product.Launcher;
import announcer.bench.product.ProductProcess;
import announcer.bench.rtsp.RtspProbe;
import announcer.bench.util.Until;
import announcer.itest.support.Ffmpeg;
import announcer.testing.OddNames;

/**
 * What an administrator wrote into conf/ before the first start, and writes anew while the product runs: a password, because nobody knows the
 * present one any more, and an ffmpeg that is not there or does not behave. The home's name holds all that some parser takes for its own.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WrittenBeforeTheStartTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String TEXT = "Größe, 你好: ";
    private static final String ADMIN = "announcer.user~admin";
    /** The setting that bounds the delay between attempts, so that no test waits for 30 s. */
    private static final String BACKOFF = "backoffMaxMillis=2000";

    private static Home home;
    private static ProductProcess product;
    private static ApiClient api;

    @BeforeAll
    static void start() throws Exception {
        home = Home.fresh(OddNames.worst()).conf("announcer.app", "welcomeText=")
                .conf(ADMIN, "name=admin", "role=ADMIN", "newPassword=written before the start").conf("announcer.ffmpeg",
                        "path=/nonexistent/ffmpeg", BACKOFF);
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

    private static int login(String password) throws Exception {
        return HttpTestClient.anonymous(product.httpUrl()).basic("admin", password).get("/api/session").statusCode();
    }

    @Test
    @Order(1)
    void a_new_password_in_the_file_counts_and_only_its_hash_stays_there() throws Exception {
        Until.isTrue("the password of the file opens", LIMIT, () -> login("written before the start") == 200);
        assertThat(product.printedValue("password")).as("no other one is made").isEmpty();
        assertThat(home.text("conf/" + ADMIN + ".cfg")).doesNotContain("written before the start").contains("passwordHash");

        home.conf(ADMIN, "name=admin", "role=ADMIN", "newPassword=written while it runs");
        Until.isTrue("the newer password opens", LIMIT, () -> login("written while it runs") == 200);
        assertThat(login("written before the start")).isEqualTo(401);
        Until.isTrue("only its hash stays in the file", LIMIT, () -> {
            String text = home.text("conf/" + ADMIN + ".cfg");
            return !text.contains("written while it runs") && text.contains("passwordHash");
        });
    }

    @Test
    @Order(2)
    void a_home_with_an_odd_name_has_its_logs_its_sockets_and_its_bundles() throws Exception {
        assertThat(home.text("logs/announcer.log")).contains(home.folder().toString());
        Until.isTrue("the audit trail tells of a login", LIMIT, () -> home.text("logs/audit.log").contains("admin"));
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", "dropped");
        Path jar = home.folder().resolve("dropped.jar");
        try (OutputStream out = Files.newOutputStream(jar); JarOutputStream whole = new JarOutputStream(out, manifest)) {
            whole.finish();
        }
        Files.move(jar, home.folder().resolve("deploy/dropped.jar"));
        Until.isTrue("a jar in deploy/ is installed", LIMIT, () -> api.get("bundles").toString().contains("\"dropped\""));
        Files.delete(home.folder().resolve("deploy/dropped.jar"));
        Until.isTrue("it goes with its file", LIMIT, () -> !api.get("bundles").toString().contains("\"dropped\""));
    }

    /** What ssh hands over from a Mac, and what a container without locales has. */
    @Test
    @Order(3)
    void texts_and_folders_arrive_as_they_are_in_a_locale_that_is_not_installed() throws Exception {
        for (Map<String, String> environment : List.of(Map.of("LC_ALL", "xx_YY.UTF-8"), Map.of("LC_ALL", "", "LC_CTYPE", "UTF-8"),
                Map.of("LC_ALL", "", "LC_CTYPE", "C.UTF-8", "LANG", "xx_YY.UTF-8"))) {
            Launcher.Outcome said = Launcher.runWith(environment, "say", "--home", home.folder().toString(), TEXT + environment);
            assertThat(said.exit()).as(environment + said.err()).isZero();
            assertThat(api.recent()).anyMatch(a -> a.get("text").getAsString().equals(TEXT + environment));
        }
    }

    @Test
    @Order(4)
    void an_ffmpeg_that_is_not_there_is_named_by_status_api_and_health_and_a_mended_path_goes_on_air_without_a_restart() throws Exception {
        Ffmpeg.require();
        Until.isTrue("the API says what is wrong", Duration.ofSeconds(20),
                () -> api.channel("main").map(c -> c.toString().contains("/nonexistent/ffmpeg")).orElse(false));
        assertThat(api.onAir("main")).isFalse();
        Launcher.Outcome status = Launcher.run("status", "--home", home.folder().toString());
        assertThat(status.out()).contains("/nonexistent/ffmpeg");
        HttpTestClient owner = HttpTestClient.anonymous(product.httpUrl()).bearer(home.text("conf/api.token").strip());
        Until.isTrue("the health names it", Duration.ofSeconds(20), () -> owner.get("/health").body().contains("/nonexistent/ffmpeg"));
        String waiting = api.say("one");
        home.conf("announcer.ffmpeg", "path=" + Ffmpeg.path(), BACKOFF);
        api.awaitOnAir("main", Duration.ofSeconds(20));
        api.awaitSpoken(waiting, Duration.ofSeconds(20));
    }

    @Test
    @Order(5)
    void an_ffmpeg_that_floods_its_stderr_disturbs_nothing() throws Exception {
        Ffmpeg.require();
        Path wrapper = home.folder().resolveSibling("flooding-ffmpeg");
        // The first megabyte comes at once, more than any pipe holds; then 50 kB a second for as long as ffmpeg, which takes this process over, lives.
        Files.writeString(wrapper, """
                #!/bin/sh
                real=%s
                case " $* " in *" -version "*|*" -protocols "*|*" -muxers "*|*" -encoders "*) exec "$real" "$@";; esac
                line=$(head -c 999 /dev/zero | tr '\\0' x)
                i=0; while [ $i -lt 1024 ]; do echo "$line" >&2; i=$((i+1)); done
                ten() { for i in 0 1 2 3 4 5 6 7 8 9; do echo "$line" >&2 || exit; done; }
                ( while kill -0 $$ 2>/dev/null; do ten; sleep 0.2; done ) &
                exec "$real" "$@"
                """.formatted(Ffmpeg.path()), StandardCharsets.UTF_8);
        Files.setPosixFilePermissions(wrapper, PosixFilePermissions.fromString("rwxr-xr-x"));
        home.conf("announcer.ffmpeg", "path=" + Ffmpeg.path(), BACKOFF);
        api.awaitOnAir("main", LIMIT);
        int before = run();
        home.conf("announcer.ffmpeg", "path=" + wrapper);
        Until.isTrue("the wrapper is run", LIMIT, () -> run() > before);
        api.awaitOnAir("main", LIMIT);
        try (RtspProbe player = RtspProbe.playWhenThere(product.rtspUrl(), Duration.ofSeconds(10))) {
            api.awaitSpoken(api.say("one two three four five six seven"), Duration.ofSeconds(20));
            player.await(250, Duration.ofSeconds(20));
            // They come every 20 ms. A stall of the machine is one long gap among hundreds of short ones.
            assertThat(player.timeline().interArrivalMillis().median()).as("median of the time between packets in ms").isLessThan(50);
            assertThat(player.timeline().faults()).isEmpty();
        }
        assertThat(run()).as("the run of ffmpeg, which is still the wrapper's first").isEqualTo(before + 1);
        try (Stream<Path> logs = Files.walk(home.folder().resolve("logs"))) {
            long bytes = logs.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).sum();
            assertThat(bytes).as("the flood is not copied to the logs").isLessThan(500_000);
        }
        product.close();
        Until.isTrue("nothing of the wrapper is left running", Duration.ofSeconds(10),
                () -> Processes.having(wrapper.toString()).isEmpty());
    }

    private static int run() throws Exception {
        return api.push("main").orElseThrow().get("run").getAsInt();
    }
}
