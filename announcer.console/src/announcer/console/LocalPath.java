package announcer.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import announcer.api.access.Scope;
import announcer.api.access.Session;
import jakarta.servlet.http.HttpServletRequest;

/** Paths that somebody is sent on to after a login: our own only. */
final class LocalPath {
    /** The page after a login that no other page led to. */
    static final String HOME = "/system/console/announcer";
    /** The page of who is no administrator. */
    static final String DESK = "/";
    private static final String CONSOLE = "/system/console";
    private static final int LONGEST = 1_000;

    private LocalPath() {
    }

    /** The path when it is one of ours, else {@link #HOME}. What a browser could read as another host, or as a line break, is none. */
    static String of(String to) {
        boolean ours = to != null && to.length() <= LONGEST && to.matches("/(?![/\\\\])[\\x21-\\x7e&&[^\\\\\"<>]]*")
                && !to.startsWith("/login");
        return ours ? to : HOME;
    }

    /** Where somebody is led who has just logged in: to the path, but not into the console when that is not open to them. */
    static String after(Session session, String to) {
        return to.startsWith(CONSOLE) && !session.caller().may(Scope.ADMINISTER) ? DESK : to;
    }

    /** This request's path, as a parameter that {@link #of} is asked about later. */
    static String encoded(HttpServletRequest request) {
        String query = request.getQueryString();
        return encoded(query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query);
    }

    static String encoded(String to) {
        return URLEncoder.encode(of(to), StandardCharsets.UTF_8);
    }
}
