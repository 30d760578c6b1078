package announcer.monitor.support;

import java.io.PrintWriter;
import java.util.Map;

import com.google.gson.JsonElement;

/** JSON as text to be read by people: a line for a value, what is inside is indented. */
final class JsonTextPrinter {
    private final PrintWriter to;

    JsonTextPrinter(PrintWriter to) {
        this.to = to;
    }

    void print(String name, JsonElement json) {
        print(name + ":", json, "");
    }

    private void print(String label, JsonElement json, String indent) {
        if (json.isJsonObject() && json.getAsJsonObject().size() > 0) {
            to.println(indent + label);
            for (Map.Entry<String, JsonElement> e : json.getAsJsonObject().entrySet()) {
                print(e.getKey() + ":", e.getValue(), indent + "  ");
            }
        } else if (json.isJsonArray() && json.getAsJsonArray().size() > 0) {
            to.println(indent + label);
            json.getAsJsonArray().forEach(e -> print("-", e, indent + "  "));
        } else {
            to.println(indent + label + " " + value(json));
        }
    }

    private static String value(JsonElement json) {
        if (json.isJsonNull()) {
            return "(not known)";
        }
        if (!json.isJsonPrimitive()) {
            return "(none)";
        }
        return json.getAsString().isEmpty() ? "(empty)" : json.getAsString();
    }
}
