package announcer.console;

import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

/** Recognises requests by which a browser goes to a page. */
final class BrowserNavigation {
    private BrowserNavigation() {
    }

    /** Whether a browser goes to a page, and so can be redirected to another one; a program or a script of a page cannot. */
    static boolean isOne(HttpServletRequest request) {
        return request.getMethod().equals("GET") && request.getHeader("Authorization") == null
                && Optional.ofNullable(request.getHeader("Accept")).filter(a -> a.contains("text/html")).isPresent()
                && Optional.ofNullable(request.getHeader("Sec-Fetch-Mode")).orElse("navigate").equals("navigate");
    }
}
