package announcer.tts.system;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.ibm.icu.text.RuleBasedNumberFormat;

/**
 * Figures in Mandarin text as words, because espeak-ng's pinyin voice does not know them. ICU spells; here is decided only what a figure
 * is: a number, or a row of digits. Safe for any thread.
 */
final class MandarinText {
    /** Up to so many digits, and not beginning with 0, a figure is a number; otherwise an id, a telephone number. */
    private static final int NUMBER_DIGITS = 4;
    /** A figure that is a number in any case, but too long for one. */
    private static final int LONG_DIGITS = 18;
    private static final Pattern FIGURE = Pattern.compile("(?<year>\\d{4})(?=年)" // followed by "year"
            + "|(?<![\\d.:])(?<hour>[01]?\\d|2[0-3])[:\uff1a](?<minute>[0-5]\\d)(?![\\d:\uff1a])"
            + "|(?<sign>[-\u2212])?(?<figure>(?<grouped>\\d{1,3}(?:,\\d{3}){1,6}(?!,?\\d))|\\d+)(?<fraction>(?:\\.\\d+){0,9})(?<percent>[%‰])?");

    /** Loads what it needs at the first figure: 0.2 s, once. */
    private static final class Spelling {
        private static final RuleBasedNumberFormat FORMAT = new RuleBasedNumberFormat(Locale.SIMPLIFIED_CHINESE,
                RuleBasedNumberFormat.SPELLOUT);

        private Spelling() {
        }

        static String of(long number) {
            // ICU's formats are not safe for several threads.
            synchronized (FORMAT) {
                return FORMAT.format(number, "%spellout-cardinal");
            }
        }
    }

    private MandarinText() {
    }

    /** The text with its figures spelled: A-023 as A 零二三, 123 as 一百二十三. */
    static String expand(String text) {
        String narrow = fractions(narrow(text));
        Matcher figure = FIGURE.matcher(narrow);
        StringBuilder expanded = new StringBuilder();
        while (figure.find()) {
            boolean letterBefore = figure.start() > 0 && latin(narrow.charAt(figure.start() - 1));
            boolean letterAfter = figure.end() < narrow.length() && Character.isLetter(narrow.charAt(figure.end()))
                    && latin(narrow.charAt(figure.end()));
            String words = (letterBefore ? " " : "") + spelled(figure, letterBefore) + (letterAfter ? " " : "");
            figure.appendReplacement(expanded, Matcher.quoteReplacement(words));
        }
        return figure.appendTail(expanded).toString();
    }

    /** 3½ as 3又二分之一: the voice would say "a half", in English and with luck. */
    private static String fractions(String text) {
        return text.replaceAll("(?<=[0-9])(?=[½¼¾])", "又").replace("½", "二分之一").replace("¼", "四分之一").replace("¾", "四分之三");
    }

    private static String spelled(Matcher figure, boolean letterBefore) {
        if (figure.group("year") != null) {
            return digits(figure.group("year"));
        }
        if (figure.group("hour") != null) {
            return time(figure.group("hour"), figure.group("minute"));
        }
        // A dash after a letter or a digit joins (A-023, 010-6552), elsewhere it is a minus.
        String sign = figure.group("sign") != null && !letterBefore ? "负" : "";
        String percent = figure.group("percent") == null ? "" : figure.group("percent").equals("%") ? "百分之" : "千分之";
        return sign + percent + number(figure);
    }

    private static String number(Matcher m) {
        String whole = m.group("figure").replace(",", "");
        String[] parts = m.group("fraction").split("\\.");
        boolean number = m.group("grouped") != null || m.group("percent") != null;
        if (parts.length == 2) {
            return whole(whole, true) + "点" + digits(parts[1]);
        }
        // None, or several as in a version: 1.2.3.
        StringBuilder words = new StringBuilder(whole(whole, number));
        for (int i = 1; i < parts.length; i++) {
            words.append('点').append(whole(parts[i], false));
        }
        return words.toString();
    }

    private static String whole(String figure, boolean number) {
        boolean id = figure.length() > 1 && figure.charAt(0) == '0' || figure.length() > (number ? LONG_DIGITS : NUMBER_DIGITS);
        return id ? digits(figure) : Spelling.of(Long.parseLong(figure));
    }

    private static String digits(String figure) {
        return figure.chars().mapToObj(c -> Spelling.of(c - '0')).collect(Collectors.joining());
    }

    private static String time(String hour, String minute) {
        String words = Spelling.of(Long.parseLong(hour)) + "点";
        return minute.equals("00") ? words : words + whole(minute, false) + "分";
    }

    private static boolean latin(char c) {
        return c < 0x80 && Character.isLetterOrDigit(c);
    }

    /** Digits, letters and the percent sign in full width as their usual ones. */
    private static String narrow(String text) {
        StringBuilder narrow = new StringBuilder(text);
        for (int i = 0; i < narrow.length(); i++) {
            char c = narrow.charAt(i);
            if (c >= '\uff01' && c <= '\uff5e' && (Character.isLetterOrDigit(c) || c == '\uff05')) {
                narrow.setCharAt(i, (char) (c - 0xfee0));
            }
        }
        return narrow.toString();
    }
}
