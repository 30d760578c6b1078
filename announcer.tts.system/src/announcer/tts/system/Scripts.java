package announcer.tts.system;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import com.ibm.icu.lang.UScript;
import com.ibm.icu.util.ULocale;

/**
 * Which words a voice would not speak but describe or drop: espeak-ng's English reads 你好 as "Chinese letter, Chinese letter", and Thai by the
 * numbers of its characters. Refused here, they go to a voice that can read them, or fail with a reason.
 */
final class Scripts {
    private Scripts() {
    }

    /**
     * Returns the first word with a letter that the voice does not say; empty when there is none.
     *
     * @param said scripts that the program says in every language; COMMON and INHERITED, which belong to all, need not be among them
     */
    static Optional<String> unsaid(String text, Set<UnicodeScript> said) {
        if (text.chars().allMatch(c -> c < 0x250)) {
            return Optional.empty();
        }
        return Stream.of(text.split("[\\s\\p{Z}\\p{P}]+")).flatMap(Scripts::runs)
                .filter(run -> run.codePoints().anyMatch(c -> isUnsaid(c, said))).findFirst();
    }

    /** Chinese has no spaces: a word ends where the script changes. */
    private static Stream<String> runs(String word) {
        Stream.Builder<String> runs = Stream.builder();
        int from = 0;
        for (int at = 0; at < word.length(); at += Character.charCount(word.codePointAt(at))) {
            UnicodeScript script = UnicodeScript.of(word.codePointAt(at));
            if (at > 0 && script != UnicodeScript.of(word.codePointBefore(at)) && script != UnicodeScript.INHERITED) {
                runs.add(word.substring(from, at));
                from = at;
            }
        }
        return runs.add(word.substring(from)).build();
    }

    private static boolean isUnsaid(int c, Set<UnicodeScript> said) {
        UnicodeScript script = UnicodeScript.of(c);
        return Character.isLetterOrDigit(c) && script != UnicodeScript.COMMON && script != UnicodeScript.INHERITED
                && !said.contains(script);
    }

    /** The scripts that a language is written in. */
    static Set<UnicodeScript> of(Locale language) {
        Set<UnicodeScript> scripts = EnumSet.of(UnicodeScript.LATIN);
        int[] codes = UScript.getCode(ULocale.forLocale(language));
        for (int code : codes == null ? new int[0] : codes) {
            scripts.add(UnicodeScript.forName(UScript.getShortName(code)));
        }
        return scripts;
    }
}
