package announcer.app.launcher;

import java.nio.file.Path;

/** The home's path as logback wants it in the names of rolled log files, where % begins a conversion word. */
final class LogNamePattern {
    /** What conf/logback.xml names. */
    static final String PROPERTY = "announcer.home.pattern";

    private LogNamePattern() {
    }

    static String of(Path home) {
        return home.toString().replace("%", "\\%").replace(")", "\\)");
    }
}
