package announcer.tts.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.ibm.icu.number.NumberFormatter;
import com.ibm.icu.number.NumberFormatter.UnitWidth;
import com.ibm.icu.text.PluralRules;
import com.ibm.icu.text.RuleBasedNumberFormat;
import com.ibm.icu.util.Currency;
import com.ibm.icu.util.MeasureUnit;
import com.ibm.icu.util.ULocale;

/**
 * Money, degrees, percent and minus as words where espeak-ng drops their signs in silence; the words are ICU's. A sign for which there is no
 * word stays. Safe for any thread.
 */
final class SpokenSigns {
    private static final Map<String, Set<String>> DROPPED = dropped();
    private static final String NUMBER = "[0-9]+(?:[.,][0-9]+)*";
    private static final String MONEY = "(?:(?<![A-Za-z])(?:US|R|A|C|HK|NT|S|NZ|MX))?\\p{Sc}";
    /** A sign of money between two numbers belongs to the one that it touches: "type 2 \u20ac15", "2\u20ac50". */
    private static final Pattern SIGNED = Pattern
            .compile("(?<before>" + MONEY + ")\\h?(?<figure>" + NUMBER + ")"
                    + "|(?<number>" + NUMBER + ")\\h?(?<after>(?<!\\h)\\p{Sc}|\\p{Sc}(?![0-9])|°[CF]?(?![A-Za-z])|[%‰])"
                    + "|(?<![\\S&&[^(\\[“\"«]])(?<minus>[-\u2212])(?=(?:" + MONEY + ")?[0-9])|(?<alone>[\\p{Sc}°%‰])");
    private static final Map<String, String> CURRENCIES = Map.ofEntries(Map.entry("€", "EUR"), Map.entry("£", "GBP"), Map.entry("$", "USD"),
            Map.entry("US$", "USD"), Map.entry("R$", "BRL"), Map.entry("A$", "AUD"), Map.entry("C$", "CAD"), Map.entry("HK$", "HKD"),
            Map.entry("NT$", "TWD"), Map.entry("S$", "SGD"), Map.entry("NZ$", "NZD"), Map.entry("MX$", "MXN"), Map.entry("₹", "INR"),
            Map.entry("₩", "KRW"), Map.entry("₫", "VND"), Map.entry("₽", "RUB"), Map.entry("₺", "TRY"), Map.entry("₴", "UAH"),
            Map.entry("₪", "ILS"), Map.entry("₱", "PHP"), Map.entry("฿", "THB"), Map.entry("₦", "NGN"), Map.entry("₸", "KZT"),
            Map.entry("₾", "GEL"), Map.entry("₼", "AZN"), Map.entry("₡", "CRC"), Map.entry("₲", "PYG"), Map.entry("₵", "GHS"),
            Map.entry("₮", "MNT"), Map.entry("₭", "LAK"));
    private static final Map<String, MeasureUnit> UNITS = Map.of("%", MeasureUnit.PERCENT, "‰", MeasureUnit.PERMILLE, "°",
            MeasureUnit.DEGREE, "°C", MeasureUnit.CELSIUS, "°F", MeasureUnit.FAHRENHEIT);

    private static final Pattern MONEY_AND_PARTS = Pattern.compile("[\\p{Sc}%‰°]");
    /** ICU has no word, and espeak-ng drops the sign. */
    private static final Map<String, String> PERCENT = Map.of("ar", "بالمئة", "mt", "fil-mija");

    private SpokenSigns() {
    }

    private static Map<String, Set<String>> dropped() {
        try (InputStream in = SpokenSigns.class.getResourceAsStream("espeak-signs.txt")) {
            Map<String, Set<String>> dropped = new HashMap<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(l -> !l.startsWith("#")).map(l -> l.split(" \\| "))
                    .forEach(row -> dropped.put(row[0], Set.of(row[1].split(" "))));
            return dropped;
        } catch (IOException e) {
            throw new UncheckedIOException("the bundle announcer.tts.system is incomplete: espeak-signs.txt", e);
        }
    }

