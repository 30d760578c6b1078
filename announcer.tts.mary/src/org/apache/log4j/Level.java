package org.apache.log4j;

/** The levels that MaryTTS knows by name. */
public final class Level extends Priority {
    public static final Level DEBUG = new Level("DEBUG");
    public static final Level INFO = new Level("INFO");
    public static final Level WARN = new Level("WARN");
    public static final Level ERROR = new Level("ERROR");

    private Level(String name) {
        super(name);
    }
}
