package announcer.web.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import announcer.api.Chime;
import announcer.api.Keys;
import announcer.api.Repeat;
import announcer.api.Request;
import announcer.api.Target;
import announcer.api.UntilHeard;
import announcer.web.engine.AnnouncementJsonParser.Fields;
import announcer.web.http.ContentType;
import announcer.web.http.Exchange;
import announcer.web.http.Problem;
import announcer.web.http.QueryParameters;

/** Reads an announcement's request from an HTTP request. The engine judges its values, such as channels and voices. */
public final class AnnouncementRequestReader {
    public static final String TEXT = "text";
    public static final String SSML = "ssml";
    public static final String CHANNEL = "channel";
    public static final String CHANNELS = "channels";
    public static final String ZONE = "zone";
    public static final String VOICE = "voice";
    public static final String LOCALE = "locale";
    public static final String PRIORITY = "priority";
    public static final String TTL = "ttlSeconds";
    public static final String IDEMPOTENCY_KEY = "idempotencyKey";
    public static final String SUPERSEDE = "supersede";
    public static final String GROUP = "group";
    static final String TIMES = "repeat.times";
    static final String PAUSE = "repeat.pauseSeconds";
    static final String AGAIN = "repeatUntilHeard.times";
    static final String AGAIN_PAUSE = "repeatUntilHeard.pauseSeconds";
    /** In the place of ids of channels: all. */
    private static final String ALL = "*";
    private static final String BEFORE = "chime.before";
    private static final String AFTER = "chime.after";
    /** Fields of a JSON announcement whose value is a text or a number. */
    static final List<String> FIELDS = List.of(TEXT, SSML, CHANNEL, ZONE, VOICE, LOCALE, ProsodyField.RATE.field(),
            ProsodyField.PITCH.field(),
            ProsodyField.VOLUME.field(), PRIORITY, TTL, IDEMPOTENCY_KEY, SUPERSEDE, GROUP);
    /** Members of its fields whose value is an object; each is named by both names, with a point between. */
    static final Map<String, List<String>> OBJECTS = Map.of("repeat", List.of("times", "pauseSeconds"),
            "repeatUntilHeard", List.of("times", "pauseSeconds"), "chime",
            List.of("before", "after"));

    /** Query parameters of one whose body is the text or the document itself. */
    private static final List<String> PARAMETERS = Stream
            .concat(FIELDS.stream().skip(2), Stream.of(CHANNELS, TIMES, PAUSE, AGAIN, AGAIN_PAUSE, BEFORE, AFTER)).toList();

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
        return request(new Fields(fields, query.text(CHANNELS).map(ids -> List.of(ids.split(",", -1)))));
    }

    private static Request request(Fields all) throws Problem {
        Map<String, String> fields = all.texts();
        Request request = words(fields).withProsody(ProsodyField.prosody(fields));
        Optional<Target> target = target(all);
        if (target.isPresent()) {
            request = request.withTarget(target.get());
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
                .withUntilHeard(untilHeard(fields))
                .withChime(new Chime(of(fields, BEFORE), of(fields, AFTER)));
    }

    /** Where it is spoken; empty: it does not say. */
    private static Optional<Target> target(Fields fields) throws Problem {
        List<String> given = Stream.of(CHANNEL, ZONE).filter(fields.texts()::containsKey).collect(Collectors.toCollection(ArrayList::new));
        fields.channels().ifPresent(ids -> given.add(CHANNELS));
        if (given.size() > 1) {
            String last = given.get(given.size() - 1);
            throw Problem.field(last, fields.texts().get(last),
                    given.stream().map(name -> '"' + name + '"').collect(Collectors.joining(" and "))
                            + " are given; an announcement has one of \"" + CHANNEL + "\", \"" + CHANNELS + "\" and \"" + ZONE + '"');
        }
        if (fields.channels().isPresent()) {
            return Optional.of(channels(fields.channels().get()));
        }
        return of(fields.texts(), CHANNEL).<Target>map(Target.Channel::new).or(() -> of(fields.texts(), ZONE).map(Target.Zone::new));
    }

    private static Target channels(List<String> ids) throws Problem {
        if (!ids.contains(ALL)) {
            return new Target.Channels(ids);
        }
        if (ids.size() > 1) {
            throw Problem.field(CHANNELS, ALL,
                    "channels has \"*\", which means all channels, and others; give \"*\" alone, or the ids of channels");
        }
        return Target.ALL;
    }

    private static Optional<String> of(Map<String, String> fields, String name) {
        return Optional.ofNullable(fields.get(name));
    }

    private static Repeat repeat(Map<String, String> fields) throws Problem {
        int times = fields.containsKey(TIMES) ? FieldValueParser.whole(TIMES, fields.get(TIMES)) : Repeat.ONCE.times();
        return new Repeat(times, fields.containsKey(PAUSE) ? FieldValueParser.seconds(PAUSE, fields.get(PAUSE)) : Repeat.ONCE.pause());
    }

    private static UntilHeard untilHeard(Map<String, String> fields) throws Problem {
        int times = fields.containsKey(AGAIN) ? FieldValueParser.whole(AGAIN, fields.get(AGAIN)) : UntilHeard.NEVER.times();
        return new UntilHeard(times,
                fields.containsKey(AGAIN_PAUSE) ? FieldValueParser.seconds(AGAIN_PAUSE, fields.get(AGAIN_PAUSE)) : UntilHeard.USUAL_PAUSE);
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
