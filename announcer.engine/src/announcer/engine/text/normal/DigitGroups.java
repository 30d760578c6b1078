package announcer.engine.text.normal;

import java.util.regex.Pattern;

/**
 * Numbers whose groups of three digits are held together by no-break or thin spaces ("10 000" as French and German print it) as one: an engine
 * would read ten, and nought. With ordinary spaces they may be several numbers, and stay.
 */
final class DigitGroups {
    /** Set between two digits by {@link SignPass}. */
    static final char SEPARATOR = '\u00a0';
    private static final Pattern GROUPED = Pattern
            .compile("(?<![\\p{L}0-9.,:/+]|[\\p{L}0-9]-|[0-9]\u00a0)[1-9][0-9]{0,2}+(?:\u00a0[0-9]{3}(?![0-9]))++(?!\u00a0)");

    private DigitGroups() {
    }

    static String joined(String text) {
        if (text.indexOf(SEPARATOR) < 0) {
            return text;
        }
        return GROUPED.matcher(text).replaceAll(number -> number.group().replace("\u00a0", "")).replace(SEPARATOR, ' ');
    }
}
