package announcer.web.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

import announcer.api.RejectedException;
import announcer.lib.http.HttpRefusal;
import announcer.lib.json.JsonValues;

/** An answer that says why a request was not carried out, in the form of RFC 9457 ({@code application/problem+json}). */
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

    /** The refusal of a field's value. */
    public static Problem field(String field, String value, String detail) {
        return new Problem(400, "invalid-field", "A field is not valid", detail).about(field, value);
    }

    /** The engine's refusal of an announcement. */
    public static Problem rejected(RejectedException e) {
        Problem problem = switch (e.reason()) {
            case INVALID -> new Problem(400, "invalid-field", "A field is not valid", e.getMessage());
            case TEXT_TOO_LONG -> new Problem(413, "text-too-long", "The text is too long", e.getMessage());
            case UNKNOWN_CHANNEL -> new Problem(422, "unknown-channel", "No channel has this id", e.getMessage());
            case UNKNOWN_ZONE -> new Problem(422, "unknown-zone", "No zone has this id", e.getMessage());
            case UNKNOWN_VOICE -> new Problem(422, "unknown-voice", "No engine offers this voice", e.getMessage());
            case UNKNOWN_LANGUAGE -> new Problem(422, "unknown-language", "No voice speaks this language", e.getMessage());
            case UNKNOWN_CHIME -> new Problem(422, "unknown-chime", "There is no chime with this id", e.getMessage());
            case BAD_MARKUP -> new Problem(422, "bad-markup", "The SSML document cannot be used", e.getMessage());
            case QUEUE_FULL -> new Problem(429, "queue-full", "The channel's queue is full", e.getMessage()).later();
            case KEY_REUSED -> new Problem(422, "key-reused", "The idempotency key was used for another request", e.getMessage());
            case STORE_FULL -> new Problem(507, "store-full", "There is no room on the disk", e.getMessage()).later();
            case STORE_FAILED -> new Problem(503, "store-failed", "It could not be made durable", e.getMessage()).later();
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

    public static Problem schedulesAbsent() {
        return new Problem(503, "schedules-absent", "Schedules cannot be told now",
                "the announcer.schedule bundle, which runs the schedules, is not running or is being replaced; try again in some seconds")
                .later();
    }

    public static Problem lexiconAbsent() {
        return new Problem(503, "lexicon-absent", "The lexicon cannot be asked now",
                "the announcer.lexicon bundle, which knows how tickets and words are said, is not running or is being replaced; "
                        + "try again in some seconds")
                .later();
    }

    public static Problem unknownAnnouncement(String id) {
        return new Problem(404, "unknown-announcement", "No announcement has this id", "no announcement with the id \"" + shortened(id)
                + "\" is remembered; ids are what POST /api/announcements answered, and only the latest outcomes are kept")
                .about("id", id);
    }

    public static Problem unknownChannel(String id) {
        return new Problem(404, "unknown-channel", "No channel has this id",
                "no channel has the id \"" + shortened(id) + "\"; GET /api/channels lists them").about("id", id);
    }

    /** The HTTP form of a request that is not let in. */
    public static Problem refused(HttpRefusal refusal) {
        Problem problem = new Problem(refusal.status(), refusal.kind(), refusal.title(), refusal.detail());
        problem.headers.addAll(refusal.headers());
        refusal.missing().ifPresent(scope -> problem.with("scope", new JsonPrimitive(scope.name())));
        return problem;
    }

    /** Adds the field that is at fault, and its value. */
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

    /** Tells the caller when to try again: the same request may succeed later. */
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
        JsonObject json = JsonValues.problem(status, kind, title, getMessage());
        members.forEach(json::add);
        return json;
    }

    /** Cuts a value to what may stand in a message: a line or two, and no half character. */
    public static String shortened(String value) {
        if (value.length() <= LONGEST_VALUE) {
            return value;
        }
        int end = Character.isHighSurrogate(value.charAt(LONGEST_VALUE - 1)) ? LONGEST_VALUE - 1 : LONGEST_VALUE;
        return value.substring(0, end) + "...";
    }
}
