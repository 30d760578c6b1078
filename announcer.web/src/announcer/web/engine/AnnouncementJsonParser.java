package announcer.web.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private static final List<String> KNOWN = Stream.concat(AnnouncementRequestReader.FIELDS.stream(),
            Stream.concat(Stream.of(AnnouncementRequestReader.CHANNELS), AnnouncementRequestReader.OBJECTS.keySet().stream().sorted()))
            .toList();

    /**
     * What was read.
     *
     * @param texts the fields that have a value, as text; numbers as they were written
     * @param channels the list of channels; empty: there is none
     */
    record Fields(Map<String, String> texts, Optional<List<String>> channels) {}

    private final StrictJsonReader input;
    private final JsonReader reader;
    private final Map<String, String> fields = new LinkedHashMap<>();
    /** The names of objects and lists. */
    private final Set<String> nested = new HashSet<>();
    private Optional<List<String>> channels = Optional.empty();

    private AnnouncementJsonParser(String json) {
        input = new StrictJsonReader(json, 2);
        reader = input.reader();
    }

    /** Returns the fields that have a value. {@code null} is the same as leaving a field out. */
    static Fields parse(String json) throws Problem {
        AnnouncementJsonParser parser = new AnnouncementJsonParser(json);
        try {
            parser.read();
            return new Fields(parser.fields, parser.channels);
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
        } else if (name.equals(AnnouncementRequestReader.CHANNELS)) {
            readChannels(name);
        } else if (AnnouncementRequestReader.FIELDS.contains(name)) {
            readValue(name);
        } else {
            throw input.unknown(name, KNOWN);
        }
    }

    private void readChannels(String name) throws IOException, Problem {
        if (!begins(name, JsonToken.BEGIN_ARRAY)) {
            return;
        }
        List<String> ids = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNext()) {
            if (reader.peek() != JsonToken.STRING) {
                throw input.wrongType(name, JsonToken.STRING);
            }
            ids.add(reader.nextString());
        }
        reader.endArray();
        channels = Optional.of(ids);
    }

    /** Whether a field that is an object or a list has a value, which comes next. */
    private boolean begins(String name, JsonToken with) throws IOException, Problem {
        if (!nested.add(name)) {
            throw input.repeated(name, null);
        }
        if (isNull()) {
            return false;
        }
        if (reader.peek() != with) {
            throw input.wrongType(name, with);
        }
        return true;
    }

    private void readObject(String name) throws IOException, Problem {
        if (!begins(name, JsonToken.BEGIN_OBJECT)) {
            return;
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
                || name.equals(AnnouncementRequestReader.PAUSE) || name.equals(AnnouncementRequestReader.AGAIN)
                || name.equals(AnnouncementRequestReader.AGAIN_PAUSE) || ProsodyField.isOne(name);
    }
}
