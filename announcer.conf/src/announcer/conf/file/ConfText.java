package announcer.conf.file;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The text of a configuration file, edited in place: comments, order and the lines that do not change stay as the administrator wrote
 * them. The syntax is that of {@link java.util.Properties} in UTF-8. Not thread-safe.
 */
public final class ConfText {
    /** One logical line, on one or more physical ones; key and raw are null for comments and blank lines. */
    private record Part(String text, String key, String raw) {}

    private final List<Part> parts = new ArrayList<>();
    private final String lineEnd;

    private ConfText(String lineEnd) {
        this.lineEnd = lineEnd;
    }

    /** A new file with a comment on top. */
    public static ConfText empty(String comment) {
        ConfText t = new ConfText("\n");
        t.parts.add(new Part("# " + comment + "\n", null, null));
        return t;
    }

    public static ConfText parse(byte[] bytes) throws BadFileException {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new BadFileException("the file is not UTF-8; save it as UTF-8 in your editor");
        }
        Optional<String> foreign = text.chars().filter(c -> Character.isISOControl(c) && !Character.isWhitespace(c)).boxed().findFirst()
                .map(c -> String.format("U+%04X", c));
        if (foreign.isPresent()) {
            throw new BadFileException("the file holds the character " + foreign.get()
                    + ", which no text has: it is damaged. Write it anew, or bring it back from a backup");
        }
        ConfText t = new ConfText(text.contains("\r\n") ? "\r\n" : "\n");
        int at = 0;
        int line = 0;
        while (at < text.length()) {
            int end = lineEnd(text, at);
            line++;
            int first = line;
            String head = content(text, at, end);
            if (at == 0 && head.startsWith("\uFEFF")) {
                head = head.substring(1);
            }
            String logical = head.stripLeading();
            if (logical.isEmpty() || logical.startsWith("#") || logical.startsWith("!")) {
                t.parts.add(new Part(text.substring(at, end), null, null));
            } else {
                StringBuilder joined = new StringBuilder(logical);
                while (continues(joined) && end < text.length()) {
                    joined.setLength(joined.length() - 1);
                    int next = lineEnd(text, end);
                    joined.append(content(text, end, next).stripLeading());
                    end = next;
                    line++;
                }
                if (continues(joined)) {
                    joined.setLength(joined.length() - 1);
                }
                t.parts.add(entry(text.substring(at, end), joined.toString(), first));
            }
            at = end;
        }
        return t;
    }

    private static Part entry(String text, String logical, int line) throws BadFileException {
        int i = 0;
        while (i < logical.length() && "=: \t\f".indexOf(logical.charAt(i)) < 0) {
            i += logical.charAt(i) == '\\' ? 2 : 1;
        }
        i = Math.min(i, logical.length());
        String key = Escapes.decoded(logical.substring(0, i));
        String rest = logical.substring(i).stripLeading();
        if (key.isEmpty()) {
            throw new BadFileException("line " + line + " has a value but no key; write key = value, or put # before it");
        }
        if (rest.isEmpty()) {
            throw new BadFileException("line " + line + " is only the word \"" + key + "\"; write " + key + " = value, or put # before it");
        }
        if (rest.startsWith("=") || rest.startsWith(":")) {
            rest = rest.substring(1);
        }
        String raw = Escapes.trimmed(rest);
        try {
            Escapes.decoded(raw);
        } catch (BadFileException e) {
            throw new BadFileException("line " + line + ": " + e.getMessage());
        }
        return new Part(text, key, raw);
    }

    private static int lineEnd(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '\n' || (text.charAt(i) == '\r' && !(i + 1 < text.length() && text.charAt(i + 1) == '\n'))) {
                return i + 1;
            }
        }
        return text.length();
    }

    private static String content(String text, int from, int end) {
        int e = end;
        while (e > from && (text.charAt(e - 1) == '\n' || text.charAt(e - 1) == '\r')) {
            e--;
        }
        return text.substring(from, e);
    }

    private static boolean continues(CharSequence s) {
        int n = 0;
        while (n < s.length() && s.charAt(s.length() - 1 - n) == '\\') {
            n++;
        }
        return n % 2 == 1;
    }

    /** The raw values by key, in the order of the file; of a key that stands twice, the last. */
    public Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        for (Part p : parts) {
            if (p.key() != null) {
                values.put(p.key(), p.raw());
            }
        }
        return values;
    }

    /** The keys that stand more than once. */
    public List<String> doubles() {
        List<String> seen = new ArrayList<>();
        List<String> doubles = new ArrayList<>();
        for (Part p : parts) {
            if (p.key() != null && seen.contains(p.key())) {
                doubles.add(p.key());
            }
            seen.add(p.key());
        }
        return doubles;
    }

    public void set(String key, String raw) {
        int last = -1;
        for (int i = parts.size() - 1; i >= 0; i--) {
            if (key.equals(parts.get(i).key())) {
                if (last >= 0) {
                    parts.remove(i);
                    last--;
                } else {
                    last = i;
                }
            }
        }
        String line = escapedKey(key) + " = " + raw + lineEnd;
        if (last < 0) {
            endLastLine();
            parts.add(new Part(line, key, raw));
        } else if (!parts.get(last).raw().equals(raw)) {
            parts.set(last, new Part(line, key, raw));
        }
    }

    public void remove(String key) {
        parts.removeIf(p -> key.equals(p.key()));
    }

    private void endLastLine() {
        if (!parts.isEmpty()) {
            Part p = parts.get(parts.size() - 1);
            if (!p.text().endsWith("\n") && !p.text().endsWith("\r")) {
                parts.set(parts.size() - 1, new Part(p.text() + lineEnd, p.key(), p.raw()));
            }
        }
    }

    private static String escapedKey(String key) {
        return Escapes.encoded(key).replaceAll("(?<!\\\\)([=:\\s])", "\\\\$1").replaceAll("^([#!])", "\\\\$1");
    }

    public byte[] bytes() {
        StringBuilder out = new StringBuilder();
        parts.forEach(p -> out.append(p.text()));
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }
}
