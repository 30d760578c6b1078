package announcer.lexicon.ticket;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * How one language says tickets and counters. Immutable.
 *
 * @param locale the language, with a country or a script where it is meant for that alone
 * @param letters how letters are said
 * @param digits how digits are said
 * @param groupSize with {@link Digits#GROUPS}, how many digits are a group, counted from the end
 * @param longestNumber with {@link Digits#NUMBER}, how many digits are said as a number; more are said one by one
 * @param leadingZeros whether they are said
 * @param order of letters and digits
 * @param names what single characters are called, by code point; letters in capitals. Digits are called so where they are said one by one
 * @param ticketForm what stands around the words of a ticket, with {@value #ID} in their place
 * @param counterForm the same of a counter
 * @param template of a call
 * @param inTexts whether tickets are looked for in the texts of all announcements
 */
public record Grammar(Locale locale, Letters letters, Digits digits, int groupSize, int longestNumber, boolean leadingZeros, Order order,
        Map<Integer, String> names, String ticketForm, String counterForm, String template, boolean inTexts) {
    /** Where the words stand in a form. */
    static final String ID = "{id}";
    private static final Set<String> WITHOUT_SPACES = Set.of("zh", "yue", "ja");

    /** How letters are said. */
    public enum Letters {
        /** One by one; a row of four or more with a vowel in it is a word. */
        SPELLED,
        /** As they are written. */
        AS_WRITTEN
    }

    /** How digits are said. */
    public enum Digits {
        ONE_BY_ONE, GROUPS, NUMBER
    }

    /** Order of the parts. */
    public enum Order {
        AS_WRITTEN, LETTERS_FIRST, DIGITS_FIRST
    }

    public Grammar {
        names = Map.copyOf(names);
    }

    /** What stands between two words. */
    String space() {
        return WITHOUT_SPACES.contains(locale.getLanguage()) ? "" : " ";
    }

    /** What stands between two numbers that a sign has parted. */
    String pause() {
        return space().isEmpty() ? "\uff0c" : ", ";
    }

    /** The same for counters, whose leading zeros nobody says. */
    Grammar forCounters() {
        return new Grammar(locale, letters, digits, groupSize, longestNumber, false, order, names, ticketForm, counterForm, template,
                inTexts);
    }
}
