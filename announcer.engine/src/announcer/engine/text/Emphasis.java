package announcer.engine.text;

import java.util.Locale;

/** The levels of SSML's {@code emphasis}, and the absence of one. */
public enum Emphasis {
    UNMARKED, NONE, REDUCED, MODERATE, STRONG;

    /** The value of the attribute {@code level}. */
    String level() {
        return name().toLowerCase(Locale.ROOT);
    }
}
