package announcer.console;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardFilterPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.access.AccessControl;
import announcer.api.access.Caller;
import announcer.lib.http.RequestCredentials;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * The filter around every page of the console, behind {@link ConsoleLogin}: it sets headers for the browser, limits uploads, and audits
 * changes.
 */
@Component(service = Filter.class, configurationPid = ConsoleFilter.PID)
@Designate(ocd = ConsoleConfig.class)
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=org.apache.felix.webconsole)")
@HttpWhiteboardFilterPattern("/*")
public final class ConsoleFilter implements Filter {
    /** The configuration. */
    static final String PID = "announcer.console";
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleFilter.class);
    private static final Set<String> HARMLESS = Set.of("GET", "HEAD");
    private static final String FORM = "application/x-www-form-urlencoded";

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile AccessControl access;
    private volatile UploadLimits limits;

    /** Called by Declarative Services. */
    @Activate
    public ConsoleFilter(ConsoleConfig config) {
        this(null, UploadLimits.ofMegabytes(config.maxUploadMegabytes()));
    }

    ConsoleFilter(AccessControl access, UploadLimits limits) {
        this.access = access;
        this.limits = limits;
    }

    @Modified
    void modified(ConsoleConfig config) {
        limits = UploadLimits.ofMegabytes(config.maxUploadMegabytes());
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        HttpServletResponse answer = (HttpServletResponse) response;
        PageHeaders.set(http.getRequestURI(), answer);
        if (http.getMethod().equals("OPTIONS")) {
            // Felix's pages would name TRACE too, which the server refuses.
            answer.setHeader("Allow", "GET, HEAD, POST, OPTIONS");
            answer.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return;
        }
        if (HARMLESS.contains(http.getMethod())) {
            if (http.getContentType() != null && !RequestParameters.readable(http)) {
                ConsoleResponses.refuse(http, answer, 400, "The request's Content-Type header cannot be read.");
                return;
            }
            chain.doFilter(request, response);
            return;
        }
        UploadLimits.Refusal refusal = limits.refusal(http);
        if (refusal != null) {
            ConsoleResponses.refuse(http, answer, refusal.status(), refusal.sentence());
            audit(access, http, http.getRequestURI(), "refused: " + refusal.status());
            return;
        }
        // Taken before it is carried out: what it does may end the bundle that this service comes from.
        AccessControl now = access;
        String outcome = "failed";
        try {
            chain.doFilter(request, response);
            outcome = Integer.toString(answer.getStatus());
        } finally {
            audit(now, http, http.getRequestURI() + action(http), outcome);
        }
    }

    private static void audit(AccessControl access, HttpServletRequest request, String target, String outcome) {
        if (access != null) {
            access.audit(caller(request), "console " + request.getMethod(), target, outcome);
        }
    }

    private static Caller caller(HttpServletRequest request) {
        return request.getAttribute(ConsoleLogin.CALLER) instanceof Caller c ? c : RequestCredentials.anonymous(request);
    }

    /** Returns the action of a form, and nothing else of it, which may be a secret. Called when the page has read the form. */
    private static String action(HttpServletRequest request) {
        String type = request.getContentType();
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith(FORM)) {
            return "";
        }
        try {
            String action = request.getParameter("action");
            return action == null ? "" : " action=" + action;
        } catch (RuntimeException e) {
            // The server throws exceptions of its own kinds at a form that it cannot read.
            LOG.debug("a form cannot be read", e);
            return " action unreadable";
        }
    }
}
