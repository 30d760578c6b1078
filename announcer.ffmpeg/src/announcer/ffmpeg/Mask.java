package announcer.ffmpeg;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import announcer.api.stream.Urls;

/** Hides the credentials of one destination, in URLs and also where they stand alone. */
final class Mask implements UnaryOperator<String> {
    private static final Pattern USER_INFO = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*://(?<info>[^/\\s]*)@");
    // Hiding a password of one or two letters wherever they occur would make every line unreadable and hide nothing.
    private static final int SHORTEST_PASSWORD = 3;

    private final String userInfo;
    private final String password;

    Mask(String destination) {
        Matcher matcher = USER_INFO.matcher(destination);
        userInfo = matcher.find() ? matcher.group("info") : "";
        password = userInfo.substring(userInfo.indexOf(':') + 1);
    }

    @Override
    public String apply(String text) {
        String masked = Urls.masked(text);
        if (!userInfo.isEmpty() && userInfo.indexOf(':') >= 0) {
            masked = masked.replace(userInfo, "***");
            if (password.length() >= SHORTEST_PASSWORD) {
                masked = masked.replace(password, "***");
            }
        }
        return masked;
    }
}
