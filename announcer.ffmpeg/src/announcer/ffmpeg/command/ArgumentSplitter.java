package announcer.ffmpeg.command;

import java.util.ArrayList;
import java.util.List;

/** Splits a line into arguments: blanks separate, single or double quotes keep together. Nothing is expanded: no shell is ever involved. */
public final class ArgumentSplitter {
    private ArgumentSplitter() {
    }

    /** @throws IllegalArgumentException when a quote is not closed */
    public static List<String> split(String line) {
        List<String> arguments = new ArrayList<>();
        StringBuilder argument = new StringBuilder();
        boolean begun = false;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    argument.append(c);
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
                begun = true;
            } else if (Character.isWhitespace(c)) {
                if (begun) {
                    arguments.add(argument.toString());
                }
                argument.setLength(0);
                begun = false;
            } else {
                argument.append(c);
                begun = true;
            }
        }
        if (quote != 0) {
            throw new IllegalArgumentException("outputOptions: a quote is not closed in: " + line);
        }
        if (begun) {
            arguments.add(argument.toString());
        }
        return arguments;
    }
}
