package announcer.tts.system;

import java.text.Normalizer;
import java.util.Locale;

import com.ibm.icu.text.UnicodeSet;
import com.ibm.icu.util.LocaleData;
import com.ibm.icu.util.ULocale;

/** Letters with rare accents without them: of Nguyễn espeak-ng's other languages spell "letter one E C five". Safe for any thread. */
final class LatinLetters {
    /** Letters before this one have names in all languages. */
    private static final int RARE = 0x180;
    /** The end of what pinyin may need: ǎ. */
    private static final int RARE_IN_CHINESE = 0x1e00;

    private LatinLetters() {
    }

    static String folded(String text, Locale voice) {
        int rare = voice.getLanguage().equals("zh") ? RARE_IN_CHINESE : RARE;
        if (text.codePoints().noneMatch(c -> isRare(c, rare))) {
            return text;
        }
        UnicodeSet own = LocaleData.getExemplarSet(ULocale.forLocale(voice), 0, LocaleData.ES_STANDARD);
        StringBuilder folded = new StringBuilder();
        text.codePoints()
                .forEach(c -> folded.append(isRare(c, rare) && !own.contains(Character.toLowerCase(c)) ? base(c) : Character.toString(c)));
        return folded.toString();
    }

    private static boolean isRare(int c, int rare) {
        return c >= rare && Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN;
    }

    private static String base(int c) {
        return Normalizer.normalize(Character.toString(c), Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    }
}
