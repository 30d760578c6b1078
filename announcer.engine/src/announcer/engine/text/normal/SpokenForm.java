package announcer.engine.text.normal;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import announcer.engine.text.sayas.SayAs;
import announcer.engine.text.sayas.SayAsMode;
import announcer.engine.text.sayas.SayAsType;

/**
 * The part of normalisation that needs the language of whoever speaks: fractions, exponents, the minus sign, times of day and telephone numbers in
 * words. Takes what {@link TextNormalizer} gives. Where no rule for the language is known, a figure stays a figure that every engine reads. Doing
 * it twice changes nothing.
 */
public final class SpokenForm {
    private static final Set<String> EAST_ASIAN = Set.of("zh", "cmn", "yue", "wuu", "hak", "nan", "ja", "ko");
    private static final String WIDE_PUNCTUATION = "\uff01\uff02\uff07\uff08\uff09\uff0c\uff0e\uff1a\uff1b\uff1f\uff3b\uff3d\uff5b\uff5c\uff5d"
            + "\uff5e";
    private static final Pattern MINUS = Pattern.compile("\u2212(?<number>\\p{Nd})?");
    private static final Pattern SEPARATOR = Pattern.compile("(?<=[0-9])[\u066b\u066c](?<digit>[0-9])?");

    private SpokenForm() {
    }

    /** What an engine gets for a text that is read as it is written. Without a language signs are rewritten only. */
    public static String of(String text, Locale locale) {
        String signs = ofSigns(text, locale);
        if (locale.getLanguage().isEmpty() || signs.chars().noneMatch(c -> c >= '0' && c <= '9')) {
            return signs;
        }
        String words = new ClockTimes(locale).spoken(new PhoneNumbers(locale).spoken(signs));
        return locale.getLanguage().equals("ne") ? withNepaliDigits(words) : words;
    }

    /**
     * Of all its languages, espeak-ng reads ASCII digits as English in Nepali only. In every other one that has digits of its own they sound the
     * same or are known better than those (tried with version 1.51: Urdu, Sinhala, Kurdish and Sindhi leave theirs out).
     */
    private static String withNepaliDigits(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(Signs.isAsciiDigit(c) ? (char) ('\u0966' + c - '0') : c);
        }
        return out.toString();
    }

    /** The same for what has been put into words already, or is read in another way: only single signs, no times or telephone numbers. */
    public static String ofSigns(String text, Locale locale) {
        if (text.chars().allMatch(c -> c < 0x80)) {
            return text;
        }
        String narrow = EAST_ASIAN.contains(locale.getLanguage()) ? text : narrow(text);
        String numbers = Replacing.all(SEPARATOR, narrow, m -> separator(m, locale));
        // Exponents may have a minus sign; the one before a fraction is seen only while its figures are.
        String signed = minus(new Exponents(locale).spoken(numbers), locale);
        return new NumeroSigns(locale).spoken(new Fractions(locale).spoken(signed));
    }

    /** "−5" is "minus 5": engines leave out a hyphen before a number. */
    private static String minus(String text, Locale locale) {
        if (text.indexOf(Signs.MINUS) < 0) {
            return text;
        }
        String word = locale.getLanguage().isEmpty() ? "" : minusWord(locale);
        return Replacing.all(MINUS, text, m -> {
            boolean joined = m.start() > 0 && Character.isLetterOrDigit(text.codePointBefore(m.start()));
            String number = m.group("number") == null ? "" : m.group("number");
            boolean worded = !number.isEmpty() && !word.isEmpty();
            String gap = worded && joined ? " " : "";
            return gap + (worded ? word : "-") + number;
        });
    }

    /** "minus " and the like: what ICU says before a negative number; "" where it does not know the language. */
    private static String minusWord(Locale locale) {
        String one = cardinal("1", locale);
        String negative = cardinal("-1", locale);
        return !negative.equals("-1") && negative.endsWith(one) ? negative.substring(0, negative.length() - one.length()) : "";
    }

    private static String cardinal(String number, Locale locale) {
        return SayAs.spoken(number, new SayAsMode.SayAs(SayAsType.CARDINAL, ""), locale);
    }

    /** Arabic decimal and thousands separators, whose digits are ASCII by now. */
    private static String separator(Matcher m, Locale locale) {
        String digit = m.group("digit");
        if (digit == null) {
            return ",";
        }
        return m.group().charAt(0) == '\u066c' ? digit : Fractions.decimalSeparator(locale) + digit;
    }

    /** Punctuation in full width, which only engines of Chinese, Japanese and Korean know. */
    private static String narrow(String text) {
        StringBuilder out = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean wide = WIDE_PUNCTUATION.indexOf(c) >= 0;
            if (wide && out == null) {
                out = new StringBuilder(text.length() + 8).append(text, 0, i);
            }
            if (out != null) {
                out.append(wide ? (char) (c - 0xfee0) : c);
                if (wide && ")!,.:;?]}".indexOf(c - 0xfee0) >= 0 && i + 1 < text.length() && Character.isLetter(text.charAt(i + 1))) {
                    // Full width has its space built in.
                    out.append(' ');
                }
            }
        }
        return out == null ? text : out.toString();
    }
}
