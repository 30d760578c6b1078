package announcer.engine.text.normal;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import announcer.engine.text.sayas.SayAs;
import announcer.engine.text.sayas.SayAsMode;
import announcer.engine.text.sayas.SayAsType;

/**
 * Times of day in words: hours from 0 to 24, a colon, two figures of minutes. "2:1", "10:99" and times with seconds are none. English says what
 * the figures say: "8:00" is eight o'clock, "20:00" twenty hundred hours, as at stations and airports of the 24-hour clock; "P M" only where the
 * text has it. In a language whose way of saying times is not known the figures stay; Arabic is left out, as its words do not tell the morning
 * from the afternoon.
 * <p>
 * Scores, scales, ratios and verses look the same. Announcements have times far more often and mostly without a word such as "at" before them
 * ("Gleis 5, 8:15"), so it would do more harm to ask for that word than to leave out what stands behind a word of a short list ("Endstand
 * 15:13"). What has a word for hours or half of the day with it is a time all the same.
 */
final class ClockTimes {
    private static final String EAST_ASIAN = "\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}";
    private static final String LETTER = "[\\p{L}&&[^" + EAST_ASIAN + "]]";
    private static final String NOTHING_BEFORE = "(?<![\\p{L}\\p{Nd}:.,/+_#\\-&&[^" + EAST_ASIAN + "]])";
    private static final String NOTHING_AFTER = "(?!" + LETTER + "|\\p{Nd}|[:/-]\\p{Nd})";
    private static final String HOUR = "(?<hour%1$s>[01]?[0-9]|2[0-4])";
    private static final String MINUTE = "(?<minute%1$s>[0-5][0-9])(?![:.,]?[0-9])";
    /** In English "8:00 am" is in the morning, in German it may be on Monday. */
    private static final String ENGLISH_HALF = half("[aApP][mM]");
    /** And "AM" the same in capitals. */
    private static final String GERMAN_HALF = half("PM");
    private static final String OTHER_HALF = half("[AP]M");
    /** The languages whose times are said, and the word for hours that may follow the figures. */
    private static final Map<String, String> HOUR_WORDS = new TreeMap<>(Map.of("en", "o'clock|hours|hrs|h", "de", "Uhr|h", "fr", "heures|h",
            "es", "horas|hrs|hs|h", "it", "h", "ru", "\u0447", "zh", "h"));
    /** What makes a length of time of the same figures, by language. */
    private static final Map<String, String> DURATION_WORDS = Map.of("en",
            "min(?:ute)?s?|sec(?:ond)?s?|hours? (?:to go|left|long|later|ago)",
            "de", "Stunden?|Std|Min(?:uten?)?|Sek(?:unden?)?", "fr", "min(?:utes?)?|sec(?:ondes?)?", "es", "min(?:utos?)?|segundos?", "it",
            "minut[oi]|min|second[oi]|ore", "ru",
            "\u043c\u0438\u043d(?:\u0443\u0442\u0430?\u044b?)?|\u0441\u0435\u043a(?:\u0443\u043d\u0434\u044b?)?|"
                    + "\u0447\u0430\u0441(?:\u0430|\u043e\u0432)?",
            "zh", "\u4e2a?\u5c0f\u65f6|\u5206\u949f|\u79d2");
    private static final Map<String, String> TO = Map.of("en", " to ", "de", " bis ", "fr", " \u00e0 ", "es", " a ", "zh", "\u5230");
    /** In lower case. */
    private static final Set<String> NO_TIME_AFTER = Set.of("score", "stand", "endstand", "spielstand", "zwischenstand", "ergebnis",
            "endergebnis", "ma\u00dfstab", "massstab", "verh\u00e4ltnis", "psalm", "johannes", "matth\u00e4us", "markus", "lukas", "psaume",
            "\u00e9chelle", "marcador", "salmo", "escala", "punteggio", "risultato", "scala", "\u0441\u0447\u0451\u0442",
            "\u0441\u0447\u0435\u0442", "\u043c\u0430\u0441\u0448\u0442\u0430\u0431", "\u043f\u0441\u0430\u043b\u043e\u043c", "verse",
            "ratio", "scale");
    private static final Set<String> NO_TIME_AFTER_CHINESE = Set.of("\u6bd4\u5206", "\u6bd4\u4f8b", "\u6bd4\u6570", "\u8bd7\u7bc7");
    private static final int LONGEST_WORD = 14;
    /** Behind "p.m.": nothing, or a word in small letters with a capital, and no day or month, which a sentence goes on with. */
    private static final Pattern SENTENCE_ENDS = Pattern
            .compile("\\s*+(?:$|(?<=\\s)(?!(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|Jun|Jul"
                    + "|Aug|Sep|Oct|Nov|Dec)[a-z]*+\\b)\\p{Lu}(?:\\p{Ll}|\\s))");
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

