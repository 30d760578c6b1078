package announcer.tts.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import announcer.api.speech.Voice;

/** What is wrong with the tokens that voices were given. One thread. */
final class Findings {
    private static final int SHOWN = 25;

    private final List<String> found = new ArrayList<>();
    private final Map<String, Integer> refused = new TreeMap<>();
    private final List<String> all = new ArrayList<>();

    void add(String text, String token, String what) {
        found.add("[" + token + "] of \"" + inOneLine(text) + "\" " + what);
    }

    static String inOneLine(String text) {
        return text.replace("\n", "\\n").replace("\t", "\\t");
    }

    void refused(String token) {
        refused.merge(token, 1, Integer::sum);
    }

    /** Prints a line with what was found since the last. */
    void tell(Voice voice, String what, int of, long seed) {
        String line = voice.id() + ", " + what + " of " + of + " texts with -Dtokens.seed=" + seed + ": " + found.size()
                + " wrong; refused: "
                + (refused.isEmpty() ? "none" : refused);
        System.out.println(line);
        if (!found.isEmpty()) {
            all.add(line);
            all.addAll(found.subList(0, Math.min(SHOWN, found.size())));
        }
        found.clear();
        refused.clear();
    }

    /** Fails when anything was wrong. */
    void verify() {
        assertThat(String.join("\n", all)).as("tokens that are dropped, or refused without a reason").isEmpty();
    }
}
