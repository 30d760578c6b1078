package announcer.schedule;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import announcer.api.schedule.ScheduleOutcome;
import announcer.api.schedule.ScheduleRun;
import announcer.lib.file.DamagedFile;
import announcer.lib.file.DurableFile;

/** The records of all schedules in a file, {@code data/schedule/runs.json}, replaced whole. Not thread-safe. */
final class RunFile implements RunStore {
    private static final Logger LOG = LoggerFactory.getLogger(RunFile.class);
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();
    private static final String SCHEDULES = "schedules";

    private final Path path;
    private final InstantSource wall;

    RunFile(Path path, InstantSource wall) {
        this.path = path;
        this.wall = wall;
    }

    /** A file that is damaged is set aside: then no time before now counts as missed. Where that is not possible, it is as it was. */
    @Override
    public Map<String, RunRecord> load() throws IOException {
        String text;
        try {
            text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return new TreeMap<>();
        }
        try {
            Map<String, RunRecord> records = new TreeMap<>();
            for (Map.Entry<String, JsonElement> e : JsonParser.parseString(text).getAsJsonObject().getAsJsonObject(SCHEDULES).entrySet()) {
                records.put(e.getKey(), record(e.getValue().getAsJsonObject()));
            }
            return records;
        } catch (RuntimeException e) {
            // Gson throws whatever it likes at a file that is not ours any more.
            Path aside = DamagedFile.setAside(path, wall.instant());
            LOG.error("{} is damaged, so nobody knows what schedules ran before; it is {} now: {}", path, aside, e.toString());
            return new TreeMap<>();
        }
    }

    @Override
    public void store(Map<String, RunRecord> records) throws IOException {
        JsonObject schedules = new JsonObject();
        records.forEach((id, record) -> schedules.add(id, json(record)));
        JsonObject json = new JsonObject();
        json.add(SCHEDULES, schedules);
        Files.createDirectories(path.getParent());
        DurableFile.replace(path, (GSON.toJson(json) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static JsonObject json(RunRecord record) {
        JsonObject json = new JsonObject();
        json.addProperty("rule", record.rule());
        json.addProperty("through", record.through().toString());
        JsonArray submitted = new JsonArray();
        record.submitted().forEach(t -> submitted.add(t.toString()));
        json.add("submitted", submitted);
        record.last().ifPresent(run -> {
            JsonObject last = new JsonObject();
            last.addProperty("due", run.due().toString());
            last.addProperty("decided", run.decided().toString());
            last.addProperty("outcome", run.outcome().name());
            run.announcement().ifPresent(a -> last.addProperty("announcement", a));
            run.cause().ifPresent(c -> last.addProperty("cause", c));
            json.add("last", last);
        });
        return json;
    }

    private static RunRecord record(JsonObject json) {
        List<Instant> submitted = new ArrayList<>();
        json.getAsJsonArray("submitted").forEach(t -> submitted.add(Instant.parse(t.getAsString())));
        Optional<ScheduleRun> last = Optional.ofNullable(json.getAsJsonObject("last"))
                .map(run -> new ScheduleRun(Instant.parse(run.get("due").getAsString()), Instant.parse(run.get("decided").getAsString()),
                        ScheduleOutcome.valueOf(run.get("outcome").getAsString()), text(run, "announcement"), text(run, "cause")));
        return new RunRecord(json.get("rule").getAsString(), Instant.parse(json.get("through").getAsString()), submitted, last);
    }

    private static Optional<String> text(JsonObject json, String name) {
        return Optional.ofNullable(json.get(name)).map(JsonElement::getAsString);
    }
}
