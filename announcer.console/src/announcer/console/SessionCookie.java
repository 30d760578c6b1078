package announcer.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import announcer.api.access.AccessControl;

/** The session's cookie: no script sees it, and no other site's page sends it. */
final class SessionCookie {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private SessionCookie() {
    }

    static void set(HttpServletRequest request, HttpServletResponse response, String value) {
        add(request, response, value, "");
    }

    /** One that the browser keeps when it is closed. */
    static void keep(HttpServletRequest request, HttpServletResponse response, String value, Instant end) {
        add(request, response, value, "; Expires=" + DATE.format(end));
    }

    static void clear(HttpServletRequest request, HttpServletResponse response) {
        add(request, response, "", "; Max-Age=0");
    }

    private static void add(HttpServletRequest request, HttpServletResponse response, String value, String life) {
        String secure = request.isSecure() ? "; Secure" : "";
        response.addHeader("Set-Cookie", AccessControl.COOKIE + "=" + value + "; Path=/; HttpOnly; SameSite=Strict" + secure + life);
    }
}
