package announcer.ffmpeg.supervisor;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import announcer.api.stream.Urls;

/** Hides the credentials of one destination, in URLs and also where they stand alone. */
public final class CredentialMask implements UnaryOperator<String> {
    private static final Pattern USER_INFO = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*://(?<info>[^/\\s]*)@");
    // Hiding a password of one or two letters wherever they occur would make every line unreadable and hide nothing.
    private static final int SHORTEST_PASSWORD = 3;

    private final String userInfo;
    private final String password;

    /** @param destination the URL whose credentials are hidden */
    public CredentialMask(String destination) {
        Matcher matcher = USER_INFO.matcher(destination);
        userInfo = matcher.find() ? matcher.group("info") : "";
        password = userInfo.substring(userInfo.indexOf(':') + 1);
    }

    @Override
    public String apply(String text) {
        String masked = maskedUrls(text);
        if (!userInfo.isEmpty() && userInfo.indexOf(':') >= 0) {
            masked = masked.replace(userInfo, "***");
            if (password.length() >= SHORTEST_PASSWORD) {
                masked = masked.replace(password, "***");
            }
        }
        return masked;
    }

    /**
     * As {@link Urls#masked}, one URL at a time: that looks for a scheme at every letter, which takes a quarter of a second for a flood's 4 KB
     * line without one.
     */
    private static String maskedUrls(String text) {
        StringBuilder masked = new StringBuilder();
        int from = 0;
        for (int colon = text.indexOf("://"); colon >= 0; colon = text.indexOf("://", from)) {
            int end = colon + 3;
            while (end < text.length() && text.charAt(end) != '/' && !Character.isWhitespace(text.charAt(end))) {
                end++;
            }
            // The letter before is enough of a scheme: the text that a URL stands in is kept as it is.
            String url = (colon > from ? text.charAt(colon - 1) : 'x') + text.substring(colon, end);
            masked.append(text, from, Math.max(from, colon - 1)).append(colon > from ? Urls.masked(url) : Urls.masked(url).substring(1));
            from = end;
        }
        return masked.append(text, from, text.length()).toString();
    }
}
