package announcer.lib.number;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.ibm.icu.text.RuleBasedNumberFormat;
import com.ibm.icu.util.ULocale;

/** Numbers in the words of one language. Any thread, one at a time. */
public final class NumberWords {
    private static final int KEPT = 16;
    private static final long LARGEST = 999_999_999_999_999L;
    private static final String SOFT_HYPHEN = "\u00ad";

    /** Rules take milliseconds to read, and a document may hold hundreds of numbers. */
    private static final Map<Locale, NumberWords> CACHE = new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Locale, NumberWords> eldest) {
            return size() > KEPT;
        }
    };

    private final String language;
    private final Optional<RuleBasedNumberFormat> rules;
    private final List<String> ruleSets;

    private NumberWords(Locale locale) {
        language = locale.getLanguage();
        RuleBasedNumberFormat found = new RuleBasedNumberFormat(ULocale.forLocale(locale), RuleBasedNumberFormat.SPELLOUT);
        ULocale actual = found.getLocale(ULocale.ACTUAL_LOCALE);
        // For a language that it does not know, ICU falls back to that of the machine.
        rules = actual != null && actual.getLanguage().equals(ULocale.forLocale(locale).getLanguage())
                ? Optional.of(found)
                : Optional.empty();
        ruleSets = List.of(found.getRuleSetNames());
    }

    /** Those of a language; empty answers for one that ICU does not know. */
    public static NumberWords of(Locale locale) {
        synchronized (CACHE) {
            return CACHE.computeIfAbsent(locale.stripExtensions(), NumberWords::new);
        }
    }

    /** "three", "three point five"; empty when it has more than 15 digits. */
    public Optional<String> cardinal(BigDecimal number) {
        boolean whole = number.stripTrailingZeros().scale() <= 0;
        if (number.abs().compareTo(BigDecimal.valueOf(LARGEST)) > 0 || number.precision() > 15) {
            return Optional.empty();
        }
        if (whole) {
            return cardinal(number.longValueExact());
        }
        return format(number.doubleValue(), plainRule());
    }

    /** "three", in the form that counts alone. */
    public Optional<String> cardinal(long number) {
        return format(number, plainRule());
    }

    /** In the form for a noun of {@code gender}, "masculine", "feminine" or "neuter", where the language has one. */
    public Optional<String> cardinal(long number, String gender) {
        return format(number, firstOf("%spellout-cardinal-" + gender, plainRule()));
    }

    /** "third". */
    public Optional<String> ordinal(long number) {
        return ordinal(number, "masculine");
    }

    /** "third", in the form for a noun of {@code gender}, where the language has one. */
    public Optional<String> ordinal(long number, String gender) {
        String plain = language.equals("de") && !gender.isEmpty() ? "" : "%spellout-ordinal";
        String rule = firstOf("%spellout-ordinal-" + gender, plain, "%spellout-ordinal", "%spellout-ordinal-sinokorean-count");
        return rule.isEmpty() ? Optional.empty() : format(number, rule);
    }

    /** "nineteen ninety-nine". */
    public Optional<String> year(long number) {
        return format(number, firstOf("%spellout-numbering-year", plainRule())).map(words -> words.replace('\u3007', '\u96f6'));
    }

    /** The rule of Chinese that is not for years: it says 零 and not 〇. */
    private String plainRule() {
        return firstOf(language.equals("zh") ? "%spellout-cardinal" : "", "%spellout-numbering", "%spellout-cardinal");
    }

    private String firstOf(String... names) {
        for (String name : names) {
            if (ruleSets.contains(name)) {
                return name;
            }
        }
        return "";
    }

    private synchronized Optional<String> format(long number, String rule) {
        return rules.filter(r -> !rule.isEmpty()).map(r -> r.format(number, rule).replace(SOFT_HYPHEN, ""));
    }

    private synchronized Optional<String> format(double number, String rule) {
        return rules.filter(r -> !rule.isEmpty()).map(r -> r.format(number, rule).replace(SOFT_HYPHEN, ""));
    }
}
