package announcer.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import announcer.api.access.AccessControl;

/** The session's cookie: no script sees it, and no other site's page sends it. */
final class SessionCookie {
    private SessionCookie() {
    }

    static void set(HttpServletRequest request, HttpServletResponse response, String value) {
        add(request, response, value, "");
    }

    static void clear(HttpServletRequest request, HttpServletResponse response) {
        add(request, response, "", "; Max-Age=0");
    }

    private static void add(HttpServletRequest request, HttpServletResponse response, String value, String life) {
        String secure = request.isSecure() ? "; Secure" : "";
        response.addHeader("Set-Cookie", AccessControl.COOKIE + "=" + value + "; Path=/; HttpOnly; SameSite=Strict" + secure + life);
    }
}
