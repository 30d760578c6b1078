package announcer.lib.http;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import announcer.api.access.AccessControl;
import announcer.api.access.Admission;
import announcer.api.access.Caller;
import announcer.api.access.Scope;
import jakarta.servlet.http.HttpServletRequest;

/**
 * The HTTP answers to requests that access control does not let in. Status, kind and headers are the same everywhere; realm and titles are
 * those of one part of the product. Immutable.
 *
 * @param realm the realm of the challenges
 * @param bearer whether tokens are asked for too, and not passwords only
 * @param unknown title of a refusal for missing or wrong credentials
 * @param hint added to its reason: how to send credentials
 * @param tooMany title of a refusal after too many wrong credentials
 * @param foreign title of a refusal because the request comes from another site's page
 */
public record AdmissionResponses(String realm, boolean bearer, String unknown, String hint, String tooMany, String foreign) {
    private static final String RETRY_AFTER = "Retry-After";

    /** The refusal of a request that was not admitted. */
    public HttpRefusal refusal(HttpServletRequest request, Admission admission) {
        return switch (admission.verdict()) {
            case TOO_MANY -> new HttpRefusal(429, "too-many-logins", tooMany, admission.reason(), Optional.empty(),
                    List.of(Map.entry(RETRY_AFTER, retryAfter(admission.retryAfter()))));
            case FOREIGN -> new HttpRefusal(403, "foreign", foreign, admission.reason(), Optional.empty(), List.of());
            case UNAVAILABLE ->
                new HttpRefusal(503, "credentials-unreadable", "Nobody can be let in now", admission.reason(), Optional.empty(),
                        List.of(Map.entry(RETRY_AFTER, retryAfter(admission.retryAfter()))));
            default -> new HttpRefusal(401, "unauthorised", unknown, followed(admission.reason(), hint), Optional.empty(),
                    challenges(request, admission));
        };
    }

    /** A sentence that goes on with a hint: the hint brings its own sign before it. */
    private static String followed(String sentence, String hint) {
        return (hint.isEmpty() || !sentence.endsWith(".") ? sentence : sentence.substring(0, sentence.length() - 1)) + hint;
    }

    /** The refusal of an admitted caller that has to change its password first; empty when it has not. */
    public static Optional<HttpRefusal> passwordChange(AccessControl access, Caller caller) {
        return access.mustChangePassword(caller)
                ? Optional.of(new HttpRefusal(403, "password-change-needed", "The password has to be changed first",
                        "the password of " + caller.name()
                                + " is the one that Announcer made: choose another at /login/password, or by POST /api/session/password",
                        Optional.empty(), List.of()))
                : Optional.empty();
    }

    /** The refusal of an admitted caller without a scope. */
    public static HttpRefusal forbidden(Scope missing, String title, String detail) {
        return new HttpRefusal(403, "forbidden", title, detail, Optional.of(missing), List.of());
    }

    /** The value of {@code Retry-After}: whole seconds, rounded up, so that who waits for as long is not refused again; at least 1. */
    public static String retryAfter(Duration wait) {
        return Long.toString(seconds(wait));
    }

    /** The number that {@link #retryAfter} writes, for a sentence. */
    public static long seconds(Duration wait) {
        return Math.max(1, wait.plusNanos(999_999_999).toSeconds());
    }

    private List<Map.Entry<String, String>> challenges(HttpServletRequest request, Admission admission) {
        Stream<String> forPrograms = RequestCredentials.isFromBrowser(request)
                ? Stream.empty()
                : Stream.of("Basic realm=\"" + realm + "\", charset=\"UTF-8\"");
        Stream<String> forTokens = bearer ? Stream.of("Bearer realm=\"" + realm + "\"" + error(request, admission)) : Stream.empty();
        return Stream.concat(forTokens, forPrograms).map(challenge -> Map.entry("WWW-Authenticate", challenge)).toList();
    }

    private static String error(HttpServletRequest request, Admission admission) {
        String sent = request.getHeader("Authorization");
        boolean wrongToken = admission.verdict() == Admission.Verdict.WRONG && sent != null
                && sent.toLowerCase(Locale.ROOT).startsWith("bearer");
        return wrongToken ? ", error=\"invalid_token\"" : "";
    }
}
