package announcer.engine.text.sayas;

import java.util.Locale;
import java.util.Optional;

import announcer.lib.number.NumberWords;

/** What {@code say-as} comes to in words. Never throws: what cannot be interpreted is spoken as it is. */
public final class SayAs {
    /** Nobody says a longer one, and spelling numbers out costs time. */
    private static final int LONGEST = 100;

    private SayAs() {
    }

    public static String spoken(String text, SayAsMode.SayAs as, Locale locale) {
        String inner = text.strip();
        boolean letterByLetter = as.as() == SayAsType.CHARACTERS || as.as() == SayAsType.DIGITS;
        if (inner.isEmpty() || inner.length() > LONGEST && !letterByLetter) {
            return text;
        }
        NumberWords numbers = NumberWords.of(locale);
        try {
            Optional<String> words = words(inner, as, locale, numbers).filter(spoken -> !spoken.isBlank());
            return words.map(spoken -> around(text, spoken)).orElse(text);
        } catch (RuntimeException e) {
            // A number or a date that the language's rules have no form for.
            return text;
        }
    }

    private static Optional<String> words(String text, SayAsMode.SayAs as, Locale locale, NumberWords numbers) {
        return switch (as.as()) {
            case CHARACTERS -> Optional.of(new CharacterNames(locale, numbers).characters(text));
            case DIGITS -> Optional.of(new CharacterNames(locale, numbers).digits(text));
            case TELEPHONE -> Optional.of(new CharacterNames(locale, numbers).telephone(text));
            case CARDINAL -> new WrittenNumber(locale).parse(text).flatMap(numbers::cardinal);
            case ORDINAL -> WrittenNumber.ordinal(text).flatMap(numbers::ordinal);
            case DATE -> new DateWords(locale, numbers).spoken(text, as.format());
            case TIME -> new TimeWords(locale, numbers).spoken(text);
            case FRACTION -> new FractionWords(locale, numbers).spoken(text);
            case UNIT -> new AmountWords(locale, numbers).unit(text);
            case CURRENCY -> new AmountWords(locale, numbers).currency(text);
            case AS_WRITTEN -> Optional.empty();
        };
    }

    /** With the space that was around the text. */
    private static String around(String text, String spoken) {
        return (text.startsWith(" ") ? " " : "") + spoken + (text.endsWith(" ") ? " " : "");
    }
}
