package announcer.web.admin;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.google.gson.JsonObject;

import announcer.api.Announcer;
import announcer.api.config.SettingsValues;
import announcer.lib.json.ApiJson;
import announcer.web.engine.ChannelResource;
import announcer.web.http.ServiceLookup;
import announcer.web.http.Exchange;
import announcer.web.http.JsonFields;
import announcer.web.http.Problem;

/** The configurations of channels, found by the channel's id: {@code /api/channels/{id}/settings}, pause and resume. */
final class ChannelSettingsResource {
    private static final String PID = "announcer.channel";
    private static final String ID = "id";
    private static final String NAME = "name";
    private static final String PAUSED = "paused";

    private final SettingsService service;
    private final ServiceLookup<Announcer> engine;

    ChannelSettingsResource(SettingsService service, ServiceLookup<Announcer> engine) {
        this.service = service;
        this.engine = engine;
    }

    void create(Exchange exchange) throws Problem, IOException {
        JsonFields fields = JsonFields.any(exchange, "{\"id\": \"lobby\"}");
        String id = fields.text(ID);
        String name = fields.optionalText(NAME).orElse(id);
        Map<String, Object> values = new HashMap<>(fields.all());
        values.remove(NAME);
        SettingsValues made = service.create(PID, name, values, fields.optionalText(NAME).isPresent() ? NAME : ID);
        exchange.audit("channel create", id);
        exchange.response().setHeader("Location", exchange.root() + "/channels/" + id);
        exchange.answer(201, SettingsJson.of(made));
    }

    void settings(Exchange exchange) throws Problem, IOException {
        exchange.query(List.of());
        exchange.answer(200, SettingsJson.of(configuration(exchange.id())));
    }

    void change(Exchange exchange) throws Problem, IOException {
        Map<String, Object> changes = JsonFields.any(exchange, "{\"voice\": \"engine/name\"}").all();
        SettingsValues changed = service.change(configuration(exchange.id()).pid(), changes);
        exchange.audit("channel change", exchange.id() + " " + changes.keySet());
        exchange.answer(200, SettingsJson.of(changed));
    }

    void delete(Exchange exchange) throws Problem {
        exchange.query(List.of());
        service.delete(configuration(exchange.id()).pid());
        exchange.audit("channel delete", exchange.id());
        exchange.done();
    }

    void pause(Exchange exchange) throws Problem, IOException {
        paused(exchange, true);
    }

    void resume(Exchange exchange) throws Problem, IOException {
        paused(exchange, false);
    }

    private void paused(Exchange exchange, boolean paused) throws Problem, IOException {
        exchange.query(List.of());
        Announcer announcer = engine.get();
        ChannelResource.find(announcer, exchange.id());
        service.change(configuration(exchange.id()).pid(), Map.of(PAUSED, paused));
        exchange.audit(paused ? "channel pause" : "channel resume", exchange.id());
        JsonObject json = ApiJson.channel(ChannelResource.find(announcer, exchange.id()));
        // As it was ordered: the engine hears of a changed setting on another thread.
        json.addProperty(PAUSED, paused);
        exchange.answer(200, json);
    }

    private SettingsValues configuration(String id) throws Problem {
        return service.withId(PID, id).orElseThrow(() -> Problem.unknownChannel(id));
    }
}
