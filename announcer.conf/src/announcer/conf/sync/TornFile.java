package announcer.conf.sync;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import announcer.conf.file.BadFileException;
import announcer.conf.file.ConfText;
import announcer.conf.metatype.Attribute;

/** Tells a file that a power cut or a full disk has left from one that somebody has edited. */
final class TornFile {
    private TornFile() {
    }

    /** Whether there is not a byte in it, or nothing but zeros. An administrator who wants the defaults leaves a line. */
    static boolean isNothing(byte[] bytes) {
        for (byte b : bytes) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether it is the beginning of a file with the values that were last in force: it ends within a line, its whole lines say nothing else than
     * those values, and some of them are missing. What is missing may be a password.
     *
     * @param attributes what is known of the settings
     * @param known the values that were last in force
     */
    static boolean isCutOff(byte[] bytes, Map<String, Attribute> attributes, Map<String, Object> known) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1;
        if (end == text.length() || known.isEmpty()) {
            return false;
        }
        try {
            Map<String, String> whole = ConfText.parse(text.substring(0, end).getBytes(StandardCharsets.UTF_8)).values();
            boolean agrees = whole.entrySet().stream()
                    .allMatch(e -> known.containsKey(e.getKey()) && agrees(attributes, e.getKey(), e.getValue(), known));
            Set<String> missing = new HashSet<>(known.keySet());
            missing.removeAll(whole.keySet());
            return agrees && !missing.isEmpty() && isBeginning(text.substring(end), attributes, missing, known);
        } catch (BadFileException e) {
            return false;
        }
    }

    /** Whether the last line, which has no end, is the beginning of one of the missing ones, and not all that was missing. */
    private static boolean isBeginning(String line, Map<String, Attribute> attributes, Set<String> missing, Map<String, Object> known) {
        Map<String, String> last;
        try {
            last = ConfText.parse(line.getBytes(StandardCharsets.UTF_8)).values();
        } catch (BadFileException e) {
            return missing.stream().anyMatch(key -> key.startsWith(line.strip()));
        }
        if (last.isEmpty()) {
            return true;
        }
        String key = last.keySet().iterator().next();
        if (!missing.contains(key)) {
            return false;
        }
        String raw = last.get(key);
        return agrees(attributes, key, raw, known) ? missing.size() > 1 : Attribute.raw(known.get(key)).startsWith(raw);
    }

    private static boolean agrees(Map<String, Attribute> attributes, String key, String raw, Map<String, Object> known) {
        return ConfWriter.means(attributes.getOrDefault(key, Attribute.like(key, known.get(key))), raw, known.get(key));
    }
}
