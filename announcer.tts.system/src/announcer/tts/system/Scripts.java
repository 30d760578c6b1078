package announcer.tts.system;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Which texts a voice would not speak but describe: espeak-ng's English reads 你好 as "Chinese letter, Chinese letter". Refused here, they
 * go to a voice that can read them, or fail with a reason.
 */
final class Scripts {
    private static final Set<UnicodeScript> EAST_ASIAN = EnumSet.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA,
            UnicodeScript.HANGUL, UnicodeScript.BOPOMOFO);
    private static final Set<String> EAST_ASIAN_LANGUAGES = Set.of("zh", "cmn", "yue", "hak", "nan", "wuu", "ja", "ko");

    private Scripts() {
    }

    /** Whether all letters of a text are East Asian and the voice's language is not. */
    static boolean areForeign(String text, Locale voice) {
        if (EAST_ASIAN_LANGUAGES.contains(voice.getLanguage())) {
            return false;
        }
        int[] letters = text.codePoints().filter(Character::isLetterOrDigit).toArray();
        for (int c : letters) {
            if (!EAST_ASIAN.contains(UnicodeScript.of(c))) {
                return false;
            }
        }
        return letters.length > 0;
    }
}
