package announcer.lexicon.word;

import java.util.HashMap;
import java.util.Map;

import announcer.lib.text.Excerpt;

/**
 * J. C. Wells's X-SAMPA (1995, University College London), which writes the International Phonetic Alphabet in ASCII: what can be written with any
 * keyboard becomes what engines are given.
 */
final class XSampa {
    static final String ALPHABET = "x-sampa";
    private static final int EXCERPT = 40;
    private static final int LONGEST_SYMBOL = 4;
    /** Symbols that are not the letter itself. */
    private static final Map<String, String> SYMBOLS = symbols("""
            A ɑ B β C ç D ð E ɛ F ɱ G ɣ H ɥ I ɪ J ɲ K ɬ L ʎ M ɯ N ŋ O ɔ P ʋ
            Q ɒ R ʁ S ʃ T θ U ʊ V ʌ W ʍ X χ Y ʏ Z ʒ g ɡ 1 ɨ 2 ø 3 ɜ 4 ɾ 5 ɫ
            6 ɐ 7 ɤ 8 ɵ 9 œ & ɶ { æ } ʉ @ ə ? ʔ " ˈ % ˌ : ː ' ʲ = \u0329 ~ \u0303 . .
            b_< ɓ d` ɖ d_< ɗ g_< ɠ h\\ ɦ j\\ ʝ l` ɭ l\\ ɺ n` ɳ p\\ ɸ r` ɽ r\\ ɹ
            r\\` ɻ s` ʂ s\\ ɕ t` ʈ v\\ ʋ x\\ ɧ z` ʐ z\\ ʑ B\\ ʙ G\\ ɢ G\\_< ʛ H\\ ʜ
            I\\ ɪ\u0308 J\\ ɟ J\\_< ʄ K\\ ɮ L\\ ʟ M\\ ɰ N\\ ɴ O\\ ʘ R\\ ʀ U\\ ʊ\u0308 X\\ ħ
            3\\ ɞ @\\ ɘ ?\\ ʕ <\\ ʢ >\\ ʡ !\\ ǃ |\\ ǀ |\\|\\ ǁ =\\ ǂ :\\ ˑ -\\ ‿ @` ɚ
            _\" \u0308 _+ \u031f _- \u0320 _0 \u0325 _= \u0329 _> ʼ _\\ \u0302 _^ \u032f _} \u031a ` ˞ _~ \u0303 _A \u0318 _a \u033a
            _c \u031c _d \u032a _e \u0334 _G ˠ _h ʰ _j ʲ _k \u0330 _l ˡ _m \u033b _N \u033c _n ⁿ _O \u0339 _o \u031e
            _q \u0319 _r \u031d _t \u0324 _v \u032c _w ʷ _x \u033d _? ˤ""");

    private XSampa() {
    }

    private static Map<String, String> symbols(String table) {
        String[] words = table.strip().split("\\s+");
        Map<String, String> symbols = new HashMap<>();
        for (int i = 0; i < words.length; i += 2) {
            symbols.put(words[i], words[i + 1]);
        }
        return Map.copyOf(symbols);
    }

    /**
     * The same in the International Phonetic Alphabet.
     *
     * @throws IllegalArgumentException when there is something in it that is no symbol; the message says what
     */
    static String ipa(String written) {
        String text = written.strip();
        StringBuilder ipa = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            int end = Math.min(text.length(), i + LONGEST_SYMBOL);
            while (end > i && !SYMBOLS.containsKey(text.substring(i, end))) {
                end--;
            }
            char c = text.charAt(i);
            if (end > i) {
                ipa.append(SYMBOLS.get(text.substring(i, end)));
                i = end;
            } else if (c >= 'a' && c <= 'z') {
                ipa.append(c);
                i++;
            } else if (Character.isWhitespace(c) || c == '-') {
                // What parts sounds and syllables says nothing of their sound.
                i++;
            } else {
                throw new IllegalArgumentException(
                        Excerpt.quoted(text, EXCERPT) + " has \"" + c + "\" in it, which is no symbol of X-SAMPA");
            }
        }
        return ipa.toString();
    }
}
