package announcer.web.engine;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;

import announcer.web.http.StrictJsonReader;
import announcer.web.http.Problem;

/**
 * Reads an announcement's JSON: known fields only, each of its type and once. A value that is itself an object or an array is refused
 * before it is entered, so depth costs nothing.
 */
final class AnnouncementJsonParser {
    private final StrictJsonReader input;
    private final JsonReader reader;
    private final Map<String, String> fields = new LinkedHashMap<>();

    private AnnouncementJsonParser(String json) {
        input = new StrictJsonReader(json, 1);
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
        if (!AnnouncementRequestReader.FIELDS.contains(name)) {
            throw input.unknown(name, AnnouncementRequestReader.FIELDS);
        }
        JsonToken wanted = name.equals(AnnouncementRequestReader.TTL) || ProsodyField.isOne(name) ? JsonToken.NUMBER : JsonToken.STRING;
        JsonToken found = reader.peek();
        if (found == JsonToken.NULL) {
            reader.nextNull();
            return;
        }
        if (found != wanted) {
            throw input.wrongType(name, wanted);
        }
        if (fields.put(name, reader.nextString()) != null) {
            throw input.repeated(name, fields.get(name));
        }
    }
}
