package announcer.web.engine;

import java.io.IOException;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.google.gson.JsonArray;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import announcer.web.http.Problem;

/**
 * Reads an announcement's JSON, strictly: one object, known fields only, each of its type and once. A value that is itself an object or
 * an array is refused before it is entered, so depth costs nothing.
 */
public final class AnnouncementFields {
    private static final Pattern PLACE = Pattern.compile("line (?<line>[0-9]+) column (?<column>[0-9]+)");

    private final JsonReader reader;
    private final Map<String, String> fields = new LinkedHashMap<>();

    private AnnouncementFields(String json) {
        reader = new JsonReader(new StringReader(json));
        reader.setStrictness(Strictness.STRICT);
        reader.setNestingLimit(1);
    }

    /** The fields that have a value, as text; numbers as they were written. {@code null} is the same as leaving a field out. */
    public static Map<String, String> parse(String json) throws Problem {
        AnnouncementFields parser = new AnnouncementFields(json);
        try {
            parser.read();
            return parser.fields;
        } catch (IOException e) {
            throw parser.broken(e);
        }
    }

    private void read() throws IOException, Problem {
        if (reader.peek() != JsonToken.BEGIN_OBJECT) {
            throw placed(new Problem(400, "bad-json", "The body is not an announcement",
                    "the body must be a JSON object such as {\"text\": \"...\"}, but begins with " + word(reader.peek())));
        }
        reader.beginObject();
        while (reader.hasNext()) {
            readField(reader.nextName());
        }
        reader.endObject();
        if (reader.peek() != JsonToken.END_DOCUMENT) {
            throw placed(new Problem(400, "bad-json", "The body is not one JSON object", "there is more after the JSON object"));
        }
    }

    private void readField(String name) throws IOException, Problem {
        if (!RequestReader.FIELDS.contains(name)) {
            throw unknown(name);
        }
        JsonToken wanted = name.equals(RequestReader.TTL) || Factor.isOne(name) ? JsonToken.NUMBER : JsonToken.STRING;
        JsonToken found = reader.peek();
        if (found == JsonToken.NULL) {
            reader.nextNull();
            return;
        }
        if (found != wanted) {
            throw placed(new Problem(400, "wrong-type", "A field has the wrong type",
                    "the field \"" + name + "\" must be " + word(wanted) + ", but is " + word(found)).about(name, scalar(found)));
        }
        if (fields.put(name, reader.nextString()) != null) {
            throw placed(new Problem(400, "repeated-field", "A field is given twice", "the field \"" + name + "\" is given twice")
                    .about(name, fields.get(name)));
        }
    }

    private Problem unknown(String name) {
        JsonArray known = new JsonArray();
        RequestReader.FIELDS.forEach(known::add);
        return placed(new Problem(400, "unknown-field", "A field is not known",
                "the field \"" + Problem.shortened(name) + "\" is not known; known are " + String.join(", ", RequestReader.FIELDS))
                .about(Problem.shortened(name), null).with("known", known));
    }

    /** The value that comes next, where it is one word; null for an object or an array. */
    private String scalar(JsonToken found) throws IOException {
        return switch (found) {
            case STRING, NUMBER -> reader.nextString();
            case BOOLEAN -> String.valueOf(reader.nextBoolean());
            default -> null;
        };
    }

    private Problem broken(IOException e) {
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
    private Problem placed(Problem problem) {
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
