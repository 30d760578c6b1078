package announcer.access.request;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import announcer.api.access.HttpCredentials;

/** Recognises requests that a page of another site made a browser send. */
final class CsrfPolicy {
    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OURS = Set.of("same-origin", "none");
    private static final int SHOWN = 100;

    private CsrfPolicy() {
    }

    /** Whether a request may change something. */
    static boolean changes(HttpCredentials request) {
        return !HARMLESS.contains(request.method());
    }

    /** Whether the browser states where the request comes from. */
    static boolean tells(HttpCredentials request) {
        return request.origin().isPresent() || request.fetchSite().isPresent();
    }

    /** Returns why a request that changes something comes from another site; empty if nothing says so. Another port is another site. */
    static Optional<String> refusal(HttpCredentials request) {
        if (!changes(request)) {
            return Optional.empty();
        }
        if (request.fetchSite().filter(s -> !OURS.contains(s)).isPresent()) {
            return Optional.of("This request came from another site: its header Sec-Fetch-Site says so.");
        }
        // A proxy that ends TLS leaves us with another scheme than the browser has: then that header, which no page can set, decides.
        boolean sameSaid = request.fetchSite().filter("same-origin"::equals).isPresent();
        String own = normal(request.ownOrigin());
        return request.origin().map(CsrfPolicy::normal).filter(o -> !o.equals(own) && !(sameSaid && bare(o).equals(bare(own))))
                .map(o -> "This request came from another site: its header Origin says so.");
    }

    /** For the log: what it said of where it comes from. A stranger's text: no line breaks, no novels. */
    static String said(HttpCredentials request) {
        return "Origin " + shown(request.origin()) + ", Sec-Fetch-Site " + shown(request.fetchSite()) + ", here "
                + shown(Optional.of(request.ownOrigin()));
    }

    /** Browsers leave out the port that a scheme has by default. */
    private static String normal(String origin) {
        String small = origin.toLowerCase(Locale.ROOT);
        return small.startsWith("https://") ? small.replaceFirst(":443$", "") : small.replaceFirst(":80$", "");
    }

    private static String bare(String normalOrigin) {
        return normalOrigin.replaceFirst("^https?://", "");
    }

    private static String shown(Optional<String> header) {
        return header.map(h -> h.substring(0, Math.min(h.length(), SHOWN)).replaceAll("[^\\x21-\\x7e]", "?")).orElse("not sent");
    }
}
