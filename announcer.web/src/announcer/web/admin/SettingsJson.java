package announcer.web.admin;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

import announcer.api.config.SettingsField;
import announcer.api.config.SettingsForm;
import announcer.api.config.SettingsValues;
import announcer.lib.json.JsonValues;

/** Configurations and their forms as JSON. */
final class SettingsJson {
    private SettingsJson() {
    }

    static JsonObject of(SettingsValues settings) {
        JsonObject json = new JsonObject();
        json.addProperty("pid", settings.pid());
        json.add("factoryPid", JsonValues.text(settings.factoryPid()));
        JsonObject values = new JsonObject();
        settings.values().forEach((key, value) -> values.add(key, of(value)));
        json.add("values", values);
        json.add("problem", JsonValues.text(settings.problem()));
        return json;
    }

    static JsonObject of(SettingsForm form) {
        JsonObject json = new JsonObject();
        json.addProperty("pid", form.pid());
        json.addProperty("factory", form.factory());
        json.addProperty("name", form.name());
        json.addProperty("description", form.description());
        JsonArray fields = new JsonArray();
        form.fields().forEach(field -> fields.add(of(field)));
        json.add("fields", fields);
        return json;
    }

    private static JsonObject of(SettingsField field) {
        JsonObject json = new JsonObject();
        json.addProperty("key", field.key());
        json.addProperty("name", field.name());
        json.addProperty("description", field.description());
        json.addProperty("type", field.type());
        json.addProperty("list", field.list());
        json.addProperty("required", field.required());
        json.addProperty("secret", field.secret());
        json.add("min", JsonValues.text(field.min()));
        json.add("max", JsonValues.text(field.max()));
        json.add("defaults", texts(field.defaults()));
        json.add("options", options(field.options()));
        return json;
    }

    /** Makes a list and not an object, since the order of options matters. */
    private static JsonArray options(Map<String, String> options) {
        JsonArray json = new JsonArray();
        options.forEach((value, label) -> {
            JsonObject option = new JsonObject();
            option.addProperty("value", value);
            option.addProperty("label", label);
            json.add(option);
        });
        return json;
    }

    static JsonArray texts(List<String> texts) {
        JsonArray json = new JsonArray();
        texts.forEach(json::add);
        return json;
    }

    private static JsonElement of(Object value) {
        if (value instanceof Collection<?> list) {
            JsonArray json = new JsonArray();
            list.forEach(element -> json.add(of(element)));
            return json;
        }
        if (value instanceof Boolean b) {
            return new JsonPrimitive(b);
        }
        if (value instanceof Number n) {
            return Double.isFinite(n.doubleValue()) ? new JsonPrimitive(n) : JsonNull.INSTANCE;
        }
        return JsonValues.text(Optional.ofNullable(value).map(Object::toString));
    }
}
