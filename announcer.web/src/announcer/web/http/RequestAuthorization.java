package announcer.web.http;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import com.google.gson.JsonPrimitive;

import announcer.api.access.AccessControl;
import announcer.api.access.Admission;
import announcer.api.access.Caller;
import announcer.api.access.Credential;
import announcer.api.access.HttpCredentials;
import announcer.api.access.Scope;
import announcer.api.access.Session;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;

/** Asks the access control who sends a request, and says in HTTP why somebody is not let in. */
public final class RequestAuthorization {
    private static final String REALM = " realm=\"announcer\"";
    private static final String HOW = "; send \"Authorization: Bearer TOKEN\" with a token (the one in conf/api.token in Announcer's home "
            + "folder may do everything), a user's name and password (HTTP Basic), or log in at /login";

    private RequestAuthorization() {
    }

    /** Who sends this request, when that is somebody who is let in. */
    public static Caller admit(AccessControl access, HttpServletRequest request) throws Problem {
        HttpCredentials credentials = credentials(request);
        Admission admission = access.admit(credentials, true);
        return switch (admission.verdict()) {
            case ADMITTED -> admission.caller().orElseThrow();
            case UNKNOWN -> throw unauthorised(request, credentials, admission.reason(), "");
            case WRONG -> throw unauthorised(request, credentials, admission.reason(), ", error=\"invalid_token\"");
            case TOO_MANY -> throw new Problem(429, "too-many-logins", "Too many wrong credentials came from there", admission.reason())
                    .header("Retry-After", seconds(admission.retryAfter()));
            case FOREIGN -> throw new Problem(403, "foreign", "Another site's page may have sent this", admission.reason());
        };
    }

    /** Lets those pass who may do what the route needs. An attempt to change something is recorded. */
    public static void demand(Exchange exchange, Routes.Route route) throws Problem {
        Caller caller = exchange.caller();
        if (route.scope().isPresent() && mustChangePassword(exchange)) {
            throw new Problem(403, "password-change-needed", "The password has to be changed first", "the session of " + caller.name()
                    + " was opened with the password that Announcer made: choose another at /login/password, or by POST session/password");
        }
        Optional<Scope> missing = route.scope().filter(scope -> !caller.may(scope));
        if (missing.isEmpty()) {
            return;
        }
        Scope scope = missing.get();
        if (!route.method().equals("GET")) {
            exchange.audit(route.method() + " " + route.path(), Problem.shortened(String.join(" ", exchange.variables().values())),
                    "refused: needs " + scope);
        }
        throw new Problem(403, "forbidden", "The caller may not do this", "this needs the scope " + scope + ", which " + caller.name()
                + " does not have; an administrator can give a user another role, or make a token that has it")
                .with("scope", new JsonPrimitive(scope.name()));
    }

    private static boolean mustChangePassword(Exchange exchange) {
        return exchange.caller().credential() == Credential.SESSION && cookie(exchange.request()).flatMap(exchange.access()::session)
                .map(Session::mustChangePassword).orElse(false);
    }

    /** What of a request tells who sends it. */
    public static HttpCredentials credentials(HttpServletRequest request) {
        return HttpCredentials.of(request.getMethod(), request.getScheme(), request.getRemoteAddr(), request::getHeader, cookie(request));
    }

    /** The value of the session's cookie. */
    public static Optional<String> cookie(HttpServletRequest request) {
        return Stream.ofNullable(request.getCookies()).flatMap(Arrays::stream).filter(c -> c.getName().equals(AccessControl.COOKIE))
                .map(Cookie::getValue).findFirst();
    }

    /** A browser answers a challenge for Basic with a dialog of its own: our pages, whose requests say what they are, get none. */
    private static Problem unauthorised(HttpServletRequest request, HttpCredentials credentials, String reason, String error) {
        boolean bearer = credentials.authorization().filter(a -> a.toLowerCase(Locale.ROOT).startsWith("bearer")).isPresent();
        Problem problem = new Problem(401, "unauthorised", "The caller is not known", reason + HOW).header("WWW-Authenticate",
                "Bearer" + REALM + (bearer ? error : ""));
        return request.getHeader("Sec-Fetch-Mode") == null
                ? problem.header("WWW-Authenticate", "Basic" + REALM + ", charset=\"UTF-8\"")
                : problem;
    }

    private static String seconds(Duration time) {
        return Long.toString(Math.max(1, time.plusMillis(999).toSeconds()));
    }
}
