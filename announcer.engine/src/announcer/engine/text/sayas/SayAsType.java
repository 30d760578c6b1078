package announcer.engine.text.sayas;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The values of {@code say-as interpret-as} that are understood. */
public enum SayAsType {
    CHARACTERS, DIGITS, CARDINAL, ORDINAL, TELEPHONE, DATE, TIME, FRACTION, UNIT, CURRENCY, AS_WRITTEN;

    private static final Map<String, SayAsType> NAMES = new TreeMap<>(Map.ofEntries(
            Map.entry("characters", CHARACTERS), Map.entry("spell-out", CHARACTERS), Map.entry("verbatim", CHARACTERS),
            Map.entry("letters", CHARACTERS), Map.entry("digits", DIGITS), Map.entry("cardinal", CARDINAL),
            Map.entry("number", CARDINAL), Map.entry("ordinal", ORDINAL), Map.entry("telephone", TELEPHONE), Map.entry("date", DATE),
            Map.entry("time", TIME), Map.entry("fraction", FRACTION), Map.entry("unit", UNIT), Map.entry("currency", CURRENCY),
            Map.entry("address", AS_WRITTEN), Map.entry("name", AS_WRITTEN), Map.entry("net", AS_WRITTEN)));

    public static Optional<SayAsType> of(String name) {
        return Optional.ofNullable(NAMES.get(name));
    }

    public static String names() {
        return String.join(", ", NAMES.keySet());
    }
}
