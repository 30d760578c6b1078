package announcer.engine.text.normal;

import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts something else in the place of each match. */
final class Replacing {
    private Replacing() {
    }

    /** @param replacement gives the text, which is taken literally */
    static String all(Pattern pattern, String text, Function<Matcher, String> replacement) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() * 2);
        int copied = 0;
        do {
            out.append(text, copied, matcher.start()).append(replacement.apply(matcher));
            copied = matcher.end();
        } while (matcher.find());
        return out.append(text, copied, text.length()).toString();
    }
}
