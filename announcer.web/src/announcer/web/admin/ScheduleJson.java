package announcer.web.admin;

import java.io.IOException;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

import announcer.api.Announcement;
import announcer.api.AnnouncementStatus;
import announcer.api.Announcer;
import announcer.api.Markup;
import announcer.api.Request;
import announcer.api.schedule.ScheduleRun;
import announcer.api.schedule.ScheduleStatus;
import announcer.api.schedule.ScheduleTime;
import announcer.lib.json.ApiJson;
import announcer.lib.json.JsonValues;

/** Schedules as JSON. What is a setting has the name and the value that it has in the configuration, so that an answer can be sent back. */
final class ScheduleJson {
    private static final Logger LOG = LoggerFactory.getLogger(ScheduleJson.class);

    /** What no setting is. */
    static final Set<String> READ_ONLY = Set.of("pid", "timeZoneInForce", "done", "next", "last", "problem");

    private ScheduleJson() {
    }

    /** @param engine knows what became of the last announcement */
    static JsonObject of(ScheduleStatus s, Optional<Announcer> engine) {
        Request request = s.request();
        boolean document = request.markup() == Markup.SSML;
        JsonObject json = new JsonObject();
        json.addProperty("id", s.id());
        json.addProperty("pid", s.pid());
        json.addProperty("enabled", s.enabled());
        json.add("cron", JsonValues.text(s.timing().cron()));
        json.add("at", JsonValues.text(s.timing().at()));
        json.add("timeZone", JsonValues.text(s.timing().timeZone()));
        json.addProperty("timeZoneInForce", s.timeZone());
        json.add("exceptions", SettingsJson.texts(s.timing().exceptions()));
        json.addProperty("missed", s.missed().name());
        json.addProperty("missedWithinMinutes", s.missedWithin().toMinutes());
        json.add("text", JsonValues.text(Optional.of(request.text()).filter(t -> !document)));
        json.add("ssml", JsonValues.text(Optional.of(request.text()).filter(t -> document)));
        ApiJson.target(json, request.target());
        if (json.get("channels").isJsonNull()) {
            // As the setting has it.
            json.add("channels", new JsonArray());
        }
        json.add("voice", JsonValues.text(request.voice()));
        json.add("locale", JsonValues.orNull(request.locale(), l -> new JsonPrimitive(l.toLanguageTag())));
        json.addProperty("priority", request.priority().name());
        json.addProperty("timeToLiveSeconds", request.timeToLive().map(t -> t.toSeconds()).orElse(0L));
        json.addProperty("repeatTimes", request.repeat().times());
        json.addProperty("repeatPauseSeconds", request.repeat().pause().toSeconds());
        json.add("chimeBefore", JsonValues.text(request.chime().before()));
        json.add("chimeAfter", JsonValues.text(request.chime().after()));
        json.addProperty("done", s.done());
        json.add("next", times(s.next()));
        json.add("last", JsonValues.orNull(s.last(), run -> run(run, engine)));
        json.add("problem", JsonValues.masked(s.problem()));
        return json;
    }

    static JsonArray times(List<ScheduleTime> times) {
        JsonArray json = new JsonArray();
        times.forEach(time -> json.add(time(time)));
        return json;
    }

    private static JsonObject time(ScheduleTime time) {
        JsonObject json = new JsonObject();
        json.addProperty("instant", time.time().toInstant().toString());
        json.addProperty("local", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.time()));
        json.addProperty("planned", DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time.planned()));
        json.addProperty("shifted", time.shifted());
        return json;
    }

    /** Empty also when the journal cannot be read: the run is shown without. */
    private static Optional<AnnouncementStatus> status(Announcer engine, String id) {
        try {
            return engine.find(id).map(Announcement::status);
        } catch (IOException e) {
            LOG.debug("what has become of announcement {} is not known now", id, e);
            return Optional.empty();
        }
    }

    private static JsonObject run(ScheduleRun run, Optional<Announcer> engine) {
        Optional<AnnouncementStatus> status = run.announcement().flatMap(id -> engine.flatMap(e -> status(e, id)));
        JsonObject json = new JsonObject();
        json.addProperty("due", run.due().toString());
        json.addProperty("decided", run.decided().toString());
        json.addProperty("outcome", run.outcome().name());
        json.add("announcement", JsonValues.text(run.announcement()));
        json.add("state", JsonValues.text(status.map(s -> s.state().name())));
        json.add("ended", JsonValues.instant(status.flatMap(AnnouncementStatus::ended)));
        json.add("cause", JsonValues.masked(run.cause().or(() -> status.flatMap(AnnouncementStatus::cause))));
        return json;
    }
}
