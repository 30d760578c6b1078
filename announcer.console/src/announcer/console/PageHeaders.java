package announcer.console;

import java.util.Locale;
import java.util.Set;

import jakarta.servlet.http.HttpServletResponse;

/** Sets the headers that limit what browsers do with the console's pages. */
final class PageHeaders {
    /**
     * Felix's pages hold scripts and styles in the page itself, and the library that sorts their tables (tablesorter 2.0.3) makes its
     * comparison with {@code eval}: without it no list of bundles comes up.
     */
    static final String OF_FELIX = "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data:; frame-ancestors 'self'; base-uri 'self'; form-action 'self'; object-src 'none'";
    /** Of our own: nothing but files of ours. Sound that the page puts together itself is a blob. */
    static final String OURS = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
            + "media-src 'self' blob:; worker-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'self'; object-src 'none'";
    private static final String TAB = "/system/console/announcer/";
    private static final Set<String> CACHEABLE = Set.of("js", "css", "png", "gif", "jpg", "svg", "ico", "woff2");

    private PageHeaders() {
    }

    static void set(String uri, HttpServletResponse response) {
        String file = uri.substring(uri.lastIndexOf('/') + 1);
        String extension = file.contains(".") ? file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT) : "";
        response.setHeader("Content-Security-Policy", uri.startsWith(TAB) && !extension.isEmpty() ? OURS : OF_FELIX);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "SAMEORIGIN");
        response.setHeader("Referrer-Policy", "same-origin");
        if (!CACHEABLE.contains(extension)) {
            response.setHeader("Cache-Control", "no-store");
        }
    }
}
