package announcer.conf;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** SHA-256 of bytes, and of values in an order and form that do not depend on their types. */
final class Hashes {
    private Hashes() {
    }

    static String of(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static String of(Map<String, Object> values) {
        StringBuilder all = new StringBuilder();
        new TreeMap<>(values).forEach((k, v) -> all.append(Escapes.encoded(k)).append('\n').append(Attribute.raw(v)).append('\n'));
        return of(all.toString().getBytes(StandardCharsets.UTF_8));
    }
}
