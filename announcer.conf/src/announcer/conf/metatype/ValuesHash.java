package announcer.conf.metatype;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

import announcer.conf.file.ContentHash;
import announcer.conf.file.Escapes;

/** The hash of a configuration's values, in an order and form that do not depend on their types. */
public final class ValuesHash {
    private ValuesHash() {
    }

    /** Returns the hash in lower-case hexadecimal digits. */
    public static String of(Map<String, Object> values) {
        StringBuilder all = new StringBuilder();
        new TreeMap<>(values).forEach((k, v) -> all.append(Escapes.encoded(k)).append('\n').append(Attribute.raw(v)).append('\n'));
        return ContentHash.of(all.toString().getBytes(StandardCharsets.UTF_8));
    }
}
