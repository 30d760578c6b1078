package announcer.lexicon.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import announcer.lexicon.ticket.Grammar.Digits;
import announcer.lexicon.ticket.Grammar.Letters;
import announcer.lexicon.ticket.Grammar.Order;
import announcer.lib.number.NumberWords;

/** No letter and no digit of a ticket is ever dropped: the words are read back, and must give the ticket. */
class TicketPropertyTest {
    private static final List<Locale> LOCALES = List.of(Locale.ENGLISH, Locale.GERMAN, Locale.CHINESE, Locale.forLanguageTag("zh-TW"));
    private static final String WRITTEN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ000111222333444555666777888999-./ #";
    private static final int TICKETS = 5_000;

    private static final List<Digits> DIGITS = List.of(Digits.values());
    private static final List<Order> ORDERS = List.of(Order.LETTERS_FIRST, Order.DIGITS_FIRST);

    @Test
    void the_words_of_any_ticket_read_back_are_the_ticket() {
        Random random = new Random(20261130);
        for (Locale locale : LOCALES) {
            Map<String, String> meanings = meanings(locale);
            for (int i = 0; i < TICKETS; i++) {
                String id = id(random);
                Grammar grammar = grammar(locale, DIGITS.get(random.nextInt(DIGITS.size())), Order.AS_WRITTEN);
                String words = new TicketSpeller(grammar).words(IdParts.of(id));
                assertThat(readBack(words, meanings)).as("%s: %s is \"%s\" by %s", locale, id, words, grammar.digits())
                        .isEqualTo(spoken(id, "[^A-Z0-9]"));
            }
        }
    }

    @Test
    void in_another_order_letters_and_digits_keep_their_own() {
        Random random = new Random(20261201);
        for (Locale locale : LOCALES) {
            Map<String, String> meanings = meanings(locale);
            for (int i = 0; i < TICKETS; i++) {
                String id = id(random);
                Order order = ORDERS.get(random.nextInt(ORDERS.size()));
                String words = new TicketSpeller(grammar(locale, Digits.NUMBER, order)).words(IdParts.of(id));
                String letters = spoken(id, "[^A-Z]");
                String digits = spoken(id, "[^0-9]");
                assertThat(readBack(words, meanings)).as("%s: %s is \"%s\", %s", locale, id, words, order)
                        .isEqualTo(order == Order.LETTERS_FIRST ? letters + digits : digits + letters);
            }
        }
    }

    /** Of letters of all scripts, most of which are said as they are written. */
    @Test
    void no_letter_of_any_script_is_dropped() {
        Random random = new Random(7);
        Grammars grammars = new Grammars();
        for (int i = 0; i < TICKETS; i++) {
            String id = random.ints(1 + random.nextInt(12), 0x20, 0xd800).filter(Character::isDefined).mapToObj(Character::toString)
                    .collect(Collectors.joining());
            String letters = letters(Normalizer.normalize(id, Normalizer.Form.NFKC));
            if (!letters.isEmpty() && id.length() <= Grammars.LONGEST_ID) {
                Locale locale = LOCALES.get(i % LOCALES.size());
                assertThat(isWithin(letters, letters(grammars.bareWords(id, locale)))).as("%s of %s", grammars.bareWords(id, locale), id)
                        .isTrue();
            }
        }
    }

    /** A long word that could be pronounced is said as such, and never looks like the name of a number. */
    private static String id(Random random) {
        String id = random.ints(1 + random.nextInt(10), 0, WRITTEN.length()).mapToObj(i -> WRITTEN.substring(i, i + 1))
                .collect(Collectors.joining());
        return spoken(id, "[^A-Z0-9]").isEmpty() ? id + "7" : id;
    }

    private static String spoken(String id, String not) {
        return id.replaceAll(not, "");
    }

    private static Grammar grammar(Locale locale, Digits digits, Order order) {
        Grammar usual = BuiltInGrammars.of(locale);
        return new Grammar(locale, Letters.SPELLED, digits, 2, 2, true, order, usual.names(), "{id}", "{id}", "{ticket}", false);
    }

    /** What each word stands for. */
    private static Map<String, String> meanings(Locale locale) {
        Map<String, String> meanings = new TreeMap<>(Comparator.comparing(String::length).reversed().thenComparing(String::compareTo));
        for (int n = 0; n < 100; n++) {
            meanings.put(NumberWords.of(locale).cardinal(n).orElseThrow(), Integer.toString(n));
        }
        BuiltInGrammars.of(locale).names().forEach((c, name) -> meanings.put(name, Character.toString(c)));
        for (char c = 'A'; c <= 'Z'; c++) {
            meanings.put(String.valueOf(c), String.valueOf(c));
        }
        return meanings;
    }

    /** The longest word first, as a listener takes "twenty-one" for 21. */
    private static String readBack(String words, Map<String, String> meanings) {
        StringBuilder read = new StringBuilder();
        int i = 0;
        while (i < words.length()) {
            String rest = words.substring(i);
            String word = meanings.keySet().stream().filter(rest::startsWith).findFirst().orElse(null);
            if (word == null) {
                assertThat(" ,\uff0c").as("in \"%s\" at \"%s\"", words, rest).contains(rest.substring(0, 1));
                i++;
            } else {
                read.append(meanings.get(word));
                i += word.length();
            }
        }
        return read.toString();
    }

    private static String letters(String text) {
        return text.codePoints().filter(Character::isLetter).map(Character::toUpperCase).mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    /** Whether all characters of {@code part} are in {@code whole}, in this order. */
    private static boolean isWithin(String part, String whole) {
        int found = 0;
        for (int i = 0; i < whole.length() && found < part.length(); i++) {
            found += whole.charAt(i) == part.charAt(found) ? 1 : 0;
        }
        return found == part.length();
    }
}
