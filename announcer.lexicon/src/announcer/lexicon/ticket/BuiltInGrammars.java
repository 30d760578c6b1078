package announcer.lexicon.ticket;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

import announcer.lexicon.ticket.Grammar.Digits;
import announcer.lexicon.ticket.Grammar.Letters;
import announcer.lexicon.ticket.Grammar.Order;

/**
 * What a language does that nobody has configured. Two digits are a number, as they are quicker to take in; more, and those with zeros in front,
 * are said one by one, since nobody who waits for 1203 listens for twelve hundred.
 */
final class BuiltInGrammars {
    private static final int LONGEST_NUMBER = 2;
    private static final int GROUP_SIZE = 2;
    private static final Set<String> TRADITIONAL = Set.of("TW", "HK", "MO");
    /** 1 among digits that are said one by one, on the mainland: 一 is mistaken for 七. */
    private static final Map<Integer, String> YAO = Map.of((int) '1', "\u5e7a");

    private BuiltInGrammars() {
    }

    static Grammar of(Locale locale) {
        return switch (locale.getLanguage()) {
            case "en" -> grammar(locale, Map.of(), "{id}", "counter {id}", "{ticket}, please go to {counter}");
            case "de" -> grammar(locale, Map.of(), "{id}", "Schalter {id}", "{ticket}, bitte zu {counter}");
            case "zh" -> isTraditional(locale)
                    ? grammar(locale, Map.of(), "{id}\u865f", "{id}\u865f\u6ac3\u6aaf", "\u8acb{ticket}\u5230{counter}")
                    : grammar(locale, YAO, "{id}\u53f7", "{id}\u53f7\u7a97\u53e3", "\u8bf7{ticket}\u5230{counter}");
            case "yue" -> grammar(locale, Map.of(), "{id}\u865f", "{id}\u865f\u6ac3\u6aaf", "\u8acb{ticket}\u53bb{counter}");
            default -> grammar(locale, Map.of(), "{id}", "{id}", "{ticket}: {counter}");
        };
    }

    /** Characters of Taiwan and Hong Kong, where 1 is called 一 too. */
    private static boolean isTraditional(Locale locale) {
        return locale.getScript().equals("Hant") || locale.getScript().isEmpty() && TRADITIONAL.contains(locale.getCountry());
    }

    private static Grammar grammar(Locale locale, Map<Integer, String> names, String ticket, String counter, String template) {
        return new Grammar(locale, Letters.SPELLED, Digits.NUMBER, GROUP_SIZE, LONGEST_NUMBER, true, Order.AS_WRITTEN, names, ticket,
                counter,
                template, false);
    }
}
