package announcer.itest.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import announcer.bench.http.ApiClient;
import announcer.bench.http.ConsoleClient;
import announcer.bench.process.Processes;
import announcer.bench.util.Until;
import announcer.itest.support.Ffmpeg;
import announcer.itest.support.SharedProduct;
import announcer.itest.support.UsesProduct;

/** How it ends, by signal: nothing stays behind, and the next start is as good as the first and knows what was before. */
@UsesProduct
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EndTest {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final Duration SPOKEN = Duration.ofSeconds(90);
    private static final String STOPPED = "announcer.shell";
    private static final long MEGABYTE = 1L << 20;
    private static final int RESTARTS = Boolean.getBoolean("thorough") ? 2 : 1;
    /** Three seconds of sound each: together more than the cap. */
    private static final int SENTENCES = 12;
    private static final String UNGAPPED = "ungapped";

    private static SharedProduct product;
    private static boolean startedAgain;

    /** What shall be the same after the restart. */
    @BeforeAll
    static void start(SharedProduct shared) throws Exception {
        Ffmpeg.require();
        product = shared;
        startedAgain = false;
        product.configure("announcer.engine", "cacheMemoryMegabytes=0", "cacheDiskMegabytes=1");
        product.home().conf("announcer.channel~" + UNGAPPED, "id=" + UNGAPPED, "gapMillis=0");
        api().awaitOnAir(UNGAPPED, SOON);
        assertThat(console().create("announcer.channel", Map.of("id", "third"))).isBetween(200, 302);
        Until.isTrue("the configuration has its file in conf/", SOON, () -> filesOfThird().size() == 1);
        assertThat(console().bundle(STOPPED, "stop")).isEqualTo(200);
        Until.isTrue(STOPPED + " is stopped", SOON, () -> console().stateOf(STOPPED).equals("Resolved"));
        fillCache(0);
    }

    private static ApiClient api() throws IOException {
        return product.api();
    }

    private static ConsoleClient console() {
        return new ConsoleClient(product.product().consoleUrl(), SharedProduct.PASSWORD);
    }

    private static List<Path> filesOfThird() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path file : product.home().confFiles()) {
            if (file.getFileName().toString().startsWith("announcer.channel")
                    && Files.readString(file).matches("(?s).*\\bid\\s*=\\s*\"?third\\b.*")) {
                files.add(file);
            }
        }
        return files;
    }

    private static Path socket() throws Exception {
        return Path.of(api().channel("main").orElseThrow().get("inputUrl").getAsString().replaceFirst("^unix:", ""));
    }

    private static List<String> namesBeginningLike(Path socket) throws IOException {
        if (!Files.isDirectory(socket.getParent())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(socket.getParent())) {
            return files.map(f -> f.getFileName().toString()).filter(n -> n.startsWith(socket.getFileName().toString())).toList();
        }
    }

    /** Returns its exit code. */
    private static int endsCleanlyBy(String signal) throws Exception {
        api().awaitOnAir("main", Duration.ofSeconds(30));
        Path socket = socket();
        assertThat(socket).exists();
        long jvm = product.product().pid();
        List<Long> children = product.product().ffmpegs();
        assertThat(children).isNotEmpty();
        int exit = product.product().stop(signal);
        assertThat(Processes.alive(jvm)).as("the JVM runs on").isFalse();
        assertThat(children).as("ffmpeg that runs on").noneMatch(Processes::alive);
        assertThat(namesBeginningLike(socket)).as("socket and lock files left behind").isEmpty();
        assertThat(product.home().endpoints()).doesNotExist();
        return exit;
    }

    /** The restart that several tests look at. */
    private static void ensureStartedAgain() throws Exception {
        if (!startedAgain) {
            product.product().stop("TERM");
            startAgain();
        }
    }

    private static void startAgain() throws IOException {
        product.startAgain();
        startedAgain = true;
    }

    @Test
    @Order(1)
    void sigterm_ends_it_and_leaves_no_child_no_socket_no_lock_and_no_endpoints() throws Exception {
        try {
            assertThat(endsCleanlyBy("TERM")).isZero();
        } finally {
            startAgain();
        }
    }

    @Test
    @Order(2)
    void a_bundle_stopped_in_the_console_and_a_configuration_made_there_are_the_same_after_a_restart() throws Exception {
        ensureStartedAgain();
        // Not resolved again: nobody has asked for it.
        assertThat(console().stateOf(STOPPED)).isIn("Installed", "Resolved");
        api().awaitOnAir("third", SOON);
        assertThat(api().channels().stream().filter(c -> c.get("id").getAsString().equals("third")).count()).isEqualTo(1);
        assertThat(filesOfThird()).hasSize(1);
        assertThat(console().bundle(STOPPED, "start")).isEqualTo(200);
        Until.isTrue(STOPPED + " is started", SOON, () -> console().stateOf(STOPPED).equals("Active"));
    }

    @Test
    @Order(3)
    void the_phrase_cache_keeps_its_cap_over_restarts_and_still_knows_what_was_said_last() throws Exception {
        ensureStartedAgain();
        for (int run = 0; run < RESTARTS; run++) {
            if (run > 0) {
                fillCache(run);
                product.product().stop("TERM");
                startAgain();
            }
            holdsItsCap("after a restart");
            makeOnly(text(run, SENTENCES - 1));
            assertThat(cache().get("hits").getAsLong()).as("sentences found after a restart").isEqualTo(1);
        }
        var purged = api().send("POST", "cache/purge", "", "");
        assertThat(purged.statusCode()).as(purged.body()).isEqualTo(200);
        Until.isTrue("the cache is empty", Duration.ofSeconds(5), () -> cache().get("diskBytes").getAsLong() == 0);
    }

    /** With more than its cap. */
    private static void fillCache(int run) throws Exception {
        for (int i = 0; i < SENTENCES; i++) {
            makeOnly(text(run, i));
        }
        holdsItsCap("when it has been filled");
    }

    private static String text(int run, int number) {
        return "Run " + run + ": number " + number + ", please go to counter three, and have your documents ready.";
    }

    private static void holdsItsCap(String when) {
        Until.isTrue("the cache holds its cap of a megabyte " + when, Duration.ofSeconds(10), () -> {
            long bytes = cache().get("diskBytes").getAsLong();
            return bytes > MEGABYTE / 2 && bytes <= MEGABYTE;
        });
    }

    private static JsonObject cache() throws Exception {
        return JsonParser.parseString(api().send("GET", "cache", "", "").body()).getAsJsonObject();
    }

    /** Has it made, and cuts it short as soon as it is heard; on the channel without gaps, so that the next one need not wait. */
    private static void makeOnly(String text) throws Exception {
        ApiClient api = api();
        String id = api.say(text, UNGAPPED);
        Until.isTrue("it is being spoken: " + text, SPOKEN, () -> api.state(id).equals("SPEAKING") || api.state(id).equals("SPOKEN"));
        api.send("DELETE", "announcements/" + id, "", "");
        api.awaitOutcome(id, SPOKEN);
    }

    @Test
    @Order(4)
    void after_a_sigkill_no_ffmpeg_is_left_10_s_later_and_a_new_start_takes_the_stale_socket_over_and_speaks() throws Exception {
        api().awaitOnAir("main", Duration.ofSeconds(30));
        try {
            Path socket = socket();
            List<Long> children = product.product().ffmpegs();
            assertThat(children).isNotEmpty();
            product.product().kill();
            Until.isTrue("no ffmpeg of the killed product is left", Duration.ofSeconds(10),
                    () -> children.stream().noneMatch(Processes::alive));
            assertThat(socket).as("SIGKILL leaves the socket, or this test tests nothing").exists();
        } finally {
            startAgain();
        }
        api().awaitSpoken(api().say("one"), Duration.ofSeconds(20));
        assertThat(product.product().printedValue("password")).as("the password is printed at the first start only").isEmpty();
    }

    /** The last one: whoever needs a product after it starts another. */
    @Test
    @Order(5)
    void sigint_ends_it_as_cleanly() throws Exception {
        assumeFalse(Processes.interruptIsIgnored(),
                "this build runs in the background of a shell, where SIGINT is ignored by all children");
        endsCleanlyBy("INT");
        product.leaveEnded();
    }
}
