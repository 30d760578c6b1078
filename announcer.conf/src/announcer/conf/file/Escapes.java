package announcer.conf.file;

import java.util.ArrayList;
import java.util.List;

/**
 * The escapes of a value in a file. One layer serves scalars and lists: in a list an unescaped comma separates, {@code \,} is a comma;
 * in a scalar both are a comma.
 */
public final class Escapes {
    private Escapes() {
    }

    /** The text that a raw value of one element stands for. */
    public static String decoded(String raw) throws BadFileException {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '\\' || ++i == raw.length()) {
                out.append(c);
                continue;
            }
            c = raw.charAt(i);
            switch (c) {
                case 'n' -> out.append('\n');
                case 'r' -> out.append('\r');
                case 't' -> out.append('\t');
                case 'f' -> out.append('\f');
                case 'u' -> {
                    out.append(unicode(raw, i + 1));
                    i += 4;
                }
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    private static char unicode(String raw, int at) throws BadFileException {
        String digits = raw.substring(at, Math.min(raw.length(), at + 4));
        if (!digits.matches("[0-9a-fA-F]{4}")) {
            throw new BadFileException(
                    "\\u" + digits + " is not a character; write four hexadecimal digits after \\u, or \\\\u for a backslash and a u");
        }
        return (char) Integer.parseInt(digits, 16);
    }

    /** The elements of a raw list; an empty value is an empty list. */
    public static List<String> decodedList(String raw) throws BadFileException {
        List<String> elements = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= raw.length(); i++) {
            if (i == raw.length() || raw.charAt(i) == ',') {
                elements.add(decoded(trimmed(raw.substring(start, i))));
                start = i + 1;
            } else if (raw.charAt(i) == '\\') {
                i++;
                if (i == raw.length()) {
                    i--;
                }
            }
        }
        return elements.equals(List.of("")) ? List.of() : elements;
    }

    /** Without the white space around it, save an escaped space at the end. */
    static String trimmed(String raw) {
        String s = raw.strip();
        int backslashes = 0;
        while (backslashes < s.length() && s.charAt(s.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1 && !raw.stripLeading().equals(s) ? s + " " : s;
    }

    public static String encoded(String value) {
        return encoded(value, false);
    }

    public static String encodedList(List<String> elements) {
        StringBuilder out = new StringBuilder();
        for (String element : elements) {
            out.append(out.isEmpty() ? "" : ", ").append(encoded(element, true));
        }
        return out.toString();
    }

    private static String encoded(String value, boolean inList) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean edge = i == 0 || i == value.length() - 1;
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\f' -> out.append("\\f");
                case ',' -> out.append(inList ? "\\," : ",");
                default -> {
                    boolean invisible = Character.isISOControl(c) || (edge && c != ' ' && Character.isWhitespace(c));
                    out.append(invisible ? String.format("\\u%04x", (int) c) : edge && c == ' ' ? "\\ " : String.valueOf(c));
                }
            }
        }
        return out.toString();
    }
}
