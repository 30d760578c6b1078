package announcer.console;

import java.util.Optional;

import org.apache.felix.webconsole.spi.SecurityProvider;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.servlet.context.ServletContextHelper;

import announcer.api.access.AccessControl;
import announcer.api.access.Admission;
import announcer.api.access.Admission.Verdict;
import announcer.api.access.Caller;
import announcer.api.access.Credential;
import announcer.api.access.Scope;
import announcer.lib.http.AdmissionResponses;
import announcer.lib.http.HttpRefusal;
import announcer.lib.http.RequestCredentials;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * The login of the web console, which only administrators pass. The console is told by the framework property
 * {@code felix.webconsole.security.providers} to answer nothing without this service. The servlet whiteboard asks here before it calls any
 * filter, so a request from another site is refused here too.
 */
@Component(service = SecurityProvider.class, immediate = true, property = {SecurityProvider.PROPERTY_ID + "=" + ConsoleLogin.ID,
        // Before any other provider: the console asks the first one only.
        Constants.SERVICE_RANKING + ":Integer=1000"})
public final class ConsoleLogin implements SecurityProvider {
    /** The id that {@code felix.webconsole.security.providers} has to name. */
    static final String ID = "announcer.console.login";
    /** Request attribute: the {@link Caller}. */
    static final String CALLER = "announcer.console.caller";

    private static final AdmissionResponses RESPONSES = new AdmissionResponses("Announcer console", false, "", "", "", "");

    // Optional and dynamic: while it is away the console says why nobody gets in.
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile AccessControl access;

    /** Called by Declarative Services. */
    @Activate
    public ConsoleLogin() {
        this(null);
    }

    ConsoleLogin(AccessControl access) {
        this.access = access;
    }

    @Override
    public Object authenticate(HttpServletRequest request, HttpServletResponse response) {
        AccessControl now = access;
        if (now == null) {
            ConsoleResponses.refuse(request, response, HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                    "Nobody can be let in: the bundle announcer.access is not running. Start it from the shell, or restart Announcer.");
            return null;
        }
        // Felix's pages post without tokens of ours: for them the session and its origin are enough.
        Admission admission = now.admit(RequestCredentials.of(request), false);
        if (admission.caller().isEmpty()) {
            refuse(now, admission, request, response);
            return null;
        }
        return entered(now, admission.caller().get(), request, response) ? admission.caller().get().name() : null;
    }

    private static boolean entered(AccessControl access, Caller caller, HttpServletRequest request, HttpServletResponse response) {
        if (access.mustChangePassword(caller)) {
            if (BrowserNavigation.isOne(request)) {
                ConsoleResponses.redirect(response, HttpServletResponse.SC_FOUND,
                        LoginPaths.PASSWORD + "?to=" + LocalPath.encoded(request));
            } else {
                ConsoleResponses.refuse(request, response, HttpServletResponse.SC_FORBIDDEN,
                        "Your password is the one that Announcer made. Change it first: /login/password");
            }
            return false;
        }
        if (!caller.may(Scope.ADMINISTER)) {
            access.audit(caller, "console " + request.getMethod(), request.getRequestURI(), "refused: not an administrator");
            ConsoleResponses.refuse(request, response, HttpServletResponse.SC_FORBIDDEN,
                    "The web console is open to administrators only. You are logged in as " + caller.name()
                            + ". To log in as somebody else: /login");
            return false;
        }
        request.setAttribute(CALLER, caller);
        request.setAttribute(ServletContextHelper.AUTHENTICATION_TYPE,
                caller.credential() == Credential.SESSION ? HttpServletRequest.FORM_AUTH : HttpServletRequest.BASIC_AUTH);
        request.setAttribute(ServletContextHelper.REMOTE_USER, caller.name());
        return true;
    }

    private static void refuse(AccessControl access, Admission admission, HttpServletRequest request, HttpServletResponse response) {
        if (admission.verdict() == Verdict.FOREIGN) {
            access.audit(RequestCredentials.anonymous(request), "console " + request.getMethod(), request.getRequestURI(),
                    "refused: " + admission.reason());
        }
        HttpRefusal refusal = RESPONSES.refusal(request, admission);
        if (refusal.status() == HttpServletResponse.SC_UNAUTHORIZED && BrowserNavigation.isOne(request)) {
            ConsoleResponses.redirect(response, HttpServletResponse.SC_FOUND, LoginPaths.LOGIN + "?to=" + LocalPath.encoded(request));
        } else {
            ConsoleResponses.refuse(request, response, refusal);
        }
    }

    /** Allows everything: only administrators are let in. */
    @Override
    public boolean authorize(Object user, String role) {
        return true;
    }

    /** Ends the session. With Basic there is none: the console answers 401 then, which makes browsers forget the password. */
    @Override
    public void logout(HttpServletRequest request, HttpServletResponse response) {
        AccessControl now = access;
        Optional<String> cookie = RequestCredentials.session(request);
        if (cookie.isPresent() && now != null) {
            now.logout(cookie.get());
            SessionCookie.clear(request, response);
            if (request.getHeader("Authorization") == null) {
                ConsoleResponses.redirect(response, HttpServletResponse.SC_FOUND, LoginPaths.LOGIN);
            }
        }
    }
}
