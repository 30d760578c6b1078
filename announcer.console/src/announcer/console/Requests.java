package announcer.console;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

import announcer.api.access.AccessControl;
import announcer.api.access.Caller;
import announcer.api.access.Credential;
import announcer.api.access.HttpCredentials;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;

/** What of a request tells who sends it. */
final class Requests {
    private Requests() {
    }

    static HttpCredentials credentials(HttpServletRequest request) {
        return HttpCredentials.of(request.getMethod(), request.getScheme(), request.getRemoteAddr(), request::getHeader, session(request));
    }

    /** Only where it comes from. */
    static HttpCredentials withoutCredentials(HttpServletRequest request) {
        return with(credentials(request), Optional.empty(), Optional.empty());
    }

    /** Of a form without a script: its session's token is in a hidden field. A password that the browser adds to it does not count. */
    static HttpCredentials ofForm(HttpServletRequest request) {
        return with(credentials(request), session(request), Optional.ofNullable(request.getParameter("csrf")));
    }

    private static HttpCredentials with(HttpCredentials all, Optional<String> session, Optional<String> csrf) {
        return new HttpCredentials(all.method(), all.ownOrigin(), all.address(), Optional.empty(), session, csrf, all.origin(),
                all.fetchSite());
    }

    static Optional<String> session(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies).filter(c -> c.getName().equals(AccessControl.COOKIE)).map(Cookie::getValue).findFirst();
    }

    static Optional<String> header(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getHeader(name));
    }

    /** Somebody of whom nothing but the address is known. */
    static Caller nobody(HttpServletRequest request) {
        return new Caller("-", Set.of(), Credential.SESSION, request.getRemoteAddr());
    }

    /** Whether a person's browser goes to a page, which can be sent to another one; a program or a script of a page cannot. */
    static boolean isNavigation(HttpServletRequest request) {
        return request.getMethod().equals("GET") && header(request, "Authorization").isEmpty()
                && header(request, "Accept").filter(a -> a.contains("text/html")).isPresent()
                && header(request, "Sec-Fetch-Mode").orElse("navigate").equals("navigate");
    }
}
