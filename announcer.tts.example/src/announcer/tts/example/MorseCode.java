package announcer.tts.example;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

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
            . .-.-.- , --..-- ? ..--.. / -..-. - -....- = -...- + .-.-. : ---... @ .--.-.
            """;
    private static final Map<Integer, String> KEYING = keyingOf((LETTERS + SIGNS).strip().split("\\s+"));
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
     * The key over time, one character for each unit: 1 is down, 0 is up. "ET" is {@code 1000111}. What the code has no sign for is left
     * out; accents are. Empty when there is no letter and no digit.
     */
    static String keying(String text) {
        StringBuilder all = new StringBuilder();
        boolean speakable = false;
        for (String word : Normalizer.normalize(text, Normalizer.Form.NFKD).toUpperCase(Locale.ROOT).split("\\s+")) {
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