    /** Once it is there it belongs to the time (as "?+" says): "10:00 am-2 pm" is not a time with something behind it. */
    private static String half(String undotted) {
        return "(?<half%1$s>\\s?(?:[aApP]\\.\\s?[mM]\\.?|" + undotted + ")(?!" + LETTER + "))?+";
    }

    private static Pattern pattern(String language, String hourWords) {
        // "10.30 Uhr" and "14h30" are times as well, "10.30" alone is a price or a date.
        String separator = switch (language) {
            case "de" -> "(?::|\\.(?=[0-9]{2}\\s?(?:(?:-|bis)\\s?[0-9]{1,2}[.:][0-9]{2}\\s?)?(?iu:Uhr)))";
            case "fr" -> "(?::|\\s?h\\s?)";
            default -> ":";
        };
        String half = switch (language) {
            case "en" -> ENGLISH_HALF;
            case "de" -> GERMAN_HALF;
            default -> OTHER_HALF;
        };
        String time = HOUR + (language.equals("fr") ? "(?:" + separator + MINUTE + "|(?=\\s?h(?!" + LETTER + ")))" : separator + MINUTE)
                + "(?!\\s?(?iu:" + DURATION_WORDS.get(language) + ")(?!" + LETTER + "))" + half + "(?<word%1$s>[\\s-]?(?iu:" + hourWords
                + ")(?!" + LETTER + "))?+";
        return Pattern
                .compile(NOTHING_BEFORE + String.format(Locale.ROOT, time, "A") + "(?:\\s?-\\s?" + String.format(Locale.ROOT, time, "B")
                        + ")?+" + NOTHING_AFTER);
    }

    String spoken(String text) {
        Pattern pattern = PATTERNS.get(language);
        return pattern == null
                ? text
                : Replacing.all(pattern, text, m -> mayBeSomethingElse(text, m) ? m.group() : sentence(text, m));
    }

    private static boolean mayBeSomethingElse(String text, Matcher m) {
        if (m.group("wordA") != null || m.group("halfA") != null || m.group("wordB") != null || m.group("halfB") != null) {
            return false;
        }
        int end = m.start();
        while (end > 0 && m.start() - end < 3 && " :(\uff1a\uff08\u662f\u4e3a".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        int from = end;
        while (from > 0 && end - from <= LONGEST_WORD && Character.isLetter(text.charAt(from - 1))) {
            from--;
        }
        String word = text.substring(from, end).toLowerCase(Locale.ROOT);
        return NO_TIME_AFTER.contains(word)
                || word.length() >= 2 && NO_TIME_AFTER_CHINESE.contains(word.substring(word.length() - 2));
    }

    private String words(Matcher m) {
        String from = words(m, "A");
        if (m.group("hourB") == null || from.isEmpty()) {
            return from.isEmpty() ? m.group() : from;
        }
        String to = words(m, "B");
        return to.isEmpty() ? m.group() : from + TO.getOrDefault(language, " - ") + to;
    }

    /** The last one of "p.m." ends the sentence too, where one ends. */
    private String sentence(String text, Matcher m) {
        String words = words(m);
        boolean ends = m.group().endsWith(".") && !words.equals(m.group())
                && SENTENCE_ENDS.matcher(text).region(m.end(), text.length()).lookingAt();
        return ends ? words + "." : words;
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
        return m.group("word" + which) == null ? words : withHours(words, m.group("word" + which).strip().toLowerCase(Locale.ROOT), minute);
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
