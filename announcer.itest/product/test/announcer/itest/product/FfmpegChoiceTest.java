package announcer.itest.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import announcer.bench.http.ApiClient;
import announcer.bench.http.HttpTestClient;
import announcer.bench.process.Processes;
import announcer.bench.product.Home;
import announcer.bench.product.Launcher;
import announcer.bench.product.ProductProcess;
import announcer.bench.rtsp.RtspProbe;
import announcer.bench.util.Until;
import announcer.itest.support.Ffmpeg;

/** An ffmpeg that an administrator chose, and that is not there or does not behave. */
class FfmpegChoiceTest {
    /** The setting that bounds the delay between attempts, so that no test waits for 30 s. */
    private static final String BACKOFF = "backoffMaxMillis=2000";

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

    @Test
    void an_ffmpeg_that_is_not_there_is_named_by_status_api_and_health_and_a_mended_path_goes_on_air_without_a_restart() throws Exception {
        home.conf("announcer.ffmpeg", "path=/nonexistent/ffmpeg", BACKOFF);
        try (ProductProcess product = ProductProcess.start(home)) {
            ApiClient api = product.api();
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
    }

    @Test
    void an_ffmpeg_that_floods_its_stderr_disturbs_nothing() throws Exception {
        Path wrapper = home.folder().resolveSibling("flooding-ffmpeg");
        // The first megabyte comes at once, more than any pipe holds; then 50 kB a second for as long as ffmpeg, which takes this process over, lives.
        Files.writeString(wrapper, """
                #!/bin/sh
                real=%s
                case " $* " in *" -version "*|*" -protocols "*|*" -muxers "*|*" -encoders "*) exec "$real" "$@";; esac
                line=$(head -c 999 /dev/zero | tr '\\0' x)
                i=0; while [ $i -lt 1024 ]; do echo "$line" >&2; i=$((i+1)); done
                ( while kill -0 $$ 2>/dev/null; do echo "$line" >&2 || exit; sleep 0.02; done ) &
                exec "$real" "$@"
                """.formatted(Ffmpeg.path()), StandardCharsets.UTF_8);
        Files.setPosixFilePermissions(wrapper, PosixFilePermissions.fromString("rwxr-xr-x"));
        home.conf("announcer.ffmpeg", "path=" + wrapper);
        try (ProductProcess product = ProductProcess.start(home)) {
            ApiClient api = product.api();
            api.awaitOnAir("main", Duration.ofSeconds(30));
            try (RtspProbe player = RtspProbe.playWhenThere(product.rtspUrl(), Duration.ofSeconds(10))) {
                api.awaitSpoken(api.say("one two three four five six seven"), Duration.ofSeconds(20));
                player.await(250, Duration.ofSeconds(20));
                // They come every 20 ms. A stall of the machine is one long gap among hundreds of short ones.
                assertThat(player.timeline().interArrivalMillis().median()).as("median of the time between packets in ms").isLessThan(50);
                assertThat(player.timeline().faults()).isEmpty();
            }
            assertThat(api.push("main").orElseThrow().get("restarts").getAsInt()).isZero();
            try (Stream<Path> logs = Files.walk(home.folder().resolve("logs"))) {
                long bytes = logs.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).sum();
                assertThat(bytes).as("the flood is not copied to the logs").isLessThan(500_000);
            }
        }
        Until.isTrue("nothing of the wrapper is left running", Duration.ofSeconds(10),
                () -> Processes.having(wrapper.toString()).isEmpty());
    }
}
