package announcer.monitor.support;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

import announcer.api.config.Settings;
import announcer.api.stream.Urls;

/** Removes secrets from texts that leave the machine. Immutable. */
final class TextMasking {
    private static final String NAMES = "(?:password|passwd|passphrase|secret|token|authorization|credential|cookie|api[-_]?key)";
    private static final Pattern NAME = Pattern.compile("(?i)" + NAMES);
    // name=value, name: value, "name":"value", with the word that HTTP puts before credentials. A logger's name may end like that, too.
    private static final Pattern NAMED = Pattern
            .compile("(?i)(" + NAMES + "[a-z]{0,20}(?:\\s{0,3}=\\s{0,3}|[\"']\\s{0,3}:\\s{0,3})|(?<![a-z.])"
                    + NAMES + "[a-z]{0,20}:\\s{0,3})(?:(?:bearer|basic)\\s+)?(\"[^\"]*\"|'[^']*'|[^\\s,;&\"']+)");
    private static final Pattern HTTP = Pattern.compile("(?i)\\b(bearer|basic)\\s+[A-Za-z0-9+/=._~-]{8,}");

    private final List<String> known;

    /** @param known secrets that are masked wherever they stand */
    TextMasking(List<String> known) {
        this.known = known.stream().filter(s -> !s.isBlank()).toList();
    }

    /** A text without secrets. */
    String text(String text) {
        String masked = Urls.masked(text);
        for (String secret : known) {
            masked = masked.replace(secret, Settings.MASK);
        }
        masked = NAMED.matcher(masked).replaceAll("$1" + Settings.MASK.replace("*", "\\*"));
        return HTTP.matcher(masked).replaceAll("$1 " + Settings.MASK.replace("*", "\\*"));
    }

    /** The same JSON without secrets: texts are masked, and the text of a member that is named like a secret is left out whole. */
    JsonElement json(JsonElement json) {
        if (json.isJsonArray()) {
            JsonArray masked = new JsonArray();
            json.getAsJsonArray().forEach(e -> masked.add(json(e)));
            return masked;
        }
        if (json.isJsonObject()) {
            JsonObject masked = new JsonObject();
            for (Map.Entry<String, JsonElement> e : json.getAsJsonObject().entrySet()) {
                masked.add(e.getKey(), isText(e.getValue()) && NAME.matcher(e.getKey()).find()
                        ? new JsonPrimitive(Settings.MASK)
                        : json(e.getValue()));
            }
            return masked;
        }
        return isText(json) ? new JsonPrimitive(text(json.getAsString())) : json;
    }

    private static boolean isText(JsonElement json) {
        return json.isJsonPrimitive() && json.getAsJsonPrimitive().isString() && !json.getAsString().isEmpty();
    }
}
