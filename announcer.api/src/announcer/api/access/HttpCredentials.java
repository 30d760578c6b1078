package announcer.api.access;

import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The parts of an HTTP request that identify its sender and its page. Headers are as they were received.
 *
 * @param method GET, POST, ...
 * @param ownOrigin scheme, host and port as the caller addressed us: {@code http://127.0.0.1:8080}
 * @param address the caller's network address
 * @param authorization header {@code Authorization}
 * @param session value of the cookie {@link AccessControl#COOKIE}
 * @param csrf header {@link AccessControl#CSRF_HEADER}
 * @param origin header {@code Origin}
 * @param fetchSite header {@code Sec-Fetch-Site}
 */
public record HttpCredentials(String method, String ownOrigin, String address, Optional<String> authorization, Optional<String> session,
        Optional<String> csrf, Optional<String> origin, Optional<String> fetchSite) {
    public HttpCredentials {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(ownOrigin, "ownOrigin");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(authorization, "authorization");
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(csrf, "csrf");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(fetchSite, "fetchSite");
    }

    /**
     * Of a request as a server received it.
     *
     * @param scheme {@code http} or {@code https}, as the caller addressed us
     * @param header gives the value of a header, or null when it was not sent
     * @param session value of the cookie {@link AccessControl#COOKIE}
     */
    public static HttpCredentials of(String method, String scheme, String address, UnaryOperator<String> header,
            Optional<String> session) {
        // Without a header Host nothing is our own origin: then no page's request can come from it.
        String own = scheme + "://" + Objects.requireNonNullElse(header.apply("Host"), "");
        return new HttpCredentials(method, own, address, Optional.ofNullable(header.apply("Authorization")), session,
                Optional.ofNullable(header.apply(AccessControl.CSRF_HEADER)), Optional.ofNullable(header.apply("Origin")),
                Optional.ofNullable(header.apply("Sec-Fetch-Site")));
    }

    /** Nothing of the credentials. */
    @Override
    public String toString() {
        return method + " from " + address;
    }
}
