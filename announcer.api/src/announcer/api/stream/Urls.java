package announcer.api.stream;

import java.util.regex.Pattern;

/** Handling of URLs that may carry credentials, the same in all bundles. */
public final class Urls {
    // Everything up to the last @ before the path: a password may itself hold an @. A scheme is short and begins at a boundary, or a
    // long line without a URL would be searched in quadratic time.
    private static final Pattern USER_INFO = Pattern
            .compile("(?<![A-Za-z0-9+.-])(?<scheme>[A-Za-z][A-Za-z0-9+.-]{0,15}+://)[^/\\s]*@");

    private Urls() {
    }

    /** The text with the credentials of every URL in it replaced by {@code ***}: {@code rtsp://***@host/path}. */
    public static String masked(String text) {
        return USER_INFO.matcher(text).replaceAll("${scheme}***@");
    }
}
