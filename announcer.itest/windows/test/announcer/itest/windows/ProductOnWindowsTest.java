package announcer.itest.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import com.google.gson.JsonObject;

import announcer.bench.audio.Likeness;
import announcer.bench.audio.Recording;
import announcer.bench.audio.SampleRange;
import announcer.bench.audio.Voicing;
import announcer.bench.http.ApiClient;
import announcer.bench.process.Processes;
import announcer.bench.product.Home;
import announcer.bench.product.ProductProcess;
import announcer.bench.rtsp.RtspProbe;
import announcer.bench.util.Until;

/**
 * The whole product on a Windows JVM under Wine: framework, speech, named pipe, ffmpeg.exe and RTSP server; asked over HTTP and heard over
 * RTSP by this Linux JVM. Its home has blanks and Chinese characters in its name.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProductOnWindowsTest {
    private static final String SENTENCE = "Number forty two, please go to counter three";
    private static final String CHINESE = "请四十二号到三号柜台 — Grüße, \"naïve\" & Ω";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static Home home;
    private static WindowsProduct product;
    private static ApiClient api;

    @BeforeAll
    static void start() throws Exception {
        Wine.require();
        Wine.prepare();
        Path folder = Files.createTempDirectory(Wine.diskC(), "announcer-test-").resolve("我的 home 一");
        home = configured(new Home(folder));
        // A Chinese Windows.
        product = WindowsProduct.start(home, "GBK");
        api = product.api();
    }

    private static Home configured(Home h) throws IOException {
        return h.conf("announcer.app", "welcomeText=").conf("announcer.channel~main", "id=main", "codec=L16");
    }

    @AfterAll
    static void end() throws Exception {
        if (home != null) {
            Wine.end();
            Until.isTrue("Wine has ended", LIMIT, () -> Wine.running("java.exe").isEmpty() && Wine.running("ffmpeg.exe").isEmpty());
            home.delete();
        }
    }

    @Test
    @Order(1)
    void it_is_on_the_air_through_a_named_pipe_and_ffmpeg_exe() throws Exception {
        api.awaitOnAir("main", LIMIT);
        assertThat(api.channel("main").orElseThrow().get("inputUrl").getAsString()).startsWith("\\\\.\\pipe\\");
        assertThat(Wine.running("ffmpeg.exe")).hasSize(1);
        assertThat(home.text("logs/announcer.log")).contains("ffmpeg.exe");
    }

    @Test
    @Order(2)
    void what_is_heard_is_the_same_as_on_linux() throws Exception {
        Recording windows = said(product.rtspUrl(), api);
        Home linuxHome = configured(Home.fresh());
        try (ProductProcess linux = ProductProcess.start(linuxHome)) {
            linux.api().awaitOnAir("main", LIMIT);
            Recording here = said(linux.rtspUrl(), linux.api());
            System.out.println("Windows: " + windows.seconds() + " s, Linux: " + here.seconds() + " s, likeness "
                    + Likeness.of(windows, here) + ", differing samples " + differing(windows, here) + " of " + here.length());
            assertThat(here.seconds()).as("length of the announcement").isBetween(1.5, 6.0);
            assertThat(windows.length()).as("length of the announcement in samples").isEqualTo(here.length());
            assertThat(differing(windows, here)).as("samples that differ").isZero();
        } finally {
            linuxHome.delete();
        }
    }

    /** The announcement without the silence around it: from its first sample that is not zero to its last. */
    private static Recording said(String url, ApiClient client) throws Exception {
        try (RtspProbe probe = RtspProbe.playWhenThere(url, LIMIT)) {
            probe.await(10, LIMIT);
            int from = probe.count();
            client.awaitSpoken(client.say(SENTENCE), LIMIT);
            probe.await(100, LIMIT);
            Recording all = probe.soundFrom(from);
            assertThat(Voicing.UTTERANCES.segments(all)).as("utterances in " + all.seconds() + " s").hasSize(1);
            int start = all.firstNonZero(all.whole());
            int end = all.length();
            while (all.sample(end - 1) == 0) {
                end--;
            }
            return all.part(new SampleRange(start, end));
        }
    }

    private static int differing(Recording a, Recording b) {
        int n = 0;
        for (int i = 0; i < Math.min(a.length(), b.length()); i++) {
            if (a.sample(i) != b.sample(i)) {
                n++;
            }
        }
        return n;
    }

    @Test
    @Order(3)
    void chinese_text_comes_back_unchanged() throws Exception {
        unchanged();
    }

    private static void unchanged() throws Exception {
        String id = api.say(CHINESE);
        assertThat(api.announcement(id).get("text").getAsString()).isEqualTo(CHINESE);
        api.awaitOutcome(id, LIMIT);
        assertThat(api.recent()).anyMatch(a -> a.get("text").getAsString().equals(CHINESE));
    }

    @Test
    @Order(4)
    void chinese_text_on_the_command_line_arrives_unchanged() throws Exception {
        Wine.Outcome said = WindowsProduct.client(home, "say", "请四十二号到三号柜台 Grüße");
        assertThat(said.exit()).as(said.text()).isZero();
        assertThat(api.recent()).anyMatch(a -> a.get("text").getAsString().equals("请四十二号到三号柜台 Grüße"));
    }

    @Test
    @Order(5)
    void status_tells_in_words_which_transport_rests_and_why() throws Exception {
        Wine.Outcome status = WindowsProduct.client(home, "status");
        assertThat(status.exit()).as(status.text()).isZero();
        assertThat(status.text()).contains("main: on air").contains("transport unix rests: it needs Linux or macOS");
    }

    @Test
    @Order(6)
    void announcer_cmd_exits_as_the_script_does() throws Exception {
        assertThat(Wine.run(java.util.Map.of(), List.of("cmd", "/c",
                Wine.windows(announcer.bench.product.Launcher.script().resolveSibling("announcer.cmd")), "frob")).exit()).isEqualTo(2);
        Home nobody = new Home(home.folder().resolveSibling("nobody"));
        assertThat(WindowsProduct.client(nobody, "status").exit()).isEqualTo(3);
        assertThat(WindowsProduct.client(home, "say", "--channel", "nowhere", "one").exit()).isEqualTo(1);
    }

    @Test
    @Order(7)
    void ffmpeg_exe_that_is_killed_is_replaced() throws Exception {
        long before = api.pushPid("main");
        Processes.signal(Wine.running("ffmpeg.exe").get(0), "KILL");
        Until.matches("the push has another process", LIMIT, () -> api.push("main").orElse(new JsonObject()),
                p -> p.has("pid") && !p.get("pid").isJsonNull() && p.get("pid").getAsLong() != before);
        api.awaitOnAir("main", LIMIT);
        api.awaitSpoken(api.say("one"), LIMIT);
        assertThat(Wine.running("ffmpeg.exe")).hasSize(1);
    }

    @Test
    @Order(8)
    void it_stops_cleanly_and_leaves_no_process_behind() throws Exception {
        assertThat(product.stop()).as(product.printed()).isZero();
        gone("ffmpeg.exe");
        gone("java.exe");
        assertThat(home.endpoints()).doesNotExist();
        assertThat(home.folder().resolve("data/lock")).doesNotExist();
    }

    /** Wine may tell announcer.cmd of the end of a program before its Linux process has gone. */
    private static void gone(String program) {
        Until.matches("no " + program + " is left", Duration.ofSeconds(10), () -> Wine.running(program), List::isEmpty);
    }

    @Test
    @Order(9)
    void it_starts_again_on_the_same_home_where_the_code_page_is_western() throws Exception {
        // Run again alone, it finds the first one at work.
        if (product.running()) {
            assertThat(product.stop()).as(product.printed()).isZero();
        }
        gone("java.exe");
        product = WindowsProduct.start(home, "Cp1252");
        api = product.api();
        api.awaitOnAir("main", LIMIT);
        unchanged();
        api.awaitSpoken(api.say("one"), LIMIT);
        assertThat(product.stop()).as(product.printed()).isZero();
    }
}
