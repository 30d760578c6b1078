package announcer.web.engine;

import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;

import announcer.web.http.StrictJsonReader;
import announcer.web.http.Problem;

/**
 * Reads an announcement's JSON: known fields only, each of its type and once. A value that is an object or an array where none belongs is
 * refused before it is entered, so depth costs nothing.
 */
final class AnnouncementJsonParser {
    private static final List<String> KNOWN = Stream
            .concat(AnnouncementRequestReader.FIELDS.stream(), AnnouncementRequestReader.OBJECTS.keySet().stream().sorted()).toList();

    private final StrictJsonReader input;
    private final JsonReader reader;
    private final Map<String, String> fields = new LinkedHashMap<>();
    private final Set<String> objects = new HashSet<>();

    private AnnouncementJsonParser(String json) {
        input = new StrictJsonReader(json, 2);
        reader = input.reader();
    }

    /** Returns the fields that have a value, as text; numbers as they were written. {@code null} is the same as leaving a field out. */
    static Map<String, String> parse(String json) throws Problem {
        AnnouncementJsonParser parser = new AnnouncementJsonParser(json);
        try {
            parser.read();
            return parser.fields;
        } catch (IOException e) {
            throw parser.input.broken(e);
        }
    }

    private void read() throws IOException, Problem {
        input.begin("{\"text\": \"...\"}");
        while (reader.hasNext()) {
            readField(reader.nextName());
        }
        input.end();
    }

    private void readField(String name) throws IOException, Problem {
        if (AnnouncementRequestReader.OBJECTS.containsKey(name)) {
            readObject(name);
        } else if (AnnouncementRequestReader.FIELDS.contains(name)) {
            readValue(name);
        } else {
            throw input.unknown(name, KNOWN);
        }
    }

    private void readObject(String name) throws IOException, Problem {
        if (!objects.add(name)) {
            throw input.repeated(name, null);
        }
        if (isNull()) {
            return;
        }
        if (reader.peek() != JsonToken.BEGIN_OBJECT) {
            throw input.wrongType(name, JsonToken.BEGIN_OBJECT);
        }
        List<String> members = AnnouncementRequestReader.OBJECTS.get(name);
        reader.beginObject();
        while (reader.hasNext()) {
            String member = reader.nextName();
            if (!members.contains(member)) {
                throw input.unknown(name + "." + member, members.stream().map(m -> name + "." + m).toList());
            }
            readValue(name + "." + member);
        }
        reader.endObject();
    }

    private void readValue(String name) throws IOException, Problem {
        if (isNull()) {
            return;
        }
        JsonToken wanted = isNumber(name) ? JsonToken.NUMBER : JsonToken.STRING;
        if (reader.peek() != wanted) {
            throw input.wrongType(name, wanted);
        }
        if (fields.put(name, reader.nextString()) != null) {
            throw input.repeated(name, fields.get(name));
        }
    }

    private boolean isNull() throws IOException {
        if (reader.peek() != JsonToken.NULL) {
            return false;
        }
        reader.nextNull();
        return true;
    }

    private static boolean isNumber(String name) {
        return name.equals(AnnouncementRequestReader.TTL) || name.equals(AnnouncementRequestReader.TIMES)
                || name.equals(AnnouncementRequestReader.PAUSE) || ProsodyField.isOne(name);
    }
}
