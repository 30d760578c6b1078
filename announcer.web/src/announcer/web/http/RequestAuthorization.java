package announcer.web.http;

import java.util.Optional;
import java.util.Set;

import announcer.api.access.AccessControl;
import announcer.api.access.Admission;
import announcer.api.access.Caller;
import announcer.api.access.Scope;
import announcer.lib.http.AdmissionResponses;
import announcer.lib.http.HttpRefusal;
import announcer.lib.http.RequestCredentials;
import jakarta.servlet.http.HttpServletRequest;

/** Authenticates the sender of a request and checks that it has the scope of the route. */
public final class RequestAuthorization {
    private static final AdmissionResponses RESPONSES = new AdmissionResponses("announcer", true, "The caller is not known",
            "; send \"Authorization: Bearer TOKEN\" with a token (the one in conf/api.token in Announcer's home folder may do everything), "
                    + "a user's name and password (HTTP Basic), or log in at /login",
            "Too many wrong credentials came from there", "Another site's page may have sent this");

    private static final Set<String> AT_A_COUNTER = Set.of("GET calling", "GET calling/events", "GET calling/tickets",
            "GET calling/tickets/{id}",
            "POST calling/tickets");

    private RequestAuthorization() {
    }

    /** Returns the sender of a request. */
    public static Caller authenticate(AccessControl access, HttpServletRequest request) throws Problem {
        Admission admission = access.admit(RequestCredentials.of(request), true);
        if (admission.verdict() != Admission.Verdict.ADMITTED) {
            throw Problem.refused(RESPONSES.refusal(request, admission));
        }
        return admission.caller().orElseThrow();
    }

    /** What somebody who works for one counter may ask: to see calling, to issue tickets, and commands of that counter. */
    private static boolean isOf(String counter, Routes.Route route, Exchange exchange) {
        return route.path().startsWith("calling/counters/")
                ? exchange.variables().getOrDefault("id", "").equals(counter)
                : AT_A_COUNTER.contains(route.method() + " " + route.path());
    }

    /** Refuses a caller without the scope of the route. An attempt to change something is recorded. */
    public static void demand(Exchange exchange, Routes.Route route) throws Problem {
        if (route.scope().isEmpty()) {
            return;
        }
        Caller caller = exchange.caller();
        Optional<HttpRefusal> password = AdmissionResponses.passwordChange(exchange.access(), caller);
        if (password.isPresent()) {
            throw Problem.refused(password.get());
        }
        if (caller.counter().isPresent() && !isOf(caller.counter().get(), route, exchange)) {
            throw new Problem(403, "wrong-counter", "The caller works for another counter",
                    "the token of " + caller.name() + " is good for the counter " + caller.counter().get()
                            + " only, and this is not that counter's; an administrator can make another token");
        }
        Scope scope = route.scope().get();
        if (caller.may(scope)) {
            return;
        }
        if (!route.method().equals("GET")) {
            exchange.audit(route.method() + " " + route.path(), Problem.shortened(String.join(" ", exchange.variables().values())),
                    "refused: needs " + scope);
        }
        throw Problem.refused(AdmissionResponses.forbidden(scope, "The caller may not do this",
                "this needs the scope " + scope + ", which " + caller.name()
                        + " does not have; an administrator can give a user another role, or make a token that has it"));
    }
}
