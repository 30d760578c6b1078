package announcer.engine.text.sayas;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import announcer.lib.number.NumberWords;

/** Fractions in words, in English, German and Chinese. */
final class FractionWords {
    private static final Pattern FRACTION = Pattern.compile("(?:(\\d{1,6})\\s+)?(\\d{1,6})\\s?[/\u2044]\\s?(\\d{1,6})");

    private final String language;
    private final NumberWords numbers;

    FractionWords(Locale locale, NumberWords numbers) {
        this.language = locale.getLanguage();
        this.numbers = numbers;
    }

    Optional<String> spoken(String text) {
        Matcher matcher = FRACTION.matcher(WrittenNumber.westernDigits(text));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long upper = Long.parseLong(matcher.group(2));
        long lower = Long.parseLong(matcher.group(3));
        if (lower < 2) {
            return Optional.empty();
        }
        Optional<String> whole = Optional.ofNullable(matcher.group(1)).flatMap(n -> numbers.cardinal(Long.parseLong(n), "masculine"));
        return switch (language) {
            case "en" -> english(upper, lower).map(
                    part -> whole.map(n -> n + " and " + part.replaceFirst("^one (?=e)", "an ").replaceFirst("^one ", "a ")).orElse(part));
            case "de" -> german(upper, lower).map(part -> whole.map(n -> n + " " + part.replace("ein halb", "einhalb")).orElse(part));
            case "zh" -> numbers.cardinal(lower).flatMap(l -> numbers.cardinal(upper).map(u -> l + "\u5206\u4e4b" + u))
                    .map(part -> whole.map(n -> n + "\u53c8" + part).orElse(part));
            default -> Optional.empty();
        };
    }

    private Optional<String> english(long upper, long lower) {
        Optional<String> name = lower == 2 ? Optional.of("half") : lower == 4 ? Optional.of("quarter") : numbers.ordinal(lower, "");
        String many = lower == 2 ? "halves" : name.orElse("") + "s";
        return numbers.cardinal(upper).map(n -> n + " " + (upper == 1 ? name.orElse("") : many));
    }

    private Optional<String> german(long upper, long lower) {
        Optional<String> name = lower == 2
                ? Optional.of(upper == 1 ? "halb" : "Halbe")
                // "dritte" and "l": "Drittel".
                : numbers.ordinal(lower, "").map(ordinal -> Character.toUpperCase(ordinal.charAt(0)) + ordinal.substring(1) + "l");
        return name.map(part -> (upper == 1 ? "ein" : numbers.cardinal(upper).orElse("" + upper)) + " " + part);
    }
}
