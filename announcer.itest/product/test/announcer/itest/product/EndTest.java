package announcer.itest.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import announcer.bench.http.ApiClient;
import announcer.bench.process.Processes;
import announcer.bench.product.Home;
import announcer.bench.product.ProductProcess;
import announcer.bench.util.Until;
import announcer.itest.support.Ffmpeg;

/** How it ends, by signal: nothing stays behind, and the next start is as good as the first. */
class EndTest {
    private Home home;

    @BeforeEach
    void fresh() throws Exception {
        Ffmpeg.require();
        home = Home.quiet();
    }

    @AfterEach
    void remove() {
        if (home != null) {
            home.delete();
        }
    }

    private static Path socketOf(ApiClient api) throws Exception {
        return Path.of(api.channel("main").orElseThrow().get("inputUrl").getAsString().replaceFirst("^unix:", ""));
    }

    private static List<String> namesBeginningLike(Path socket) throws IOException {
        if (!Files.isDirectory(socket.getParent())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(socket.getParent())) {
            return files.map(f -> f.getFileName().toString()).filter(n -> n.startsWith(socket.getFileName().toString())).toList();
        }
    }

    private void endsCleanlyBy(String signal) throws Exception {
        try (ProductProcess product = ProductProcess.start(home)) {
            product.api().awaitOnAir("main", Duration.ofSeconds(30));
            Path socket = socketOf(product.api());
            assertThat(socket).exists();
            long jvm = product.pid();
            List<Long> children = product.ffmpegs();
            assertThat(children).isNotEmpty();
            product.stop(signal);
            assertThat(Processes.alive(jvm)).as("the JVM runs on").isFalse();
            assertThat(children).as("ffmpeg that runs on").noneMatch(Processes::alive);
            assertThat(namesBeginningLike(socket)).as("socket and lock files left behind").isEmpty();
            assertThat(home.endpoints()).doesNotExist();
        }
    }

    @Test
    void sigterm_ends_it_and_leaves_no_child_no_socket_no_lock_and_no_endpoints() throws Exception {
        endsCleanlyBy("TERM");
    }

    @Test
    void sigint_does_the_same() throws Exception {
        assumeFalse(Processes.interruptIsIgnored(),
                "this build runs in the background of a shell, where SIGINT is ignored by all children");
        endsCleanlyBy("INT");
    }

    @Test
    void after_a_sigkill_no_ffmpeg_is_left_10_s_later_and_a_new_start_takes_the_stale_socket_over_and_speaks() throws Exception {
        Path socket;
        List<Long> children;
        try (ProductProcess product = ProductProcess.start(home)) {
            product.api().awaitOnAir("main", Duration.ofSeconds(30));
            socket = socketOf(product.api());
            children = product.ffmpegs();
            assertThat(children).isNotEmpty();
            product.kill();
            Until.isTrue("no ffmpeg of the killed product is left", Duration.ofSeconds(10),
                    () -> children.stream().noneMatch(Processes::alive));
            assertThat(socket).as("SIGKILL leaves the socket, or this test tests nothing").exists();
        }
        try (ProductProcess product = ProductProcess.start(home)) {
            product.api().awaitOnAir("main", Duration.ofSeconds(30));
            product.api().awaitSpoken(product.api().say("one"), Duration.ofSeconds(20));
            assertThat(product.printedValue("password")).as("the password is printed at the first start only").isEmpty();
        }
    }
}
