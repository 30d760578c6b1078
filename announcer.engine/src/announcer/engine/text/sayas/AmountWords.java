package announcer.engine.text.sayas;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.ibm.icu.number.FormattedNumber;
import com.ibm.icu.number.LocalizedNumberFormatter;
import com.ibm.icu.number.NumberFormatter;
import com.ibm.icu.number.NumberFormatter.UnitWidth;
import com.ibm.icu.number.Precision;
import com.ibm.icu.util.Currency;
import com.ibm.icu.util.MeasureUnit;

import announcer.lib.number.NumberWords;

/** Amounts with a unit or a currency in words: ICU has the names and their plurals, the number is spelled out. */
final class AmountWords {
    private static final Pattern UNIT = Pattern.compile("([+-\u2212]?\\p{Nd}[\\p{Nd}.,'\u2019\u00a0\u202f]*)\\s?([^\\p{Nd}\\s]\\S{0,9})");
    private static final Pattern BEFORE = Pattern.compile("([\\p{Sc}]|\\p{Lu}{3})\\s?(\\p{Nd}[\\p{Nd}.,'\u2019\u00a0\u202f]*)");
    private static final Pattern NUMBER = Pattern.compile("[-\u2212]?\\p{Nd}(?:[\\p{Nd}.,'\u2019\u00a0\u202f\u066b\u066c]*\\p{Nd})?");
    private static final Map<String, String> UNITS = Map.ofEntries(Map.entry("km", "kilometer"), Map.entry("m", "meter"),
            Map.entry("cm", "centimeter"), Map.entry("mm", "millimeter"), Map.entry("mi", "mile"), Map.entry("ft", "foot"),
            Map.entry("in", "inch"), Map.entry("kg", "kilogram"), Map.entry("g", "gram"), Map.entry("mg", "milligram"),
            Map.entry("t", "tonne"), Map.entry("lb", "pound"), Map.entry("oz", "ounce"), Map.entry("l", "liter"), Map.entry("L", "liter"),
            Map.entry("ml", "milliliter"), Map.entry("h", "hour"), Map.entry("hr", "hour"), Map.entry("min", "minute"),
            Map.entry("s", "second"), Map.entry("sec", "second"), Map.entry("ms", "millisecond"), Map.entry("d", "day"),
            Map.entry("\u00b0C", "celsius"), Map.entry("C", "celsius"), Map.entry("\u00b0F", "fahrenheit"), Map.entry("F", "fahrenheit"),
            Map.entry("%", "percent"), Map.entry("km/h", "kilometer-per-hour"), Map.entry("kmh", "kilometer-per-hour"),
            Map.entry("mph", "mile-per-hour"), Map.entry("m/s", "meter-per-second"), Map.entry("V", "volt"), Map.entry("W", "watt"),
            Map.entry("kW", "kilowatt"), Map.entry("kWh", "kilowatt-hour"), Map.entry("A", "ampere"), Map.entry("Hz", "hertz"),
            Map.entry("kHz", "kilohertz"), Map.entry("MHz", "megahertz"), Map.entry("GHz", "gigahertz"), Map.entry("MB", "megabyte"),
            Map.entry("GB", "gigabyte"), Map.entry("m2", "square-meter"), Map.entry("m\u00b2", "square-meter"),
            Map.entry("cm\u00b2", "square-centimeter"), Map.entry("km\u00b2", "square-kilometer"), Map.entry("ft\u00b2", "square-foot"),
            Map.entry("m\u00b3", "cubic-meter"), Map.entry("cm\u00b3", "cubic-centimeter"), Map.entry("km\u00b3", "cubic-kilometer"),
            Map.entry("ft\u00b3", "cubic-foot"));

    private final Locale locale;
    private final NumberWords numbers;

    AmountWords(Locale locale, NumberWords numbers) {
        this.locale = locale;
        this.numbers = numbers;
    }

    Optional<String> unit(String text) {
        Matcher matcher = UNIT.matcher(text);
        if (!matcher.matches() || !UNITS.containsKey(matcher.group(2))) {
            return Optional.empty();
        }
        MeasureUnit unit = MeasureUnit.forIdentifier(UNITS.get(matcher.group(2)));
        return new WrittenNumber(locale).parse(matcher.group(1))
                .flatMap(amount -> named(amount, NumberFormatter.withLocale(locale).unit(unit).unitWidth(UnitWidth.FULL_NAME)));
    }

    Optional<String> currency(String text) {
        Matcher before = BEFORE.matcher(text);
        Matcher after = UNIT.matcher(text);
        boolean isBefore = before.matches();
        if (!isBefore && !after.matches()) {
            return Optional.empty();
        }
        Optional<Currency> currency = currencyOf(isBefore ? before.group(1) : after.group(2));
        Optional<BigDecimal> amount = new WrittenNumber(locale).parse(isBefore ? before.group(2) : after.group(1));
        if (currency.isEmpty() || amount.isEmpty()) {
            return Optional.empty();
        }
        if (locale.getLanguage().equals("zh") && currency.get().getCurrencyCode().equals("CNY")) {
            // ICU has only the currency's formal name.
            return numbers.cardinal(amount.get()).map(n -> n + "\u5143");
        }
        LocalizedNumberFormatter formatter = NumberFormatter.withLocale(locale).unit(currency.get()).unitWidth(UnitWidth.FULL_NAME);
        if (locale.getLanguage().equals("zh") || locale.getLanguage().equals("ja")) {
            return named(amount.get(), formatter.precision(Precision.maxFraction(2)));
        }
        BigDecimal whole = amount.get().setScale(0, RoundingMode.DOWN);
        long hundredths = amount.get().subtract(whole).abs().movePointRight(2).setScale(0, RoundingMode.HALF_UP).longValue();
        Optional<String> units = named(whole, formatter.precision(Precision.integer()));
        return hundredths == 0 ? units : units.flatMap(n -> numbers.cardinal(hundredths).map(cents -> n + " " + cents));
    }

    private Optional<Currency> currencyOf(String sign) {
        String code = switch (sign) {
            case "\u20ac" -> "EUR";
            case "$" -> "USD";
            case "\u00a3" -> "GBP";
            case "\u00a5", "\uffe5" -> locale.getLanguage().equals("zh") ? "CNY" : "JPY";
            case "\u20bd" -> "RUB";
            case "\u20b9" -> "INR";
            default -> sign;
        };
        return Currency.getAvailableCurrencies().stream().filter(currency -> currency.getCurrencyCode().equals(code)).findFirst();
    }

    /** "3 kilometers" with the 3 in words, in the gender of the unit where the language has them. */
    private Optional<String> named(BigDecimal amount, LocalizedNumberFormatter formatter) {
        FormattedNumber formatted = formatter.format(amount);
        Matcher number = NUMBER.matcher(formatted.toString());
        if (!number.find()) {
            // Arabic's "two kilometres" is one word.
            return Optional.of(formatted.toString());
        }
        Optional<String> words = amount.stripTrailingZeros().scale() <= 0
                ? numbers.cardinal(amount.longValueExact(), gender(formatted))
                : numbers.cardinal(amount);
        return words.map(n -> number.replaceFirst(Matcher.quoteReplacement(n)).replace("\u00a0", " ").strip());
    }

    private static String gender(FormattedNumber formatted) {
        return switch (formatted.getNounClass()) {
            case FEMININE -> "feminine";
            case NEUTER -> "neuter";
            default -> "masculine";
        };
    }
}
