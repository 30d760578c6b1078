package announcer.web.http;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.google.gson.JsonArray;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;

/** A strict reader of a request's JSON. Its problems say in words what is wrong, and where in the body. */
public final class StrictJsonReader {
    private static final Pattern PLACE = Pattern.compile("line (?<line>[0-9]+) column (?<column>[0-9]+)");

    private final JsonReader reader;

    /** @param depth how deep objects and lists may lie in one another; what is deeper is refused before it is entered */
    public StrictJsonReader(String json, int depth) {
        reader = new JsonReader(new StringReader(json));
        reader.setStrictness(Strictness.STRICT);
        reader.setNestingLimit(depth);
    }

    public JsonReader reader() {
        return reader;
    }

    /** Enters the one object that the body must be. */
    public void begin(String example) throws IOException, Problem {
        if (reader.peek() != JsonToken.BEGIN_OBJECT) {
            throw placed(new Problem(400, "bad-json", "The body is not a JSON object",
                    "the body must be a JSON object such as " + example + ", but begins with " + word(reader.peek())));
        }
        reader.beginObject();
    }

    /** Leaves it; nothing may follow. */
    public void end() throws IOException, Problem {
        reader.endObject();
        if (reader.peek() != JsonToken.END_DOCUMENT) {
            throw placed(new Problem(400, "bad-json", "The body is not one JSON object", "there is more after the JSON object"));
        }
    }

    public Problem unknown(String name, List<String> known) {
        JsonArray names = new JsonArray();
        known.forEach(names::add);
        return placed(new Problem(400, "unknown-field", "A field is not known",
                "the field \"" + Problem.shortened(name) + "\" is not known; known are " + String.join(", ", known))
                .about(Problem.shortened(name), null).with("known", names));
    }

    public Problem repeated(String name, String value) {
        return placed(new Problem(400, "repeated-field", "A field is given twice",
                "the field \"" + Problem.shortened(name) + "\" is given twice").about(Problem.shortened(name), value));
    }

    /** The value that comes next has the wrong type. */
    public Problem wrongType(String name, JsonToken wanted) throws IOException {
        JsonToken found = reader.peek();
        return placed(new Problem(400, "wrong-type", "A field has the wrong type",
                "the field \"" + name + "\" must be " + word(wanted) + ", but is " + word(found)).about(name, scalar(found)));
    }

    /** The value that comes next, where it is one word; null for an object or an array. */
    private String scalar(JsonToken found) throws IOException {
        return switch (found) {
            case STRING, NUMBER -> reader.nextString();
            case BOOLEAN -> String.valueOf(reader.nextBoolean());
            default -> null;
        };
    }

    /** The reader could not go on. */
    public Problem broken(IOException e) {
        // The parser's message ends with a place, a path and a link to its documentation: only its first words are for people.
        String message = String.valueOf(e.getMessage());
        Matcher place = PLACE.matcher(message);
        String where = place.find() ? place.group() : reader.toString();
        int end = message.indexOf(" at line ");
        String what = end < 0 ? message.lines().findFirst().orElse("") : message.substring(0, end);
        return placed(new Problem(400, "bad-json", "The body is not valid JSON", "the JSON cannot be read: " + what + ", at " + where),
                where);
    }

    /** Adds where in the body it is: just behind the last thing that was read. */
    public Problem placed(Problem problem) {
        return placed(problem, reader.toString());
    }

    private static Problem placed(Problem problem, String where) {
        Matcher place = PLACE.matcher(where);
        if (place.find()) {
            problem.with("line", new JsonPrimitive(Integer.valueOf(place.group("line"))));
            problem.with("column", new JsonPrimitive(Integer.valueOf(place.group("column"))));
        }
        return problem;
    }

    private static String word(JsonToken token) {
        return switch (token) {
            case STRING -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case BEGIN_OBJECT -> "an object";
            case BEGIN_ARRAY -> "an array";
            case NULL -> "null";
            case NAME, END_ARRAY, END_OBJECT -> "something out of place";
            case END_DOCUMENT -> "nothing";
        };
    }
}
