package announcer.engine.text.normal;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import announcer.testing.InputCost;

/** What holds for every text: tried with texts at random, of characters that normalisation looks at and of all others. */
class NormalizationPropertyTest {
    private static final int TEXTS = 5_000;
    private static final int SHORT = 1_024;
    private static final Locale NO_RULES = Locale.forLanguageTag("tlh");
    private static final Locale[] LOCALES = {Locale.US, Locale.GERMANY, Locale.FRANCE, Locale.CHINA, new Locale("ru"), new Locale("ar"),
            NO_RULES, Locale.ROOT};
    /** The blocks that are rewritten, and some that are not. */
    private static final int[][] BLOCKS = {{0x20, 0x7e}, {0x30, 0x39}, {0x30, 0x39}, {0x20, 0x20}, {0x2d, 0x3a}, {0xa0, 0xff},
            {0x2b0, 0x36f},
            {0x5b0, 0x5ea}, {0x620, 0x66f}, {0x900, 0x97f}, {0xe01, 0xe5b}, {0x1100, 0x11ff}, {0x1d2c, 0x1d6a}, {0x2000, 0x206f},
            {0x2070, 0x209c}, {0x2100, 0x218b}, {0x2460, 0x24ff}, {0x2776, 0x2793}, {0x3000, 0x30ff}, {0x3200, 0x33ff}, {0x4e00, 0x4e20},
            {0xac00, 0xac10}, {0xf900, 0xf910}, {0xfb00, 0xfb4f}, {0xfb50, 0xfdff}, {0xfe00, 0xfe0f}, {0xfe50, 0xfefc}, {0xff00, 0xffef},
            {0x1d400, 0x1d7ff}, {0x1f100, 0x1f189}, {0x1f468, 0x1f469}, {0x10ffff, 0x10ffff}};

    @Test
    void twice_is_once() {
        Random random = new Random(1);
        List<String> changed = new ArrayList<>();
        for (int i = 0; i < TEXTS; i++) {
            String text = text(random);
            String once = TextNormalizer.normalize(text);
            Locale locale = LOCALES[i % LOCALES.length];
            String said = SpokenForm.of(once, locale);
            check("at the door", once, TextNormalizer.normalize(once), text, changed);
            check("in words, " + locale, said, SpokenForm.of(said, locale), text, changed);
        }
        assertThat(changed).isEmpty();
    }

    private static void check(String step, String once, String twice, String text, List<String> changed) {
        if (!once.equals(twice)) {
            changed.add(step + ": " + escaped(text) + " is " + escaped(once) + ", then " + escaped(twice));
        }
    }

