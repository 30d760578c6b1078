package announcer.engine.text.normal;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import announcer.engine.text.sayas.SayAs;
import announcer.engine.text.sayas.SayAsMode;
import announcer.engine.text.sayas.SayAsType;

/**
 * Times of day in words: hours from 0 to 24, a colon, two figures of minutes. "2:1", "10:99" and times with seconds are none. English says what
 * the figures say: "8:00" is eight o'clock, "20:00" twenty hundred hours, as at stations and airports of the 24-hour clock; "P M" only where the
 * text has it. In a language whose way of saying times is not known the figures stay.
 */
final class ClockTimes {
    private static final String EAST_ASIAN = "\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}";
    private static final String LETTER = "[\\p{L}&&[^" + EAST_ASIAN + "]]";
    private static final String NOTHING_BEFORE = "(?<![\\p{L}\\p{Nd}:.,/+_#\\-&&[^" + EAST_ASIAN + "]])";
    private static final String NOTHING_AFTER = "(?!" + LETTER + "|\\p{Nd}|[:/-]\\p{Nd})";
    private static final String HOUR = "(?<hour%1$s>[01]?[0-9]|2[0-4])";
    private static final String MINUTE = "(?<minute%1$s>[0-5][0-9])(?![:.,]?[0-9])";
    /** In English "8:00 am" is in the morning, in German it may be on Monday. */
    private static final String ENGLISH_HALF = "(?<half%1$s>\\s?(?:[aApP]\\.\\s?[mM]\\.?|[aApP][mM])(?!" + LETTER + "))?";
    private static final String OTHER_HALF = "(?<half%1$s>\\s?(?:[aApP]\\.\\s?[mM]\\.?|[AP]M)(?!" + LETTER + "))?";
    /** The languages whose times are said, and the word for hours that may follow the figures. */
    private static final Map<String, String> HOUR_WORDS = new TreeMap<>(Map.of("en", "o'clock|hours|hrs|h", "de", "Uhr|h", "fr", "heures|h",
            "es", "horas|hs|h", "it", "h", "ru", "\u0447", "ar", "h", "zh", "h"));
    private static final Map<String, String> TO = Map.of("en", " to ", "de", " bis ", "fr", " \u00e0 ", "es", " a ", "zh", "\u5230", "ar",
            " \u0625\u0644\u0649 ");
    private static final Map<String, Pattern> PATTERNS = new TreeMap<>();

    static {
        HOUR_WORDS.forEach((language, words) -> PATTERNS.put(language, pattern(language, words)));
    }

    private final Locale locale;
    private final String language;

    ClockTimes(Locale locale) {
        this.locale = locale;
        language = locale.getLanguage();
    }

    private static Pattern pattern(String language, String hourWords) {
        // "10.30 Uhr" and "14h30" are times as well, "10.30" alone is a price or a date.
        String separator = switch (language) {
            case "de" -> "(?::|\\.(?=[0-9]{2}\\s?Uhr))";
            case "fr" -> "(?::|\\s?h\\s?)";
            default -> ":";
        };
        String time = HOUR + (language.equals("fr") ? "(?:" + separator + MINUTE + "|(?=\\s?h(?!" + LETTER + ")))" : separator + MINUTE)
                + (language.equals("en") ? ENGLISH_HALF : OTHER_HALF) + "(?<word%1$s>[\\s-]?(?:" + hourWords + ")(?!" + LETTER + "))?";
        return Pattern
                .compile(NOTHING_BEFORE + String.format(Locale.ROOT, time, "A") + "(?:\\s?-\\s?" + String.format(Locale.ROOT, time, "B")
                        + ")?" + NOTHING_AFTER);
    }

    String spoken(String text) {
        Pattern pattern = PATTERNS.get(language);
        return pattern == null ? text : Replacing.all(pattern, text, this::words);
    }

    private String words(Matcher m) {
        String from = words(m, "A");
        if (m.group("hourB") == null || from.isEmpty()) {
            return from.isEmpty() ? m.group() : from;
        }
        String to = words(m, "B");
        return to.isEmpty() ? m.group() : from + TO.getOrDefault(language, " - ") + to;
    }

    /** "" for what is no time after all: 24:30, 13:00 am. */
    private String words(Matcher m, String which) {
        String minute = m.group("minute" + which) == null ? "00" : m.group("minute" + which);
        String half = m.group("half" + which) == null ? "" : m.group("half" + which).replaceAll("[\\s.]", "");
        String time = m.group("hour" + which) + ":" + minute + half;
        if (time.startsWith("24") && !minute.equals("00")) {
            return "";
        }
        String words = SayAs.spoken(time, new SayAsMode.SayAs(SayAsType.TIME, ""), locale);
        if (words.equals(time)) {
            return "";
        }
        return m.group("word" + which) == null ? words : withHours(words, m.group("word" + which).strip(), minute);
    }

    /** The word for hours that was written, where the words of the time do not say it already. */
    private String withHours(String words, String written, String minute) {
        return switch (language) {
            case "en" -> !written.startsWith("h") || words.endsWith("hours")
                    ? words
                    : minute.equals("00") ? words.replace(" o'clock", " hundred hours") : words + " hours";
            case "es" -> words.replace(" en punto", "") + " horas";
            default -> words;
        };
    }
}
