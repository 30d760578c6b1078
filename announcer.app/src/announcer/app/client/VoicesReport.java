package announcer.app.client;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/**
 * The voices for a reader: a line each, by language, within one in the product's order (best first); then the engines that something is
 * wrong with. A pure function of the API's answer.
 */
final class VoicesReport {
    private VoicesReport() {
    }

    static List<String> lines(JsonObject answer) {
        List<String> lines = new ArrayList<>(table(members(answer, "voices")));
        members(answer, "engines").forEach(engine -> {
            String health = health(engine);
            if (!health.isEmpty()) {
                lines.add("engine " + ProductApi.text(engine, "name") + ": " + health);
            }
        });
        return lines;
    }

    private static List<String> table(List<JsonObject> voices) {
        if (voices.isEmpty()) {
            return List.of("no voices");
        }
        int languageWidth = width(voices, voice -> ProductApi.text(voice, "locale"));
        int idWidth = width(voices, voice -> ProductApi.text(voice, "id"));
        String form = "%-" + languageWidth + "s  %-" + idWidth + "s  %s Hz";
        return voices.stream().sorted(Comparator.comparing(voice -> ProductApi.text(voice, "locale")))
                .map(voice -> String.format(Locale.ROOT, form, ProductApi.text(voice, "locale"), ProductApi.text(voice, "id"),
                        ProductApi.text(voice, "sampleRateHz")))
                .toList();
    }

    /** Returns the problem of an engine; empty when there is none. */
    private static String health(JsonObject engine) {
        List<String> words = new ArrayList<>();
        String problem = ProductApi.text(engine, "problem");
        String failures = ProductApi.text(engine, "failures");
        String setAside = ProductApi.text(engine, "setAsideUntil");
        if (!problem.isEmpty()) {
            words.add(problem);
        }
        if (!failures.isEmpty() && !"0".equals(failures)) {
            words.add("failed " + failures + " time(s) in a row");
        }
        if (!setAside.isEmpty()) {
            words.add("set aside until " + setAside);
        }
        return String.join("; ", words);
    }

    private static int width(List<JsonObject> voices, Function<JsonObject, String> word) {
        // At least one: a format knows no width of zero.
        return Math.max(1, voices.stream().mapToInt(voice -> word.apply(voice).length()).max().orElse(1));
    }

    private static List<JsonObject> members(JsonObject answer, String name) {
        JsonElement array = answer.get(name);
        if (array == null || !array.isJsonArray()) {
            return List.of();
        }
        return array.getAsJsonArray().asList().stream().filter(JsonElement::isJsonObject).map(JsonElement::getAsJsonObject).toList();
    }
}
