package announcer.conf.metatype;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import announcer.api.config.InvalidConfigurationException;
import announcer.api.stream.Urls;
import announcer.conf.file.BadFileException;
import announcer.conf.file.Escapes;

/**
 * One setting as a metatype describes it.
 *
 * @param cardinality 0 a scalar, above 0 an array, below 0 a collection (as in the metatype)
 * @param options the allowed values; empty: any
 * @param min the least value, or null
 * @param max the greatest value, or null
 * @param required must be there, and the metatype has no default
 * @param check what else the metatype's provider says of a value: null or empty when it is right
 */
public record Attribute(String id, AttributeType kind, int cardinality, List<String> options, String min, String max, boolean required,
        UnaryOperator<String> check) {
    public Attribute {
        kind = SecretNames.kind(id, kind);
    }

    /** An attribute that nobody described, in the type of the value it has now. */
    public static Attribute like(String id, Object value) {
        Class<?> type = value.getClass();
        int cardinality = 0;
        if (type.isArray()) {
            type = Array.getLength(value) > 0 ? Array.get(value, 0).getClass() : type.getComponentType();
            cardinality = Integer.MAX_VALUE;
        } else if (value instanceof Iterable<?> many) {
            type = many.iterator().hasNext() ? many.iterator().next().getClass() : String.class;
            cardinality = Integer.MIN_VALUE;
        }
        return new Attribute(id, AttributeType.of(type), cardinality, List.of(), null, null, false, s -> null);
    }

    public static Attribute text(String id) {
        return new Attribute(id, AttributeType.STRING, 0, List.of(), null, null, false, s -> null);
    }

    /** The value of a raw text in a file. */
    public Object fromRaw(String raw) throws InvalidConfigurationException {
        try {
            return fromTexts(cardinality == 0 ? List.of(Escapes.decoded(raw)) : Escapes.decodedList(raw));
        } catch (BadFileException e) {
            throw new InvalidConfigurationException(id, id + ": " + e.getMessage());
        }
    }

    /** The texts of a default in a metatype; the syntax is nearly that of a file. */
    List<String> defaults(String written) {
        try {
            return written == null ? List.of() : cardinality == 0 ? List.of(Escapes.decoded(written)) : Escapes.decodedList(written);
        } catch (BadFileException e) {
            // A backslash that means itself.
            return List.of(written);
        }
    }

    /** The value of texts, one for a scalar. */
    public Object fromTexts(List<String> texts) throws InvalidConfigurationException {
        List<Object> values = new ArrayList<>();
        if (cardinality == 0 && texts.size() != 1) {
            throw new InvalidConfigurationException(id, id + " is a list of " + texts.size() + " values; it must be " + right());
        }
        for (String text : texts) {
            values.add(parsed(text));
        }
        if (cardinality == 0) {
            return values.get(0);
        }
        int most = Math.abs(Math.max(cardinality, -Integer.MAX_VALUE));
        if (values.size() > most) {
            throw new InvalidConfigurationException(id, id + " has " + values.size() + " values; at most " + most + " are allowed");
        }
        if (cardinality < 0) {
            return values;
        }
        Object array = Array.newInstance(kind.javaType, values.size());
        for (int i = 0; i < values.size(); i++) {
            Array.set(array, i, values.get(i));
        }
        return array;
    }

    private Object parsed(String text) throws InvalidConfigurationException {
        Object value;
        try {
            value = kind.parsed(text);
        } catch (IllegalArgumentException e) {
            throw wrong(text);
        }
        String normal = value.toString();
        if (!options.isEmpty() && !options.contains(normal)) {
            throw wrong(text);
        }
        if (!normal.isEmpty() && (outside(normal, min, -1) || outside(normal, max, 1))) {
            throw wrong(text);
        }
        String said = normal.isEmpty() ? null : check.apply(normal);
        if (said != null && !said.isEmpty()) {
            throw new InvalidConfigurationException(id, id + " is " + shown(text) + ", which is wrong: " + said);
        }
        return value;
    }

    private boolean outside(String value, String limit, int side) {
        if (limit == null || limit.isBlank()) {
            return false;
        }
        if (kind.numeric()) {
            double d = Double.parseDouble(value);
            if (Double.isNaN(d) || Double.isInfinite(d)) {
                return true;
            }
            return new BigDecimal(value).compareTo(new BigDecimal(limit.strip())) * side > 0;
        }
        // For texts the metatype's limits are lengths.
        return (kind == AttributeType.STRING || kind == AttributeType.PASSWORD) && limit.strip().matches("\\d+")
                && Integer.compare(value.length(), Integer.parseInt(limit.strip())) * side > 0;
    }

    private InvalidConfigurationException wrong(String text) {
        return new InvalidConfigurationException(id, id + " is " + shown(text) + "; it must be " + right());
    }

    private String shown(String text) {
        return kind == AttributeType.PASSWORD ? "a secret that is not shown" : text.isEmpty() ? "empty" : "\"" + Urls.masked(text) + "\"";
    }

    /** Returns the words for a valid value. */
    String right() {
        if (!options.isEmpty()) {
            return "one of: " + String.join(", ", options);
        }
        String unit = kind.numeric() || (min == null && max == null) ? "" : " with a length";
        String range = min != null && max != null
                ? " from " + min + " to " + max
                : min != null ? " of at least " + min : max != null ? " of at most " + max : "";
        return kind.words + unit + range;
    }

    /** The texts of a value as Configuration Admin holds it. */
    public static List<String> texts(Object value) {
        return elements(value).stream().map(String::valueOf).toList();
    }

    /** The elements of an array or a collection; of anything else itself. */
    static List<Object> elements(Object value) {
        List<Object> elements = new ArrayList<>();
        if (value.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(value); i++) {
                elements.add(Array.get(value, i));
            }
        } else if (value instanceof Iterable<?> many) {
            many.forEach(elements::add);
        } else {
            elements.add(value);
        }
        return elements;
    }

    /** The raw text that a value has in a file. */
    public static String raw(Object value) {
        boolean list = value.getClass().isArray() || value instanceof Iterable;
        return list ? Escapes.encodedList(texts(value)) : Escapes.encoded(value.toString());
    }
}
