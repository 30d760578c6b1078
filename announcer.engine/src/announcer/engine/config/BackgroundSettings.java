package announcer.engine.config;

import java.util.regex.Pattern;

import announcer.api.stream.Urls;

/**
 * The sound behind a channel's announcements. Immutable.
 *
 * @param source a folder with files, relative to the folder of sounds, or absolute; or the URL of a stream; empty: there is none
 * @param gainDb level of the source, from its own
 * @param duckDb on top of that while something is spoken; {@link #STANDS_STILL}: it is not heard meanwhile, and goes on where it was
 */
public record BackgroundSettings(String source, double gainDb, double duckDb) {
    /** In place of a number of decibels. */
    public static final double STANDS_STILL = -60;
    /** None. */
    public static final BackgroundSettings SILENT = new BackgroundSettings("", 0, 0);

    private static final Pattern URL = Pattern.compile("(https?|rtsps?)://[^\\s/]\\S*", Pattern.CASE_INSENSITIVE);

    /** Whether there is a source. */
    public boolean isSet() {
        return !source.isEmpty();
    }

    /** Whether the source is a URL, right or wrong; else it is a folder. */
    public boolean isStream() {
        return source.contains("://");
    }

    /** Whether the URL is one that can be played. */
    boolean isPlayable() {
        return URL.matcher(source).matches();
    }

    /** The source as it may be shown: without credentials, nor the query of a URL, which may be a right to play. */
    public String name() {
        int query = isStream() ? source.indexOf('?') : -1;
        return isStream() ? Urls.masked(query < 0 ? source : source.substring(0, query) + "?***") : source;
    }

    /** The factor while nothing is spoken. */
    public float level() {
        return (float) Math.pow(10, gainDb / 20);
    }

    /** The factor while something is. */
    public float ducked() {
        return duckDb <= STANDS_STILL ? 0 : (float) Math.pow(10, (gainDb + duckDb) / 20);
    }
}