    /** Whether espeak-ng says nothing for a sign: true for signs of money that were not measured. */
    static boolean isDropped(String sign, Locale voice) {
        Set<String> languages = DROPPED.get(sign);
        return languages == null || languages.contains(voice.getLanguage());
    }

    /** The text with the words of the signs that are dropped in this language. */
    static String spoken(String text, Locale voice) {
        Matcher signs = SIGNED.matcher(text);
        StringBuilder spoken = new StringBuilder();
        while (signs.find()) {
            signs.appendReplacement(spoken, Matcher.quoteReplacement(words(signs, text, voice)));
        }
        return signs.appendTail(spoken).toString();
    }

    private static String words(Matcher found, String text, Locale voice) {
        if (found.group("minus") != null) {
            return isDropped("-", voice) ? minus(voice) : "-";
        }
        String sign = found.group("before") != null
                ? found.group("before")
                : found.group("after") != null ? found.group("after") : found.group("alone");
        String number = found.group("before") != null ? found.group("figure") : found.group("number");
        if (!isDropped(sign.startsWith("°") ? "°" : sign, voice)) {
            // Beside a bracket or a star it would be dropped all the same.
            return number == null ? found.group() : spaced(found.group(), found, text);
        }
        String word = word(sign, number == null ? "" : number, voice);
        return word.contains(sign) ? found.group() : spaced(number == null ? word : number + " " + word, found, text);
    }

    /** A minus stays at its figure. */
    private static String spaced(String words, MatchResult found, String text) {
        return (found.start() > 0 && "-\u2212".indexOf(text.charAt(found.start() - 1)) >= 0 ? "" : " ") + words + " ";
    }

    /** Returns the first word of such a text with a sign that is dropped still; empty when there is none. */
    static Optional<String> unsaid(String spoken, Locale voice) {
        return Stream.of(spoken.split("[\\s\\p{Z}]+"))
                .filter(word -> MONEY_AND_PARTS.matcher(word).results().anyMatch(s -> isDropped(s.group(), voice)))
                .findFirst();
    }

    private static String word(String sign, String number, Locale voice) {
        ULocale locale = ULocale.forLocale(voice);
        double value = number.isEmpty() ? 2 : value(number);
        String own = PERCENT.get(voice.getLanguage());
        if (sign.equals("%") && own != null) {
            return own;
        }
        if (UNITS.containsKey(sign)) {
            return NumberFormatter.withLocale(locale.setKeywordValue("numbers", "latn")).unit(UNITS.get(sign))
                    .unitWidth(UnitWidth.FULL_NAME)
                    .grouping(NumberFormatter.GroupingStrategy.OFF).format(value).toString().replaceAll("[0-9](?:.*[0-9])?", "").strip();
        }
        String code = sign.equals("¥") ? voice.getLanguage().equals("zh") ? "CNY" : "JPY" : CURRENCIES.get(sign);
        return code == null
                ? sign
                : Currency.getInstance(code).getName(locale, Currency.PLURAL_LONG_NAME, PluralRules.forLocale(locale).select(value), null);
    }

    /** The value by which the form of a word is chosen: of "1,000" one thousand, of "1.5" one and a half. */
    private static double value(String number) {
        int last = Math.max(number.lastIndexOf('.'), number.lastIndexOf(','));
        if (last < 0 || number.matches("[0-9]{1,3}(?:[.,][0-9]{3})+")) {
            return Double.parseDouble(number.replaceAll("[.,]", ""));
        }
        return Double.parseDouble(number.substring(0, last).replaceAll("[.,]", "") + "." + number.substring(last + 1));
    }

    /** What stands in "minus one" beside "one". */
    private static String minus(Locale voice) {
        RuleBasedNumberFormat words = new RuleBasedNumberFormat(voice, RuleBasedNumberFormat.SPELLOUT);
        return words.format(-1).replace(words.format(1), "").strip() + " ";
    }
}
