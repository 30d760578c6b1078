package announcer.web;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import announcer.api.Priority;
import announcer.api.Request;

/** Makes an announcement's request of what was posted. What the words mean (which channels, which voices) is for the door to judge. */
final class RequestReader {
    static final String TEXT = "text";
    static final String CHANNEL = "channel";
    static final String VOICE = "voice";
    static final String PRIORITY = "priority";
    static final String TTL = "ttlSeconds";
    /** Fields of a JSON announcement. */
    static final List<String> FIELDS = List.of(TEXT, CHANNEL, VOICE, PRIORITY, TTL);

    /** Query parameters of one in plain text, whose body is the text. */
    private static final List<String> PARAMETERS = List.of(CHANNEL, VOICE, PRIORITY, TTL);

    private RequestReader() {
    }

    static Request read(Exchange exchange) throws Problem {
        ContentType type = ContentType.parse(exchange.request().getContentType());
        if (type.mediaType().equals(ContentType.JSON)) {
            exchange.query(List.of());
            return request(AnnouncementFields.parse(exchange.body(type.charset())));
        }
        Query query = exchange.query(PARAMETERS);
        String text = exchange.body(type.charset());
        Map<String, String> fields = new HashMap<>(Map.of(TEXT, text));
        PARAMETERS.forEach(name -> query.text(name).ifPresent(value -> fields.put(name, value)));
        return request(fields);
    }

    private static Request request(Map<String, String> fields) throws Problem {
        String text = fields.get(TEXT);
        if (text == null) {
            throw new Problem(400, "missing-field", "A field is missing", "the field \"text\" is missing: it is what shall be spoken")
                    .about(TEXT,
                            null);
        }
        Request request = Request.of(text);
        if (fields.containsKey(CHANNEL)) {
            request = request.withChannel(fields.get(CHANNEL));
        }
        if (fields.containsKey(VOICE)) {
            request = request.withVoice(fields.get(VOICE));
        }
        if (fields.containsKey(PRIORITY)) {
            request = request.withPriority(priority(fields.get(PRIORITY)));
        }
        if (fields.containsKey(TTL)) {
            request = request.withTimeToLive(seconds(fields.get(TTL)));
        }
        return request;
    }

    private static Priority priority(String value) throws Problem {
        for (Priority priority : Priority.values()) {
            if (AnnouncementJson.name(priority).equals(value)) {
                return priority;
            }
        }
        String names = Arrays.stream(Priority.values()).map(AnnouncementJson::name).collect(Collectors.joining(" or "));
        throw Problem.field(PRIORITY, value, "priority is \"" + Problem.shortened(value) + "\"; it must be " + names);
    }

    private static Duration seconds(String value) throws Problem {
        // Bounded digits: as nanoseconds it fits a long, and "1e999999999" costs nothing.
        if (!value.matches("-?[0-9]{1,9}(\\.[0-9]{1,9})?")) {
            throw Problem.field(TTL, value,
                    "ttlSeconds is " + Problem.shortened(value) + "; it must be a number of seconds such as 30 or 2.5, below 1000000000");
        }
        return Duration.ofNanos(new BigDecimal(value).movePointRight(9).longValueExact());
    }
}
