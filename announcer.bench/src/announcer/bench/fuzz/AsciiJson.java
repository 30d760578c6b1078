package announcer.bench.fuzz;

import java.util.Map;

/** Writes a flat JSON object in ASCII alone, so that what no charset can carry, such as a lone surrogate, arrives as it was meant. */
final class AsciiJson {
    private AsciiJson() {
    }

    static String of(Map<String, String> fields) {
        StringBuilder out = new StringBuilder("{");
        fields.forEach((name, value) -> {
            out.append(out.length() > 1 ? "," : "");
            quote(out, name);
            out.append(':');
            quote(out, value);
        });
        return out.append('}').toString();
    }

    private static void quote(StringBuilder out, String s) {
        out.append('"');
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                out.append("\\u").append(String.format("%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
