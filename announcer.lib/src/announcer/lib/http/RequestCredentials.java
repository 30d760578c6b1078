package announcer.lib.http;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import announcer.api.access.AccessControl;
import announcer.api.access.Caller;
import announcer.api.access.Credential;
import announcer.api.access.HttpCredentials;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;

/** The parts of a servlet request that tell who sends it, and from which page. */
public final class RequestCredentials {
    private RequestCredentials() {
    }

    /** The credentials of a request, its headers as they were received. */
    public static HttpCredentials of(HttpServletRequest request) {
        return HttpCredentials.of(request.getMethod(), request.getScheme(), request.getRemoteAddr(), request::getHeader, session(request));
    }

    /** The origin of a request without its credentials: for a login, which has none yet. */
    public static HttpCredentials withoutCredentials(HttpServletRequest request) {
        return with(of(request), Optional.empty(), Optional.empty());
    }

    /**
     * The credentials of a form that was sent without a script: the session's token is in its hidden field {@code csrf}. A password that the
     * browser adds to the request does not count.
     */
    public static HttpCredentials ofForm(HttpServletRequest request) {
        return with(of(request), session(request), Optional.ofNullable(request.getParameter("csrf")));
    }

    private static HttpCredentials with(HttpCredentials all, Optional<String> session, Optional<String> csrf) {
        return new HttpCredentials(all.method(), all.ownOrigin(), all.address(), Optional.empty(), session, csrf, all.origin(),
                all.fetchSite());
    }

    /** The value of the session's cookie. */
    public static Optional<String> session(HttpServletRequest request) {
        return Stream.ofNullable(request.getCookies()).flatMap(Arrays::stream).filter(c -> c.getName().equals(AccessControl.COOKIE))
                .map(Cookie::getValue).findFirst();
    }

    /** Whether a request has any credentials, right or wrong. */
    public static boolean arePresent(HttpServletRequest request) {
        return request.getHeader("Authorization") != null || session(request).isPresent();
    }

    /** A caller without credentials, known by its IP address. */
    public static Caller anonymous(HttpServletRequest request) {
        return new Caller("-", Set.of(), Credential.SESSION, request.getRemoteAddr());
    }

    /**
     * Whether a page's script, or a browser, sends the request. Such a request must not be challenged for Basic: the browser would ask with
     * a dialog of its own, and keep the password until it is closed.
     */
    public static boolean isFromBrowser(HttpServletRequest request) {
        return request.getHeader("Sec-Fetch-Mode") != null;
    }
}
