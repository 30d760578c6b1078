package announcer.web.http;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;

/**
 * The fields of a request whose body is a JSON object. Values are texts, {@link BigDecimal}s, booleans, lists of them, null, or one object
 * of such; where a field is asked for by its type, {@code null} is the same as leaving it out.
 */
public final class JsonFields {
    /** The object, an object in it, and a list in that. */
    private static final int DEPTH = 3;
    /** Reading digits takes time, and no setting has more. */
    private static final int LONGEST_NUMBER = 40;

    private final Map<String, Object> values;

    private JsonFields(Map<String, Object> values) {
        this.values = values;
    }

    /** Reads them, if there are no others than these. */
    public static JsonFields of(Exchange exchange, List<String> known) throws Problem {
        return read(exchange, known, example(known));
    }

    /** Reads them, whatever they are called. */
    public static JsonFields any(Exchange exchange, String example) throws Problem {
        return read(exchange, List.of(), example);
    }

    private static JsonFields read(Exchange exchange, List<String> known, String example) throws Problem {
        exchange.query(List.of());
        ContentType.demandJson(exchange.request());
        StrictJsonReader input = new StrictJsonReader(exchange.body(bytes -> StandardCharsets.UTF_8), DEPTH);
        try {
            input.begin(example);
            Map<String, Object> values = members(input, known);
            input.end();
            return new JsonFields(values);
        } catch (IOException e) {
            throw input.broken(e);
        }
    }

    private static String example(List<String> known) {
        return "{\"" + known.get(0) + "\": ...}";
    }

    private static Map<String, Object> members(StrictJsonReader input, List<String> known) throws IOException, Problem {
        Map<String, Object> members = new LinkedHashMap<>();
        while (input.reader().hasNext()) {
            String name = input.reader().nextName();
            if (!known.isEmpty() && !known.contains(name)) {
                throw input.unknown(name, known);
            }
            if (members.containsKey(name)) {
                // Its value is not told: it may be a password.
                throw input.repeated(name, null);
            }
            members.put(name, value(input, name));
        }
        return members;
    }

    private static Object value(StrictJsonReader input, String name) throws IOException, Problem {
        JsonReader reader = input.reader();
        return switch (reader.peek()) {
            case STRING -> reader.nextString();
            case BOOLEAN -> reader.nextBoolean();
            case NUMBER -> number(input, name);
            case NULL -> {
                reader.nextNull();
                yield null;
            }
            case BEGIN_ARRAY -> elements(input, name);
            case BEGIN_OBJECT -> {
                reader.beginObject();
                Map<String, Object> members = members(input, List.of());
                reader.endObject();
                yield members;
            }
            default -> throw input.wrongType(name, JsonToken.STRING);
        };
    }

    private static BigDecimal number(StrictJsonReader input, String name) throws IOException, Problem {
        String digits = input.reader().nextString();
        try {
            if (digits.length() <= LONGEST_NUMBER) {
                return new BigDecimal(digits);
            }
        } catch (NumberFormatException e) {
            // Its exponent has ten digits or more: refused as what is too long.
        }
        throw input.placed(Problem.field(name, digits, name + " is " + Problem.shortened(digits) + "; it is too long a number"));
    }

    private static List<Object> elements(StrictJsonReader input, String name) throws IOException, Problem {
        List<Object> elements = new ArrayList<>();
        input.reader().beginArray();
        while (input.reader().hasNext()) {
            elements.add(value(input, name));
        }
        input.reader().endArray();
        return elements;
    }

    /** All of them, as they were given. */
    public Map<String, Object> all() {
        return Collections.unmodifiableMap(values);
    }

    /** A text that must be there. */
    public String text(String name) throws Problem {
        return optionalText(name).orElseThrow(() -> missing(name));
    }

    public Optional<String> optionalText(String name) throws Problem {
        return optional(name, String.class, "a string");
    }

    /** A whole number within bounds. */
    public Optional<Integer> whole(String name, int least, int most) throws Problem {
        Optional<BigDecimal> number = optional(name, BigDecimal.class, "a number");
        if (number.isEmpty()) {
            return Optional.empty();
        }
        BigDecimal n = number.get();
        boolean fits = n.compareTo(BigDecimal.valueOf(least)) >= 0 && n.compareTo(BigDecimal.valueOf(most)) <= 0;
        if (!fits || n.stripTrailingZeros().scale() > 0) {
            throw Problem.field(name, n.toString(), name + " is " + n + "; it must be a whole number from " + least + " to " + most);
        }
        return Optional.of(n.intValue());
    }

    /** Texts, of which there must be a list. */
    public List<String> texts(String name) throws Problem {
        List<?> list = optional(name, List.class, "an array of strings").orElseThrow(() -> missing(name));
        List<String> texts = new ArrayList<>();
        for (Object element : list) {
            if (!(element instanceof String text)) {
                throw wrongType(name, "an array of strings");
            }
            texts.add(text);
        }
        return texts;
    }

    /** An object that must be there. */
    @SuppressWarnings("unchecked")
    public Map<String, Object> object(String name) throws Problem {
        return (Map<String, Object>) optional(name, Map.class, "an object").orElseThrow(() -> missing(name));
    }

    private <T> Optional<T> optional(String name, Class<T> type, String word) throws Problem {
        Object value = values.get(name);
        if (value != null && !type.isInstance(value)) {
            throw wrongType(name, word);
        }
        return Optional.ofNullable(value).map(type::cast);
    }

    private static Problem wrongType(String name, String word) {
        return new Problem(400, "wrong-type", "A field has the wrong type", "the field \"" + name + "\" must be " + word).about(name, null);
    }

    public static Problem missing(String name) {
        return new Problem(400, "missing-field", "A field is missing", "the field \"" + name + "\" is missing").about(name, null);
    }
}
