package announcer.web.engine;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import announcer.api.Chime;
import announcer.api.Keys;
import announcer.api.Repeat;
import announcer.api.Request;
import announcer.web.http.ContentType;
import announcer.web.http.Exchange;
import announcer.web.http.Problem;
import announcer.web.http.QueryParameters;

/** Reads an announcement's request from an HTTP request. The engine judges its values, such as channels and voices. */
public final class AnnouncementRequestReader {
    public static final String TEXT = "text";
    public static final String SSML = "ssml";
    public static final String CHANNEL = "channel";
    public static final String VOICE = "voice";
    public static final String LOCALE = "locale";
    public static final String PRIORITY = "priority";
    public static final String TTL = "ttlSeconds";
    public static final String IDEMPOTENCY_KEY = "idempotencyKey";
    public static final String SUPERSEDE = "supersede";
    public static final String GROUP = "group";
    static final String TIMES = "repeat.times";
    static final String PAUSE = "repeat.pauseSeconds";
    private static final String BEFORE = "chime.before";
    private static final String AFTER = "chime.after";
    /** Fields of a JSON announcement whose value is a text or a number. */
    static final List<String> FIELDS = List.of(TEXT, SSML, CHANNEL, VOICE, LOCALE, ProsodyField.RATE.field(), ProsodyField.PITCH.field(),
            ProsodyField.VOLUME.field(), PRIORITY, TTL, IDEMPOTENCY_KEY, SUPERSEDE, GROUP);
    /** Members of its fields whose value is an object; each is named by both names, with a point between. */
    static final Map<String, List<String>> OBJECTS = Map.of("repeat", List.of("times", "pauseSeconds"), "chime",
            List.of("before", "after"));

    /** Query parameters of one whose body is the text or the document itself. */
    private static final List<String> PARAMETERS = Stream
            .concat(FIELDS.stream().skip(2), Stream.of(TIMES, PAUSE, BEFORE, AFTER)).toList();

    private AnnouncementRequestReader() {
    }

    public static Request read(Exchange exchange) throws Problem {
        Request request = requestOf(exchange);
        Optional<String> key = IdempotencyKeyHeader.of(exchange.request());
        Optional<String> present = request.keys().idempotency();
        if (key.isEmpty()) {
            return request;
        }
        if (present.isPresent() && !present.equals(key)) {
            throw Problem.field(IDEMPOTENCY_KEY, present.get(), "the field \"" + IDEMPOTENCY_KEY + "\" is \""
                    + Problem.shortened(present.get()) + "\", but the header " + IdempotencyKeyHeader.NAME + " is \""
                    + Problem.shortened(key.get()) + "\"; give one of them, or the same key twice");
        }
        return request.withKeys(request.keys().withIdempotency(key.get()));
    }

    private static Request requestOf(Exchange exchange) throws Problem {
        ContentType type = ContentType.parse(exchange.request().getContentType());
        if (type.mediaType().equals(ContentType.JSON)) {
            exchange.query(List.of());
            return request(AnnouncementJsonParser.parse(exchange.body(bytes -> type.charset().orElse(StandardCharsets.UTF_8))));
        }
        QueryParameters query = exchange.query(PARAMETERS);
        Map<String, String> fields = new HashMap<>();
        if (type.mediaType().equals(ContentType.SSML)) {
            fields.put(SSML, exchange.body(bytes -> DocumentCharset.of(bytes, type.charset())));
        } else {
            fields.put(TEXT, exchange.body(bytes -> type.charset().orElse(StandardCharsets.UTF_8)));
        }
        PARAMETERS.forEach(name -> query.text(name).ifPresent(value -> fields.put(name, value)));
        return request(fields);
    }

    private static Request request(Map<String, String> fields) throws Problem {
        Request request = words(fields).withProsody(ProsodyField.prosody(fields));
        if (fields.containsKey(CHANNEL)) {
            request = request.withChannel(fields.get(CHANNEL));
        }
        if (fields.containsKey(VOICE)) {
            request = request.withVoice(fields.get(VOICE));
        }
        if (fields.containsKey(LOCALE)) {
            request = request.withLocale(FieldValueParser.locale(LOCALE, fields.get(LOCALE)));
        }
        if (fields.containsKey(PRIORITY)) {
            request = request.withPriority(FieldValueParser.priority(PRIORITY, fields.get(PRIORITY)));
        }
        if (fields.containsKey(TTL)) {
            request = request.withTimeToLive(FieldValueParser.seconds(TTL, fields.get(TTL)));
        }
        return request.withKeys(new Keys(of(fields, IDEMPOTENCY_KEY), of(fields, SUPERSEDE), of(fields, GROUP))).withRepeat(repeat(fields))
                .withChime(new Chime(of(fields, BEFORE), of(fields, AFTER)));
    }

    private static Optional<String> of(Map<String, String> fields, String name) {
        return Optional.ofNullable(fields.get(name));
    }

    private static Repeat repeat(Map<String, String> fields) throws Problem {
        int times = fields.containsKey(TIMES) ? FieldValueParser.whole(TIMES, fields.get(TIMES)) : Repeat.ONCE.times();
        return new Repeat(times, fields.containsKey(PAUSE) ? FieldValueParser.seconds(PAUSE, fields.get(PAUSE)) : Repeat.ONCE.pause());
    }

    private static Request words(Map<String, String> fields) throws Problem {
        String text = fields.get(TEXT);
        String document = fields.get(SSML);
        if (text == null && document == null) {
            throw new Problem(400, "missing-field", "A field is missing",
                    "the field \"text\" is missing: it is what shall be spoken; or \"ssml\", for a document").about(TEXT, null);
        }
        if (text != null && document != null) {
            throw Problem.field(SSML, document, "both \"text\" and \"ssml\" are given; an announcement has one of them");
        }
        return document == null ? Request.of(text) : Request.ofSsml(document);
    }
}
