package announcer.engine.text.sayas;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.ibm.icu.text.DecimalFormatSymbols;

/** Reads a number as people of a language write it. */
final class WrittenNumber {
    private static final Pattern ORDINAL = Pattern.compile("\u7b2c?(\\d{1,15})(?:\\.|\u00ba|\u00aa|\\p{L}{1,3})?");

    private final char decimal;
    private final Pattern grouped;
    private final Pattern bare = Pattern.compile("[+-]?\\d{1,15}(?:[.,]\\d{1,9})?");

    WrittenNumber(Locale locale) {
        DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(locale);
        decimal = symbols.getDecimalSeparator() == ',' ? ',' : '.';
        String group = "[" + (decimal == ',' ? "." : ",") + " '\u2019\u00a0\u202f]";
        grouped = Pattern.compile("[+-]?\\d{1,3}(?:" + group + "\\d{3}){1,4}(?:" + Pattern.quote(String.valueOf(decimal)) + "\\d{1,9})?");
    }

    Optional<BigDecimal> parse(String text) {
        String number = westernDigits(text).replace('\u2212', '-');
        if (grouped.matcher(number).matches()) {
            int point = number.indexOf(decimal);
            String whole = (point < 0 ? number : number.substring(0, point)).replaceAll("[^0-9-]", "");
            return Optional.of(new BigDecimal(point < 0 ? whole : whole + "." + number.substring(point + 1)));
        }
        if (!bare.matcher(number).matches()) {
            return Optional.empty();
        }
        // With another language's sign, "3,5" could be three thousand and something cut short: leave that one alone.
        boolean foreignComma = decimal == '.' && number.indexOf(',') >= 0;
        return foreignComma ? Optional.empty() : Optional.of(new BigDecimal(number.replace(',', '.')));
    }

    static Optional<Long> ordinal(String text) {
        Matcher matcher = ORDINAL.matcher(westernDigits(text));
        return matcher.matches() ? Optional.of(Long.valueOf(matcher.group(1))) : Optional.empty();
    }

    /** With digits of other scripts, and full-width ones, as 0 to 9. */
    static String westernDigits(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            int digit = Character.isDigit(c) ? Character.digit(c, 10) : -1;
            out.appendCodePoint(digit >= 0 ? '0' + digit : c);
        });
        return out.toString();
    }
}