    @Test
    void ascii_without_times_and_telephone_numbers_stays() {
        Random random = new Random(2);
        for (int i = 0; i < TEXTS; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(30); n >= 0; n--) {
                text.append((char) (0x20 + random.nextInt(0x5f)));
            }
            String ascii = text.toString().replace(':', ';').replaceAll("[0-9]{5,}", "1").replaceAll("([0-9])[-./ (+]+(?=[0-9])", "$1,")
                    .replaceAll("(?i)tel|phon|fax|h", "x");
            assertThat(TextNormalizer.normalize(ascii)).isSameAs(ascii);
            assertThat(SpokenForm.of(ascii, LOCALES[i % LOCALES.length])).isEqualTo(ascii);
        }
    }

    /** Figures as Unicode's compatibility mapping has them, which has no context and puts nothing into words. */
    @Test
    void no_figure_is_lost() {
        Random random = new Random(3);
        for (int i = 0; i < TEXTS; i++) {
            String text = text(random).replaceAll("[\\x{2160}-\\x{218b}\\x{1f100}-\\x{1f10c}\\x{20e3}]", "x");
            String figures = figures(text);
            String normal = TextNormalizer.normalize(text);
            assertThat(figures(normal)).as("door, %s", escaped(text)).isEqualTo(figures);
            // Without words for numbers they are figures for engines, too; a fraction may have become a decimal.
            if (normal.indexOf('\u2044') < 0) {
                assertThat(figures(SpokenForm.of(normal, NO_RULES))).as("%s", escaped(text)).isEqualTo(figures);
            }
        }
    }

    @Test
    void what_can_be_spoken_is_not_lost_and_the_length_has_a_bound() {
        Random random = new Random(4);
        for (int i = 0; i < TEXTS; i++) {
            String text = signs(random);
            String normal = TextNormalizer.normalize(text);
            assertThat(normal.length()).as("%s", escaped(text)).isLessThanOrEqualTo(8 * text.length());
            assertThat(SpokenForm.of(normal, LOCALES[i % LOCALES.length]).length()).as("%s", escaped(normal))
                    .isLessThanOrEqualTo(32 * normal.length());
            // Half-width voicing marks count as letters and become marks, which need one.
            boolean letters = text.codePoints().filter(c -> c != 0xff9e && c != 0xff9f)
                    .anyMatch(c -> Character.isLetterOrDigit(c) || Character.getType(c) == Character.OTHER_NUMBER);
            assertThat(asciiLetters(normal)).as("%s", escaped(text)).isGreaterThanOrEqualTo(asciiLetters(text));
            assertThat(letters && normal.codePoints().noneMatch(Character::isLetterOrDigit)
                    && normal.codePoints().noneMatch(c -> Character.getType(c) == Character.OTHER_NUMBER)).as("%s", escaped(text))
                    .isFalse();
        }
    }

    static Stream<InputCost> inputs() {
        InputCost.Parser door = TextNormalizer::normalize;
        InputCost.Parser english = text -> SpokenForm.of(TextNormalizer.normalize(text), Locale.ENGLISH);
        InputCost.Parser french = text -> SpokenForm.of(TextNormalizer.normalize(text), Locale.FRENCH);
        InputCost.Parser none = text -> SpokenForm.of(TextNormalizer.normalize(text), NO_RULES);
        return Stream.of(new InputCost("marks", door, "a", "\u0301", ""),
                new InputCost("marks to be sorted", door, "a", "\u0301\u0323", ""),
                new InputCost("letters with marks", door, "", "u\u0308", ""), new InputCost("jamo", door, "", "\u1112\u1161\u11ab", ""),
                new InputCost("groups of digits", door, "1", "\u00a0000", ""),
                new InputCost("groups and a digit", door, "1", "\u00a0000", "1"),
                new InputCost("no-break spaces", door, "1", "\u00a0", "1"), new InputCost("raised figures", english, "m", "\u00b2", ""),
                new InputCost("raised figures apart", english, "", "m\u00b2 ", ""), new InputCost("Roman signs", door, "", "\u2160", ""),
                new InputCost("fractions", none, "", "\u00bd", ""), new InputCost("fraction slashes", none, "1", "\u20441", ""),
                new InputCost("minus signs", english, "", "\u2212", "5"), new InputCost("numero signs", english, "", "\u2116", ""),
                new InputCost("digits", english, "", "1", ""), new InputCost("noughts", english, "", "0", ""),
                new InputCost("digits with blanks", english, "", "0 ", ""), new InputCost("digits with hyphens", english, "", "012-", ""),
                new InputCost("brackets", english, "", "(", ""), new InputCost("brackets with digits", english, "", "(0", ""),
                new InputCost("plus signs", english, "", "+1", ""), new InputCost("colons", english, "", "1:", ""),
                new InputCost("seconds", english, "", "10:10:", ""), new InputCost("hours", french, "", "1 h ", "x"),
                new InputCost("letters before a figure", english, "", "a", "\u00b2"),
                new InputCost("letters before a number", english, "", "a", " 12345"),
                new InputCost("full width", english, "", "\uff0c", ""), new InputCost("quotes", door, "", "\u201c ", ""),
                new InputCost("half-width katakana", door, "\uff76", "\uff9e", ""), new InputCost("Chinese", english, "", "\u8bf7", ""));
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void it_costs_its_length_and_no_more(InputCost input) {
        input.check(SHORT);
    }

    /** Of letters with marks the letter counts, composed or not. */
    private static long asciiLetters(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD).chars().filter(c -> c < 0x80 && Character.isLetter(c)).count();
    }

    /** Ends with a letter, so that nothing is trimmed or left alone. */
    private static String text(Random random) {
        return signs(random) + "a";
    }

    private static String signs(Random random) {
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(12); n >= 0; n--) {
            int[] block = BLOCKS[random.nextInt(BLOCKS.length)];
            int c = block[0] + random.nextInt(block[1] - block[0] + 1);
            if (Character.isDefined(c) && !Character.isISOControl(c)) {
                text.appendCodePoint(c);
            }
        }
        return text.toString();
    }

    @SuppressWarnings("CharacterGetNumericValue") // Circled numbers are what it is asked for.
    private static String figures(String text) {
        StringBuilder figures = new StringBuilder();
        text.codePoints().forEach(c -> {
            // Negative circled numbers have no mapping.
            boolean circled = c >= 0x2776 && c <= 0x2793 || c >= 0x24ea && c <= 0x24ff || c >= 0x3220 && c <= 0x3229
                    || c >= 0x3280 && c <= 0x3289 || c >= 0x3248 && c <= 0x324f;
            String plain = circled
                    ? String.valueOf(Character.getNumericValue(c))
                    : Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC);
            plain.codePoints().filter(Character::isDigit).map(d -> Character.digit(d, 10)).forEach(figures::append);
        });
        return figures.toString();
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> escaped.append(c >= 0x20 && c < 0x7f ? Character.toString(c) : String.format("<%x>", c)));
        return escaped.toString();
    }
}
