package announcer.web.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

import announcer.api.RejectedException;

/** A request cannot be answered as it was asked. It becomes the answer, in the form of RFC 9457 ({@code application/problem+json}). */
public final class Problem extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_VALUE = 200;
    private static final String RETRY_SECONDS = "5";

    private final int status;
    private final String kind;
    private final String title;
    private final transient Map<String, JsonElement> members = new LinkedHashMap<>();
    private final transient List<Map.Entry<String, String>> headers = new ArrayList<>();

    /**
     * @param status HTTP status
     * @param kind what kind it is, for programs: the last part of the problem's type
     * @param title what kind it is, for people
     * @param detail this case, in a sentence: what was wrong, with which value, and what to do
     */
    public Problem(int status, String kind, String title, String detail) {
        // No stack trace: it is an answer, not a fault of the program.
        super(detail, null, false, false);
        this.status = status;
        this.kind = kind;
        this.title = title;
    }

    /** A field of a request has a value that it cannot have. */
    public static Problem field(String field, String value, String detail) {
        return new Problem(400, "invalid-field", "A field is not valid", detail).about(field, value);
    }

    /** The door refused an announcement. */
    public static Problem rejected(RejectedException e) {
        Problem problem = switch (e.reason()) {
            case INVALID -> new Problem(400, "invalid-field", "A field is not valid", e.getMessage());
            case TEXT_TOO_LONG -> new Problem(413, "text-too-long", "The text is too long", e.getMessage());
            case UNKNOWN_CHANNEL -> new Problem(422, "unknown-channel", "No channel has this id", e.getMessage());
            case UNKNOWN_VOICE -> new Problem(422, "unknown-voice", "No engine offers this voice", e.getMessage());
            case UNKNOWN_LANGUAGE -> new Problem(422, "unknown-language", "No voice speaks this language", e.getMessage());
            case BAD_MARKUP -> new Problem(422, "bad-markup", "The SSML document cannot be used", e.getMessage());
            case QUEUE_FULL -> new Problem(429, "queue-full", "The channel's queue is full", e.getMessage()).later();
            case STOPPING -> new Problem(503, "stopping", "Announcer is stopping", e.getMessage()).later();
        };
        if (e.line() > 0) {
            problem.with("line", new JsonPrimitive(e.line()));
        }
        if (e.column() > 0) {
            problem.with("column", new JsonPrimitive(e.column()));
        }
        return problem.about(e.field(), e.value());
    }

    public static Problem engineAbsent() {
        return new Problem(503, "engine-absent", "The engine is not running",
                "the announcer.engine bundle is not running, or is being replaced; try again in some seconds, or start it in the web console")
                .later();
    }

    public static Problem accessAbsent() {
        return new Problem(503, "access-absent", "Nobody can be let in now",
                "the announcer.access bundle, which knows who may do what, is not running or is being replaced; try again in some seconds, "
                        + "or look at the log in Announcer's home folder")
                .later();
    }

    public static Problem settingsAbsent() {
        return new Problem(503, "settings-absent", "Settings cannot be read or changed now",
                "the announcer.conf bundle, which keeps the settings, is not running or is being replaced; try again in some seconds")
                .later();
    }

    public static Problem unknownAnnouncement(String id) {
        return new Problem(404, "unknown-announcement", "No announcement has this id", "no announcement with the id \"" + shortened(id)
                + "\" is remembered; ids are what POST /api/announcements answered, and only the latest 10,000 outcomes are kept")
                .about("id", id);
    }

    public static Problem unknownChannel(String id) {
        return new Problem(404, "unknown-channel", "No channel has this id",
                "no channel has the id \"" + shortened(id) + "\"; GET /api/channels lists them").about("id", id);
    }

    /** Adds which field is at fault, and its value. */
    public Problem about(String field, String value) {
        if (field != null) {
            members.put("field", new JsonPrimitive(field));
        }
        if (value != null) {
            members.put("value", new JsonPrimitive(shortened(value)));
        }
        return this;
    }

    /** Whether this field is at fault. */
    public boolean isAbout(String field) {
        return new JsonPrimitive(field).equals(members.get("field"));
    }

    public Problem with(String member, JsonElement value) {
        members.put(member, value);
        return this;
    }

    public Problem header(String name, String value) {
        headers.add(Map.entry(name, value));
        return this;
    }

    /** The same request may succeed later: tells when to try again. */
    public Problem later() {
        return header("Retry-After", RETRY_SECONDS);
    }

    public int status() {
        return status;
    }

    public List<Map.Entry<String, String>> headers() {
        return headers;
    }

    public JsonObject json() {
        JsonObject json = new JsonObject();
        json.addProperty("type", "urn:announcer:problem:" + kind);
        json.addProperty("title", title);
        json.addProperty("status", status);
        json.addProperty("detail", getMessage());
        members.forEach(json::add);
        return json;
    }

    /** A value as it may stand in a message: not longer than a line or two, and not cut inside a character. */
    public static String shortened(String value) {
        if (value.length() <= LONGEST_VALUE) {
            return value;
        }
        int end = Character.isHighSurrogate(value.charAt(LONGEST_VALUE - 1)) ? LONGEST_VALUE - 1 : LONGEST_VALUE;
        return value.substring(0, end) + "...";
    }
}
