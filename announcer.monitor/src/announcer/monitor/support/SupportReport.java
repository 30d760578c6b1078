package announcer.monitor.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import announcer.api.Announcer;
import announcer.api.config.Settings;
import announcer.api.config.SettingsValues;
import announcer.monitor.health.HealthResults;
import announcer.monitor.metrics.Metrics;
import announcer.monitor.metrics.TextFormat;
import announcer.monitor.sample.MonitorSampler;
import announcer.monitor.sample.RunningProduct;
import announcer.monitor.sample.Snapshot;

/** The support report: the state of the product for a helper from afar, without secrets and without spoken texts. */
final class SupportReport {
    private static final int ANNOUNCEMENTS = 50;
    private static final int LOG_LINES = 200;
    private static final Pattern ANNOUNCEMENT = Pattern.compile("announcement (\\S+) on ");
    private static final List<String> SECRET_FILES = List.of("conf/api.token", "data/rtsp-publish.credentials");
    private static final int MOST_SECRET_BYTES = 10_000;
    private static final int LEAST_SECRET = 12;

    /** One part of it. */
    private interface Section {
        JsonElement make() throws IOException;
    }

    private final RunningProduct product;
    private final MonitorSampler sampler;
    private final HealthResults health;
    private final Metrics metrics;
    private final Optional<Settings> settings;

    SupportReport(RunningProduct product, MonitorSampler sampler, HealthResults health, Metrics metrics, Optional<Settings> settings) {
        this.product = product;
        this.sampler = sampler;
        this.health = health;
        this.metrics = metrics;
        this.settings = settings;
    }

    /** The whole of it now. A part that cannot be made says why; the others are there. */
    JsonObject make() {
        JsonObject report = new JsonObject();
        add(report, "product", this::product);
        add(report, "health", () -> health.results().<JsonElement>map(HealthResults::json).orElseGet(JsonObject::new));
        add(report, "channels", this::channels);
        add(report, "engines", this::engines);
        add(report, "cache", () -> new Gson().toJsonTree(sampler.snapshot().cache().map(Object::toString).orElse("")));
        add(report, "settings", this::settings);
        add(report, "announcements", this::announcements);
        add(report, "metrics", this::metrics);
        add(report, "log", this::log);
        return masking().json(report).getAsJsonObject();
    }

    /** Returns the file of the log, unless logback.xml names another. */
    private Path logFile() {
        return product.home().resolve("logs").resolve("announcer.log");
    }

    /** Texts that are secret by themselves: what is in the files that hold nothing but secrets. */
    private TextMasking masking() {
        List<String> known = new ArrayList<>();
        for (String file : SECRET_FILES) {
            try {
                Path path = product.home().resolve(file);
                if (Files.size(path) < MOST_SECRET_BYTES) {
                    Files.readString(path, StandardCharsets.UTF_8).lines().flatMap(l -> Stream.of(l.split("[:=\\s\uFEFF]")))
                            .filter(word -> word.length() >= LEAST_SECRET).forEach(known::add);
                }
            } catch (IOException e) {
                // Not there, or not readable: then it is in no log either.
            }
        }
        return new TextMasking(known);
    }

    /** The end of the log, without the texts that are quoted where they could not be spoken. */
    private JsonArray log() throws IOException {
        return lines(LogTail.of(logFile(), LOG_LINES).stream().map(this::withoutText).toList());
    }

    private String withoutText(String line) {
        Matcher m = ANNOUNCEMENT.matcher(line);
        Optional<Announcer> announcer = sampler.announcer();
        if (!m.find() || announcer.isEmpty()) {
            return line;
        }
        try {
            return announcer.get().find(m.group(1)).map(a -> line.replace(a.status().request().text(), StateJson.THE_TEXT)).orElse(line);
        } catch (IOException e) {
            // It may quote a text that is not known now.
            return line.substring(0, m.end()) + "...";
        }
    }

    private static void add(JsonObject report, String name, Section section) {
        try {
            report.add(name, section.make());
        } catch (IOException | RuntimeException | LinkageError e) {
            report.addProperty(name, "cannot be told: " + e);
        }
    }

    private JsonObject product() {
        JsonObject json = new JsonObject();
        json.addProperty("version", product.version());
        json.addProperty("made", Instant.now().toString());
        json.addProperty("started", Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()).toString());
        json.addProperty("system", product.system());
        json.addProperty("java", product.java() + " " + System.getProperty("java.vm.name") + " " + System.getProperty("java.vendor"));
        json.addProperty("processors", Runtime.getRuntime().availableProcessors());
        json.addProperty("heapMaxBytes", Runtime.getRuntime().maxMemory());
        json.addProperty("home", product.home().toString());
        json.addProperty("timeZone", ZoneId.systemDefault().getId());
        return json;
    }

    private JsonObject channels() {
        Snapshot snapshot = sampler.snapshot();
        JsonObject json = new JsonObject();
        sampler.announcer().ifPresent(
                a -> snapshot.channels().forEach(c -> json.add(c.id(), StateJson.channel(snapshot, c, a.pushOutput(c.id())))));
        return json;
    }

    private JsonObject engines() {
        JsonObject json = new JsonObject();
        sampler.snapshot().engines().orElse(List.of()).forEach(e -> json.add(e.name(), StateJson.engine(e)));
        return json;
    }

    private JsonObject settings() {
        JsonObject json = new JsonObject();
        for (SettingsValues s : settings.map(Settings::all).orElse(List.of())) {
            JsonObject one = new JsonObject();
            s.values().forEach((key, value) -> one.add(key, new Gson().toJsonTree(value)));
            s.problem().ifPresent(p -> one.addProperty("(problem)", p));
            json.add(s.pid(), one);
        }
        return json;
    }

    private JsonArray announcements() {
        JsonArray json = new JsonArray();
        List<announcer.api.Announcement> latest = sampler.announcer().map((Announcer a) -> a.recent(ANNOUNCEMENTS)).orElse(List.of());
        latest.forEach(a -> json.add(StateJson.announcement(a.status())));
        return json;
    }

    private JsonArray metrics() throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        TextFormat.PROMETHEUS.write(text, metrics.now());
        return lines(text.toString(StandardCharsets.UTF_8).lines().filter(l -> !l.startsWith("#")).toList());
    }

    private static JsonArray lines(List<String> lines) {
        JsonArray json = new JsonArray();
        lines.forEach(json::add);
        return json;
    }
}
