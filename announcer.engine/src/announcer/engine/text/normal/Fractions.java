package announcer.engine.text.normal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.ibm.icu.text.DecimalFormatSymbols;

import announcer.engine.text.sayas.SayAs;
import announcer.engine.text.sayas.SayAsMode;
import announcer.engine.text.sayas.SayAsType;

/**
 * Fractions that are written with the fraction slash. In words where the language's are known, else as a decimal ("3.5"), which every engine
 * reads; a third is no decimal and stays "1/3".
 */
final class Fractions {
    private static final Pattern FRACTION = Pattern
            .compile(
                    "(?:(?<![\\p{Nd}.,])(?<whole>0|[1-9][0-9]{0,5}) )?(?<![0-9\u2044])(?<upper>[0-9]{1,6})\u2044(?<lower>[0-9]{1,6})(?![0-9\u2044])");
    private static final int MOST_DECIMALS = 3;

    private final Locale locale;

    Fractions(Locale locale) {
        this.locale = locale;
    }

    String spoken(String text) {
        if (text.indexOf(Signs.FRACTION_SLASH) < 0) {
            return text;
        }
        return Replacing.all(FRACTION, text, this::words).replace(Signs.FRACTION_SLASH, '/');
    }

    private String words(Matcher m) {
        String written = m.group();
        String words = locale.getLanguage().isEmpty()
                ? written
                : SayAs.spoken(written, new SayAsMode.SayAs(SayAsType.FRACTION, ""), locale);
        return words.equals(written) ? figures(m) : words;
    }

    private String figures(Matcher m) {
        String whole = m.group("whole");
        BigDecimal lower = new BigDecimal(m.group("lower"));
        BigDecimal upper = new BigDecimal(m.group("upper"));
        if (lower.signum() > 0 && upper.compareTo(lower) < 0) {
            BigDecimal decimal = upper.divide(lower, MOST_DECIMALS, RoundingMode.DOWN);
            if (decimal.multiply(lower).compareTo(upper) == 0) {
                BigDecimal sum = decimal.add(whole == null ? BigDecimal.ZERO : new BigDecimal(whole)).stripTrailingZeros();
                return sum.toPlainString().replace(".", decimalSeparator(locale));
            }
        }
        return m.group();
    }

    static String decimalSeparator(Locale locale) {
        if (locale.getLanguage().isEmpty()) {
            // Asked on the control thread, which does not wait for ICU to load.
            return ".";
        }
        return DecimalFormatSymbols.getInstance(locale).getDecimalSeparator() == ',' ? "," : ".";
    }
}
