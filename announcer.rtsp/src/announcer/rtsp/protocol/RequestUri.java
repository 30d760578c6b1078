package announcer.rtsp.protocol;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a request.
 *
 * @param base scheme, host and port: {@code rtsp://127.0.0.1:8554}
 * @param path what follows, without slashes at its ends or empty segments, without a query
 */
public record RequestUri(String base, String path, String query) {
    private static final Pattern URI = Pattern
            .compile(
                    "(?i)(?<scheme>rtspu?)://(?:[^/@]*@)?(?<host>[A-Za-z0-9.:_%\\[\\]-]+)(?:/(?<path>[^?#]*))?(?:\\?(?<query>[^#]*))?(?:#.*)?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_~-][A-Za-z0-9._~-]*(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*");
    private static final Pattern TRACK = Pattern.compile("(?<path>.*)/trackID=(?<index>\\d{1,3})");
    private static final int MAX_NAME = 200;
    private static final String PROBE = "probe=";

    public static RequestUri parse(String uri) throws RtspException {
        Matcher matcher = URI.matcher(uri);
        if (!matcher.matches()) {
            throw RtspException.badRequest("The address of the request is not rtsp://host/path.");
        }
        String path = matcher.group("path") == null ? "" : matcher.group("path");
        try {
            // A plus stays a plus: this is a path and not a form.
            path = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw RtspException.badRequest("The path of the request has a broken % escape.");
        }
        if (path.chars().anyMatch(Character::isISOControl)) {
            throw RtspException.badRequest("The path of the request has a control character.");
        }
        return new RequestUri(matcher.group("scheme").toLowerCase(Locale.ROOT) + "://" + matcher.group("host"), withoutEmptySegments(path),
                matcher.group("query") == null ? "" : matcher.group("query"));
    }

    /** Players put one slash too many between a stream and its track. Each character is looked at once: a pattern for slashes would look at many of them again and again. */
    private static String withoutEmptySegments(String path) {
        StringBuilder kept = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c != '/' || kept.length() > 0 && kept.charAt(kept.length() - 1) != '/') {
                kept.append(c);
            }
        }
        if (kept.length() > 0 && kept.charAt(kept.length() - 1) == '/') {
            kept.setLength(kept.length() - 1);
        }
        return kept.toString();
    }

    /** The path, which is a stream's name. */
    public String stream() throws RtspException {
        if (path.length() > MAX_NAME || !NAME.matcher(path).matches()) {
            throw RtspException.notFound("A stream's path has 1 to " + MAX_NAME + " letters, digits and . _ ~ - between slashes.");
        }
        return path;
    }

    /** The query that a probe of ours comes with. */
    public static String probe(String right) {
        return PROBE + right;
    }

    /** The right that a probe of ours shows; empty when it shows none. */
    public Optional<String> probe() {
        return query.startsWith(PROBE) ? Optional.of(query.substring(PROBE.length())) : Optional.empty();
    }

    /** Returns the address of a track for players. */
    public static String control(int track) {
        return "trackID=" + track;
    }

    /** The address of a stream whose track a player addresses. */
    public RequestUri withoutTrack() {
        Matcher matcher = TRACK.matcher(path);
        return matcher.matches() ? new RequestUri(base, matcher.group("path"), query) : this;
    }

    /** Which track a player addresses. */
    public int track(int tracks) throws RtspException {
        Matcher matcher = TRACK.matcher(path);
        int index = matcher.matches() ? Integer.parseInt(matcher.group("index")) : 0;
        if (index >= tracks || (!matcher.matches() && tracks > 1)) {
            throw RtspException.notFound("The stream has " + tracks + " tracks, addressed as trackID=0 and so on.");
        }
        return index;
    }

    /** Which track a publisher addresses, by what it announced. */
    public int announced(String stream, List<TrackDescription> tracks) throws RtspException {
        for (int i = 0; i < tracks.size(); i++) {
            String control = tracks.get(i).control();
            if (path.equals(withoutEmptySegments(stream + "/" + control))
                    || (control.contains("://") && path.equals(parse(control).path()))) {
                return i;
            }
        }
        if (tracks.size() == 1 && path.equals(stream)) {
            return 0;
        }
        throw RtspException.notFound("No announced track has the control address of this request.");
    }

    @Override
    public String toString() {
        return base + "/" + path;
    }
}
