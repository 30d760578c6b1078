package announcer.engine.config;

/**
 * The sound behind a channel's announcements. Immutable.
 *
 * @param folder with its files, relative to the folder of sounds, or absolute; empty: there is none
 * @param gainDb of its files
 * @param duckDb on top of that while something is spoken; {@link #STANDS_STILL}: it is not heard meanwhile, and goes on where it was
 */
public record BackgroundSettings(String folder, double gainDb, double duckDb) {
    /** In place of a number of decibels. */
    public static final double STANDS_STILL = -60;
    /** None. */
    public static final BackgroundSettings SILENT = new BackgroundSettings("", 0, 0);

    /** The factor while nothing is spoken. */
    public float level() {
        return (float) Math.pow(10, gainDb / 20);
    }

    /** The factor while something is. */
    public float ducked() {
        return duckDb <= STANDS_STILL ? 0 : (float) Math.pow(10, (gainDb + duckDb) / 20);
    }
}
