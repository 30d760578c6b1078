package announcer.app.launcher;

import java.nio.file.Path;

/**
 * A path as FileInstall reads it from a framework property. FileInstall takes commas for the ends of paths, then replaces variables
 * <code>${name}</code>, then takes a backslash before a brace or a backslash away. It cannot be given a path with {@code $__}.
 */
final class FileInstallPath {
    /** The framework property that holds a comma: variables are replaced when the paths have been parted. */
    static final String COMMA = "announcer.comma";

    private FileInstallPath() {
    }

    static String of(Path path) {
        return path.toString().replaceAll("[\\\\{}]", "\\\\$0").replace(",", "${" + COMMA + "}");
    }
}
