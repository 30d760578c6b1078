package announcer.lexicon.ticket;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import announcer.api.config.InvalidConfigurationException;
import announcer.lexicon.locale.Languages;
import announcer.lexicon.ticket.Grammar.Digits;
import announcer.lexicon.ticket.Grammar.Letters;
import announcer.lexicon.ticket.Grammar.Order;
import announcer.lib.text.Excerpt;

/** Reads a grammar from its configuration. What is left empty is as the language has it built in. */
public final class GrammarParser {
    private static final int LONGEST_FORM = 100;
    private static final int LONGEST_NAME = 40;
    private static final int EXCERPT = 60;

    /** A configuration as it is written. */
    public record Written(String language, String letters, String digits, int longestNumber, int groupSize, boolean leadingZeros,
            String order,
            List<String> names, String ticketForm, String counterForm, String template, boolean inTexts) {
        public Written {
            names = List.copyOf(names);
        }
    }

    private GrammarParser() {
    }

    /** @throws InvalidConfigurationException when it cannot be used; names the field */
    public static Grammar grammar(Written w) throws InvalidConfigurationException {
        Locale locale = locale(w.language());
        Grammar usual = BuiltInGrammars.of(locale);
        Map<Integer, String> names = new HashMap<>(usual.names());
        for (String name : w.names()) {
            if (!name.isBlank()) {
                addName(names, name);
            }
        }
        return new Grammar(locale, option("letters", Letters.class, w.letters()), option("digits", Digits.class, w.digits()),
                range("groupSize", w.groupSize(), 2, 4), range("longestNumber", w.longestNumber(), 1, 9), w.leadingZeros(),
                option("order", Order.class, w.order()), names, form("ticketForm", w.ticketForm(), usual.ticketForm()),
                form("counterForm", w.counterForm(), usual.counterForm()), template(w.template(), usual.template()), w.inTexts());
    }

    private static Locale locale(String language) throws InvalidConfigurationException {
        try {
            return Languages.of(language);
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationException("language", "language is " + e.getMessage());
        }
    }

    private static <E extends Enum<E>> E option(String key, Class<E> type, String value) throws InvalidConfigurationException {
        for (E option : type.getEnumConstants()) {
            if (option.name().equals(value)) {
                return option;
            }
        }
        throw new InvalidConfigurationException(key, key + " is " + Excerpt.quoted(value, EXCERPT) + "; it must be one of "
                + List.of(type.getEnumConstants()).toString().replaceAll("[\\[\\]]", ""));
    }

    private static int range(String key, int value, int least, int most) throws InvalidConfigurationException {
        if (value < least || value > most) {
            throw new InvalidConfigurationException(key, key + " is " + value + "; it must be " + least + " to " + most);
        }
        return value;
    }

    private static void addName(Map<Integer, String> names, String written) throws InvalidConfigurationException {
        int first = written.strip().codePointAt(0);
        int length = Character.charCount(first);
        String rest = written.strip().substring(length).stripLeading();
        String name = rest.startsWith("=") ? rest.substring(1).strip() : "";
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.codePoints().noneMatch(Character::isLetterOrDigit)) {
            throw new InvalidConfigurationException("names", "names has " + Excerpt.quoted(written, EXCERPT)
                    + "; each must be a character, an equals sign and a name of 1 to " + LONGEST_NAME
                    + " characters, such as A=Alpha or 0=oh");
        }
        names.put(Character.toUpperCase(first), name);
    }

    private static String form(String key, String written, String usual) throws InvalidConfigurationException {
        if (written.isBlank()) {
            return usual;
        }
        int at = written.indexOf(Grammar.ID);
        String rest = at < 0 ? "{" : written.substring(0, at) + written.substring(at + Grammar.ID.length());
        if (rest.indexOf('{') >= 0 || rest.indexOf('}') >= 0 || written.length() > LONGEST_FORM) {
            throw new InvalidConfigurationException(key, key + " is " + Excerpt.quoted(written, EXCERPT) + "; it must have " + Grammar.ID
                    + " in it once, no other braces, and " + LONGEST_FORM + " characters at most, such as \"number " + Grammar.ID + "\"");
        }
        return written.strip();
    }

    private static String template(String written, String usual) throws InvalidConfigurationException {
        if (written.isBlank()) {
            return usual;
        }
        try {
            Template.of(written);
            return written.strip();
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationException("template", "template is " + Excerpt.quoted(written, EXCERPT) + ": " + e.getMessage());
        }
    }
}
