package announcer.web.engine;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
    /** Fields of a JSON announcement. */
    public static final List<String> FIELDS = List.of(TEXT, SSML, CHANNEL, VOICE, LOCALE, ProsodyField.RATE.field(),
            ProsodyField.PITCH.field(),
            ProsodyField.VOLUME.field(), PRIORITY, TTL);

    /** Query parameters of one whose body is the text or the document itself. */
    private static final List<String> PARAMETERS = FIELDS.subList(2, FIELDS.size());

    private AnnouncementRequestReader() {
    }

    public static Request read(Exchange exchange) throws Problem {
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
        return request;
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
