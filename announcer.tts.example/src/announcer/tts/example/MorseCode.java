package announcer.tts.example;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * International Morse code (ITU-R M.1677). The unit of time is the dot: a dash is 3 units, the gap within a letter 1, between letters 3,
 * between words 7.
 */
final class MorseCode {
    private static final String LETTERS = """
            A .-    B -...  C -.-.  D -..   E .     F ..-.  G --.   H ....  I ..    J .---  K -.-   L .-..  M --
            N -.    O ---   P .--.  Q --.-  R .-.   S ...   T -     U ..-   V ...-  W .--   X -..-  Y -.--  Z --..
            0 ----- 1 .---- 2 ..--- 3 ...-- 4 ....- 5 ..... 6 -.... 7 --... 8 ---.. 9 ----.
            """;
    /** Sent between letters and digits only: alone they say nothing. */
    private static final String SIGNS = """
            . .-.-.- , --..-- ? ..--.. / -..-. - -....- = -...- + .-.-. : ---... @ .--.-. ' .----. ( -.--. ) -.--.- " .-..-. \u00d7 -..-
            """;
    private static final Map<Integer, String> KEYING = keyingOf((LETTERS + SIGNS).strip().split("\\s+"));
    private static final String DEGREES = "°‰";
    private static final String LETTER_GAP = "000";
    private static final String WORD_GAP = "0000000";

    private MorseCode() {
    }

    private static Map<Integer, String> keyingOf(String... signsAndCodes) {
        Map<Integer, String> keying = new HashMap<>();
        for (int i = 0; i < signsAndCodes.length; i += 2) {
            // Each dot and dash with the gap before it; the first has none.
            String code = signsAndCodes[i + 1].replace(".", "01").replace("-", "0111").substring(1);
            keying.put(signsAndCodes[i].codePointAt(0), code);
        }
        return Map.copyOf(keying);
    }

    /**
     * Returns the first word with something in it that is to be said and has no sign here: a letter, a figure, a currency. Punctuation and
     * pictures say nothing. Empty when every word can be sent.
     */
    static Optional<String> unknown(String text) {
        return Stream.of(text.split("[\\s\\p{Z}]+")).filter(word -> plain(word).codePoints().anyMatch(MorseCode::isUnknown)).findFirst();
    }

    private static boolean isUnknown(int c) {
        boolean said = Character.isLetterOrDigit(c) || Character.getType(c) == Character.CURRENCY_SYMBOL || DEGREES.indexOf(c) >= 0;
        return said && !KEYING.containsKey(c);
    }

    /** In capitals, without accents and ligatures; a percent sign as the code has it, a fraction as a number of its own, all dashes alike. */
    private static String plain(String text) {
        String apart = text.replaceAll("(?=[\\p{No}\\p{Nl}])", " ").replace("%", " 0/0");
        return Normalizer.normalize(apart, Normalizer.Form.NFKD).replace('\u2044', '/').replaceAll("[\u2010-\u2015\u2212]", "-")
                .toUpperCase(Locale.ROOT);
    }

    /**
     * The key over time, one character for each unit: 1 is down, 0 is up. "ET" is {@code 1000111}. What the code has no sign for is left
     * out, see {@link #unknown}; accents are. Empty when there is no letter and no digit.
     */
    static String keying(String text) {
        StringBuilder all = new StringBuilder();
        boolean speakable = false;
        for (String word : plain(text).split("\\s+")) {
            String gap = WORD_GAP;
            for (int c : word.codePoints().toArray()) {
                String keyed = KEYING.get(c);
                if (keyed != null) {
                    all.append(all.isEmpty() ? "" : gap).append(keyed);
                    gap = LETTER_GAP;
                    speakable = speakable || Character.isLetterOrDigit(c);
                }
            }
        }
        return speakable ? all.toString() : "";
    }
}
