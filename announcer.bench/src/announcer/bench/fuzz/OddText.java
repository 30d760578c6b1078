package announcer.bench.fuzz;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A text that nobody expects.
 *
 * @param number which one of its generator, from 1
 * @param kind what is odd about it
 * @param text the text or the SSML document; may hold characters that no charset can carry
 */
public record OddText(int number, OddKind kind, String text) {
    private static final int SHOWN = 60;

    /** As the body of {@code POST /api/announcements}; ASCII. */
    public String json(String channel, String voice) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(kind.ssml() ? "ssml" : "text", text);
        fields.put("channel", channel);
        fields.put("voice", voice);
        return AsciiJson.of(fields);
    }

    /** Number, kind and beginning, in ASCII. */
    @Override
    public String toString() {
        String beginning = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "... (" + text.length() + " characters)";
        return "no. " + number + ", " + kind + ": " + AsciiJson.of(Map.of("text", beginning));
    }
}
