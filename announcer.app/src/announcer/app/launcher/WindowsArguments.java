package announcer.app.launcher;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a command line as Windows programs do: blanks separate, double quotes keep together, a backslash counts only before a quote.
 * The Java launcher of Windows hands over arguments in the code page of the machine, so that text in another script arrives as question marks;
 * {@code announcer.cmd} hands over its own command line in the environment, which is Unicode.
 */
final class WindowsArguments {
    /** The environment variable that holds the command line. */
    static final String VARIABLE = "ANNOUNCER_ARGUMENTS";

    private WindowsArguments() {
    }

    static List<String> split(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean begun = false;
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            int backslashes = 0;
            while (i < line.length() && line.charAt(i) == '\\') {
                backslashes++;
                i++;
            }
            if (backslashes > 0) {
                boolean beforeQuote = i < line.length() && line.charAt(i) == '"';
                word.append("\\".repeat(beforeQuote ? backslashes / 2 : backslashes));
                begun = true;
                if (beforeQuote && backslashes % 2 == 1) {
                    word.append('"');
                } else {
                    // What stopped the backslashes is looked at next.
                    i--;
                }
            } else if (c == '"') {
                begun = true;
                if (quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                    word.append('"');
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (!quoted && (c == ' ' || c == '\t')) {
                if (begun) {
                    words.add(word.toString());
                }
                word.setLength(0);
                begun = false;
            } else {
                word.append(c);
                begun = true;
            }
        }
        if (begun) {
            words.add(word.toString());
        }
        return words;
    }
}
