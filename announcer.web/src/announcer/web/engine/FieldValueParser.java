package announcer.web.engine;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.stream.Collectors;

import announcer.api.Priority;
import announcer.lib.json.ApiJson;
import announcer.web.http.Problem;

/** Parses the values of a request's fields. */
public final class FieldValueParser {
    private FieldValueParser() {
    }

    public static Priority priority(String field, String value) throws Problem {
        for (Priority priority : Priority.values()) {
            if (ApiJson.name(priority).equals(value)) {
                return priority;
            }
        }
        String names = Arrays.stream(Priority.values()).map(ApiJson::name).collect(Collectors.joining(", "));
        throw Problem.field(field, value, field + " is \"" + Problem.shortened(value) + "\"; it must be one of " + names);
    }

    public static Duration seconds(String field, String value) throws Problem {
        // Bounded digits: as nanoseconds it fits a long, and "1e999999999" costs nothing.
        if (!value.matches("-?[0-9]{1,9}(\\.[0-9]{1,9})?")) {
            throw Problem.field(field, value,
                    field + " is " + Problem.shortened(value) + "; it must be a number of seconds such as 30 or 2.5, below 1000000000");
        }
        return Duration.ofNanos(new BigDecimal(value).movePointRight(9).longValueExact());
    }

    /** A whole number; whether it makes sense is the engine's to say. */
    public static int whole(String field, String value) throws Problem {
        if (!value.matches("-?[0-9]{1,9}")) {
            throw Problem.field(field, value, field + " is " + Problem.shortened(value) + "; it must be a whole number such as 2");
        }
        return Integer.parseInt(value);
    }

    /** Parses a language. The tag for an undetermined one is refused as well: it asks for nothing. */
    public static Locale locale(String field, String tag) throws Problem {
        try {
            Locale locale = new Locale.Builder().setLanguageTag(tag).build();
            if (!locale.getLanguage().isEmpty()) {
                return locale;
            }
        } catch (IllformedLocaleException e) {
            // Its message tells a position in the tag; an example helps more.
        }
        throw Problem.field(field, tag,
                field + " is \"" + Problem.shortened(tag) + "\"; it must be a BCP 47 language tag such as de, en-GB or zh-CN");
    }
}
