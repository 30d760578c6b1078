package announcer.web.admin;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import announcer.api.access.AccessControl;
import announcer.api.config.SettingsValues;
import announcer.web.http.Exchange;
import announcer.web.http.JsonFields;
import announcer.web.http.Problem;

/** {@code /api/settings}: all configurations, and the forms that describe them. */
final class SettingsResource {
    private static final String LOCALE = "locale";
    private static final String PID = "pid";

    private final SettingsService service;
    private final LastAdministratorRule last;

    SettingsResource(SettingsService service, LastAdministratorRule last) {
        this.service = service;
        this.last = last;
    }

    void forms(Exchange exchange) throws Problem, IOException {
        Optional<String> tag = exchange.query(List.of(LOCALE)).text(LOCALE);
        JsonArray forms = new JsonArray();
        service.settings().forms(tag.map(Locale::forLanguageTag).orElse(Locale.ROOT)).forEach(form -> forms.add(SettingsJson.of(form)));
        answer(exchange, "forms", forms);
    }

    void list(Exchange exchange) throws Problem, IOException {
        exchange.query(List.of());
        JsonArray all = new JsonArray();
        service.settings().all().forEach(settings -> all.add(SettingsJson.of(settings)));
        answer(exchange, "settings", all);
    }

    void show(Exchange exchange) throws Problem, IOException {
        exchange.query(List.of());
        exchange.answer(200, SettingsJson.of(service.find(exchange.variable(PID))));
    }

    void change(Exchange exchange) throws Problem, IOException {
        Map<String, Object> changes = JsonFields.any(exchange, "{\"key\": \"value\"}").all();
        String pid = exchange.variable(PID);
        SettingsValues changed = isUser(pid) && changes.containsKey("role")
                ? last.keep(exchange.access(), pid, () -> service.change(pid, changes), changes.get("role"))
                : service.change(pid, changes);
        exchange.audit("settings change", pid + " " + changes.keySet());
        exchange.answer(200, SettingsJson.of(changed));
    }

    void create(Exchange exchange) throws Problem, IOException {
        JsonFields fields = JsonFields.of(exchange, List.of("name", "values"));
        SettingsValues made = service.create(exchange.variable(PID), fields.text("name"), fields.object("values"), "name");
        exchange.audit("settings create", made.pid());
        exchange.response().setHeader("Location", exchange.root() + "/settings/" + made.pid());
        exchange.answer(201, SettingsJson.of(made));
    }

    void delete(Exchange exchange) throws Problem {
        exchange.query(List.of());
        String pid = exchange.variable(PID);
        if (isUser(pid)) {
            last.keep(exchange.access(), pid, () -> delete(pid), null);
        } else {
            delete(pid);
        }
        exchange.audit("settings delete", pid);
        exchange.done();
    }

    private Void delete(String pid) throws Problem {
        service.delete(pid);
        return null;
    }

    private static boolean isUser(String pid) {
        return pid.startsWith(AccessControl.USER_PID + "~") || pid.startsWith(AccessControl.USER_PID + ".");
    }

    private static void answer(Exchange exchange, String name, JsonArray list) throws IOException {
        JsonObject json = new JsonObject();
        json.add(name, list);
        exchange.answer(200, json);
    }
}
