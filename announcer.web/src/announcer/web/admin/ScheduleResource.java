package announcer.web.admin;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import announcer.api.Announcement;
import announcer.api.Announcer;
import announcer.api.RejectedException;
import announcer.api.config.InvalidConfigurationException;
import announcer.api.config.SettingsField;
import announcer.api.config.SettingsForm;
import announcer.api.config.SettingsValues;
import announcer.api.schedule.ScheduleStatus;
import announcer.api.schedule.ScheduleTiming;
import announcer.api.schedule.Schedules;
import announcer.web.http.Exchange;
import announcer.web.http.JsonFields;
import announcer.web.http.Problem;
import announcer.web.http.ServiceLookup;

/** {@code /api/schedules}: schedules with their next times; each is a configuration, found by the schedule's id. */
final class ScheduleResource {
    private static final String ID = "id";
    private static final List<String> TIMING = List.of("cron", "at", "timeZone", "exceptions");

    /** Times of a rule cost computing: whoever asks for many must not take what the stream needs. */
    private static final int MOST_CHECKS = 2;

    private final Semaphore checks = new Semaphore(MOST_CHECKS);
    private final SettingsService service;
    private final ServiceLookup<Schedules> schedules;
    private final ServiceLookup<Announcer> engine;

    ScheduleResource(SettingsService service, ServiceLookup<Schedules> schedules, ServiceLookup<Announcer> engine) {
        this.service = service;
        this.schedules = schedules;
        this.engine = engine;
    }

    void list(Exchange exchange) throws Problem, IOException {
        exchange.query(List.of());
        Optional<Announcer> announcer = engineIfThere();
        JsonArray all = new JsonArray();
        schedules.get().all().forEach(s -> all.add(ScheduleJson.of(s, announcer)));
        JsonObject json = new JsonObject();
        json.add("schedules", all);
        exchange.answer(200, json);
    }

    void show(Exchange exchange) throws Problem, IOException {
        exchange.query(List.of());
        ScheduleStatus status = schedules.get().find(exchange.id()).orElseThrow(() -> unknown(exchange.id()));
        exchange.answer(200, ScheduleJson.of(status, engineIfThere()));
    }

    /** Makes a schedule, or gives it these settings and no others. What {@link #show} answers can be sent. */
    void put(Exchange exchange) throws Problem, IOException {
        Map<String, Object> values = new HashMap<>(JsonFields.any(exchange, "{\"cron\": \"30 8 * * MON-FRI\", \"text\": \"...\"}").all());
        values.keySet().removeAll(ScheduleJson.READ_ONLY);
        String id = exchange.id();
        Object named = values.put(ID, id);
        if (named != null && !named.equals(id)) {
            throw Problem.field(ID, named.toString(), "id is \"" + Problem.shortened(named.toString()) + "\", but the path says \""
                    + Problem.shortened(id) + "\"; leave it out, or make another schedule");
        }
        Optional<SettingsValues> present = service.withId(Schedules.PID, id);
        SettingsValues stored;
        if (present.isPresent()) {
            keys().forEach(key -> values.putIfAbsent(key, null));
            stored = service.change(present.get().pid(), values);
        } else {
            values.values().removeIf(value -> value == null);
            stored = service.create(Schedules.PID, id, values, ID);
            exchange.response().setHeader("Location", exchange.root() + "/schedules/" + id);
        }
        exchange.audit(present.isPresent() ? "schedule change" : "schedule create", id);
        exchange.answer(present.isPresent() ? 200 : 201, SettingsJson.of(stored));
    }

    private List<String> keys() throws Problem {
        return service.settings().forms(Locale.ROOT).stream().filter(form -> form.pid().equals(Schedules.PID)).map(SettingsForm::fields)
                .flatMap(List::stream).map(SettingsField::key).toList();
    }

    void delete(Exchange exchange) throws Problem {
        exchange.query(List.of());
        service.delete(service.withId(Schedules.PID, exchange.id()).orElseThrow(() -> unknown(exchange.id())).pid());
        exchange.audit("schedule delete", exchange.id());
        exchange.done();
    }

    /** Submits its announcement now. */
    void tryNow(Exchange exchange) throws Problem, IOException {
        exchange.query(List.of());
        Announcement announcement;
        try {
            announcement = schedules.get().tryNow(exchange.id()).orElseThrow(() -> unknown(exchange.id()));
        } catch (RejectedException e) {
            throw Problem.rejected(e);
        }
        exchange.audit("schedule try", exchange.id() + ": " + announcement.id());
        exchange.response().setHeader("Location", exchange.root() + "/announcements/" + announcement.id());
        JsonObject accepted = new JsonObject();
        accepted.addProperty(ID, announcement.id());
        accepted.addProperty("state", announcement.status().state().name());
        exchange.answer(202, accepted);
    }

    /** The next times of what is not stored. */
    void check(Exchange exchange) throws Problem, IOException {
        JsonFields fields = JsonFields.of(exchange, TIMING);
        ScheduleTiming timing = new ScheduleTiming(fields.optionalText("cron"), fields.optionalText("at"), fields.optionalText("timeZone"),
                fields.all().get("exceptions") == null ? List.of() : fields.texts("exceptions"));
        if (!checks.tryAcquire()) {
            throw new Problem(429, "too-many-checks", "Too many schedules are being checked", MOST_CHECKS
                    + " schedules are being checked, which is all that is allowed at a time; try again").later();
        }
        JsonObject json = new JsonObject();
        try {
            json.add("next", ScheduleJson.times(schedules.get().check(timing)));
        } catch (InvalidConfigurationException e) {
            throw SettingsService.invalid(e, ID);
        } finally {
            checks.release();
        }
        exchange.answer(200, json);
    }

    private Optional<Announcer> engineIfThere() {
        try {
            return Optional.of(engine.get());
        } catch (Problem absent) {
            // Then nobody knows what became of announcements; the rest is told all the same.
            return Optional.empty();
        }
    }

    private static Problem unknown(String id) {
        return new Problem(404, "unknown-schedule", "No schedule has this id",
                "no schedule has the id \"" + Problem.shortened(id) + "\"; GET /api/schedules lists them").about(ID, id);
    }
}
