package announcer.monitor.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.google.gson.JsonObject;

import announcer.api.AnnouncementState;
import announcer.api.stream.PushState;
import announcer.monitor.Samples;
import announcer.monitor.health.HealthResults;
import announcer.monitor.metrics.Metrics;
import announcer.monitor.sample.MonitorSampler;
import announcer.monitor.sample.RunningProduct;
import announcer.testing.FakeAnnouncement;
import announcer.testing.FakeAnnouncer;

class SupportReportTest {
    private final FakeAnnouncer engine = new FakeAnnouncer();

    private JsonObject report(Path home) {
        MonitorSampler sampler = new MonitorSampler(Samples.LIMITS, Clock.fixed(Samples.NOON, ZoneOffset.UTC), engine);
        sampler.askEngines();
        RunningProduct product = new RunningProduct("0.9.0", "17", "Linux", home);
        return new SupportReport(product, sampler, new HealthResults(), new Metrics(sampler, product, type -> 0), Optional.empty()).make();
    }

    @Test
    void it_tells_all_and_neither_secrets_nor_what_was_spoken(@TempDir Path home) throws Exception {
        Files.createDirectories(home.resolve("logs"));
        Files.createDirectories(home.resolve("conf"));
        Files.writeString(home.resolve("conf/api.token"), "\uFEFFTheTokenOfThisHouse\n", StandardCharsets.UTF_8);
        Files.writeString(home.resolve("logs/announcer.log"), """
                INFO the token TheTokenOfThisHouse was used
                WARN announcer.engine: announcement a1 on main FAILED: no sound for "my private words"
                """, StandardCharsets.UTF_8);
        engine.pushOutput = List.of("rtsp://user:pass@far/main: Connection refused");
        engine.channels = () -> List.of(Samples.channel("main", false, Optional.of(Samples.push(PushState.BACKING_OFF, 2))));
        engine.engines = () -> List.of(Samples.engine("mary", 3, Optional.empty()));
        engine.accepted.add(new FakeAnnouncement(Samples.announcement("a1", "my private words", AnnouncementState.FAILED,
                Optional.of("no sound for \"my private words\""), -1, 0)));

        JsonObject report = report(home);

        assertThat(report.keySet()).containsExactly("product", "health", "channels", "engines", "cache", "settings", "announcements",
                "metrics", "log");
        assertThat(report.toString()).doesNotContain("my private words", "TheTokenOfThisHouse", "user:pass");
        assertThat(report.getAsJsonObject("channels").getAsJsonObject("main").get("pushOutput").toString())
                .contains("rtsp://***@far/main: Connection refused");
        assertThat(report.getAsJsonArray("announcements").get(0).getAsJsonObject().get("cause").getAsString())
                .isEqualTo("no sound for \"(the text)\"");
        assertThat(report.getAsJsonArray("log")).hasSize(2);
        assertThat(report.get("metrics").toString()).contains("announcer_up 1.0");
    }

    @Test
    void the_log_quotes_no_text_that_is_not_known_now(@TempDir Path home) throws Exception {
        Files.createDirectories(home.resolve("logs"));
        Files.writeString(home.resolve("logs/announcer.log"),
                "WARN announcer.engine: announcement a1 on main FAILED: no sound for \"my private words\"\n", StandardCharsets.UTF_8);
        engine.unreadable = new IOException("the disk is broken");
        JsonObject report = report(home);
        assertThat(report.getAsJsonArray("log").get(0).getAsString()).isEqualTo("WARN announcer.engine: announcement a1 on ...");
    }

    @Test
    void a_part_that_cannot_be_made_says_why_and_the_others_are_there(@TempDir Path home) {
        JsonObject report = report(home);
        assertThat(report.get("log").getAsString()).startsWith("cannot be told").contains("announcer.log");
        assertThat(report.getAsJsonObject("product").get("version").getAsString()).isEqualTo("0.9.0");
    }

    @Test
    void as_text_what_is_inside_is_indented() {
        JsonObject inner = new JsonObject();
        inner.addProperty("b", 1);
        inner.add("c", com.google.gson.JsonNull.INSTANCE);
        StringWriter text = new StringWriter();
        new JsonTextPrinter(new PrintWriter(text)).print("a", inner);
        assertThat(text.toString().lines()).containsExactly("a:", "  b: 1", "  c: (not known)");
    }
}
