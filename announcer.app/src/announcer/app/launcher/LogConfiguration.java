package announcer.app.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import announcer.app.home.HomeFolder;

/**
 * The configuration of the log: {@code conf/logback.xml}. One that names the log files by the variable {@code announcer.home}, as the
 * product's own did once, is of no use where the home's path holds what logback takes for its own and knows no escape for: then nothing at
 * all would be logged, and the product's counts.
 *
 * @param url where logback reads it
 * @param warning a line for the administrator, when it is not the home's
 */
record LogConfiguration(String url, Optional<String> warning) {
    private static final String NAME = "logback.xml";
    private static final String VARIABLE = "${" + FrameworkProperties.HOME + "}";

    /** @param defaults the folder of the product's configuration */
    static LogConfiguration of(HomeFolder home, Path defaults) throws IOException {
        Path own = home.conf().resolve(NAME);
        if (readable(home.folder().toString()) || !Files.exists(own)
                || !Files.readString(own, StandardCharsets.ISO_8859_1).contains(VARIABLE)) {
            return new LogConfiguration(url(own), Optional.empty());
        }
        Path products = defaults.resolve(NAME);
        return new LogConfiguration(url(products),
                Optional.of(own + " does not count: it names files by " + VARIABLE + ", and logback cannot read the path "
                        + home.folder() + " there. " + products + " counts, whose appenders can: take them over"));
    }

    /** A plus is escaped, which URLs do not need: logback takes it for a blank where it looks for changes. */
    private static String url(Path file) {
        return file.toUri().toString().replace("+", "%2B");
    }

    /** Whether logback finds the path behind a variable, and in a file name pattern, as it is. */
    static boolean readable(String path) {
        return !path.contains("%") && !path.contains("${") && !path.contains(":-") && !path.endsWith("$") && !path.endsWith(":")
                && balanced(path);
    }

    private static boolean balanced(String path) {
        int open = 0;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            open += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (open < 0) {
                return false;
            }
        }
        return open == 0;
    }
}
