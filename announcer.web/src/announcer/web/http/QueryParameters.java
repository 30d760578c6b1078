package announcer.web.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.google.gson.JsonArray;

/** The query parameters of a request. One that is not known, or is given twice, is refused: it would otherwise be ignored in silence. */
public final class QueryParameters {
    private final Map<String, String> values = new LinkedHashMap<>();

    private QueryParameters() {
    }

    /**
     * @param query what follows the question mark, encoded; null when there is none
     * @param known names that this request understands
     */
    public static QueryParameters parse(String query, List<String> known) throws Problem {
        QueryParameters parsed = new QueryParameters();
        if (query == null) {
            return parsed;
        }
        for (String pair : query.split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            if (!known.contains(name)) {
                throw unknown(name, value, known);
            }
            if (parsed.values.putIfAbsent(name, value) != null) {
                throw Problem.field(name, value, "the query parameter \"" + name + "\" is given twice");
            }
        }
        return parsed;
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** A whole number within bounds, or the one that is meant when it is not given. */
    public int number(String name, int absent, int least, int most) throws Problem {
        String value = values.get(name);
        if (value == null) {
            return absent;
        }
        // Nine digits fit an int, whatever they are.
        int number = value.matches("[0-9]{1,9}") ? Integer.parseInt(value) : -1;
        if (number < least || number > most) {
            throw Problem.field(name, value, "the query parameter \"" + name + "\" is \"" + Problem.shortened(value)
                    + "\"; it must be a whole number from " + least + " to " + most);
        }
        return number;
    }

    private static Problem unknown(String name, String value, List<String> known) {
        JsonArray names = new JsonArray();
        known.forEach(names::add);
        String allowed = known.isEmpty() ? "none is known here" : "known are " + String.join(", ", known);
        return new Problem(400, "unknown-parameter", "A query parameter is not known",
                "the query parameter \"" + Problem.shortened(name) + "\" is not known; " + allowed).about(name, value).with("known", names);
    }

    private static String decoded(String text) throws Problem {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Problem(400, "bad-query", "The query cannot be read",
                    "\"" + Problem.shortened(text) + "\" in the query is not valid percent-encoding: " + e.getMessage());
        }
    }
}
