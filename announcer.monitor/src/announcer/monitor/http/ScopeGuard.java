package announcer.monitor.http;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import announcer.api.access.AccessControl;
import announcer.api.access.Admission;
import announcer.api.access.Caller;
import announcer.api.access.Scope;
import announcer.lib.http.AdmissionResponses;
import announcer.lib.http.HttpRefusal;
import announcer.lib.http.RequestCredentials;
import announcer.lib.json.JsonValues;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Decides by access control whether a request may see something, and writes refusals. Safe for use by any thread. */
public final class ScopeGuard {
    /** The methods of both servlets, for the header {@code Allow}. */
    public static final String METHODS = "GET, HEAD, OPTIONS";

    private static final AdmissionResponses RESPONSES = new AdmissionResponses("announcer", true, "Credentials are needed", "",
            "Too many wrong credentials", "The request comes from another site");

    private ScopeGuard() {
    }

    /** Asks access control about a request; empty when there is none. @param access may be null */
    public static Optional<Admission> admission(AccessControl access, HttpServletRequest request) {
        return Optional.ofNullable(access).map(a -> a.admit(RequestCredentials.of(request), true));
    }

    /** Returns the refusal of a request that needs a scope; empty when it may pass. @param access may be null */
    public static Optional<HttpRefusal> refusal(AccessControl access, HttpServletRequest request, Scope scope) {
        Admission admission = admission(access, request).orElse(null);
        if (admission == null) {
            return Optional.of(new HttpRefusal(503, "access-control-absent", "Nobody can be let in now",
                    "there is no access control; if this lasts, start the bundle announcer.access", Optional.empty(),
                    List.of(Map.entry("Retry-After", "5"))));
        }
        if (admission.caller().isEmpty()) {
            return Optional.of(RESPONSES.refusal(request, admission));
        }
        Caller caller = admission.caller().get();
        Optional<HttpRefusal> password = AdmissionResponses.passwordChange(access, caller);
        if (password.isPresent()) {
            return password;
        }
        if (!caller.may(scope)) {
            return Optional.of(AdmissionResponses.forbidden(scope, "This caller may not do this",
                    caller.name() + " does not have the scope " + scope + ", which is needed here"));
        }
        return Optional.empty();
    }

    /** Returns the refusal of a request that was not admitted. */
    public static HttpRefusal refusal(HttpServletRequest request, Admission admission) {
        return RESPONSES.refusal(request, admission);
    }

    /** Writes a refusal as a problem document. */
    public static void write(HttpRefusal refusal, HttpServletResponse response) throws IOException {
        refusal.headers().forEach(header -> response.addHeader(header.getKey(), header.getValue()));
        response.setStatus(refusal.status());
        response.setContentType("application/problem+json");
        response.getOutputStream()
                .write(JsonValues.bytes(JsonValues.problem(refusal.status(), refusal.kind(), refusal.title(), refusal.detail())));
    }
}
