package announcer.monitor.health;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.apache.felix.hc.api.Result.Status;
import org.apache.felix.hc.api.execution.HealthCheckExecutionResult;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import announcer.api.access.AccessControl;
import announcer.api.access.Admission;
import announcer.api.access.Admission.Verdict;
import announcer.api.access.Scope;
import announcer.lib.http.RequestCredentials;
import announcer.monitor.http.MonitorContext;
import announcer.monitor.http.ScopeGuard;

/**
 * The servlet {@code /health}: one word and a status code for load balancers, which have no credentials; all results for callers with the
 * scope VIEW. Felix's own health servlet shows everything to everybody and stays unconfigured.
 */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=" + MonitorContext.NAME + ")")
@HttpWhiteboardServletName("announcer.health")
@HttpWhiteboardServletPattern("/health")
public class HealthServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient HealthResults health;
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private transient volatile AccessControl access;

    /** Called by Declarative Services. */
    @Activate
    public HealthServlet(@Reference HealthResults health) {
        this(health, null);
    }

    /** A servlet of these results. @param access may be null */
    public HealthServlet(HealthResults health, AccessControl access) {
        this.health = health;
        this.access = access;
    }

    /** The status is that of GET: a load balancer that asks so learns whether the product is well. */
    @Override
    protected void doOptions(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Allow", ScopeGuard.METHODS);
        doGet(request, response);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        AccessControl control = access;
        Admission admission = RequestCredentials.arePresent(request) ? ScopeGuard.admission(control, request).orElse(null) : null;
        // Wrong credentials are refused. An old session counts as none: a monitor that only reads the word goes on reading it.
        if (admission != null && admission.caller().isEmpty() && admission.verdict() != Verdict.UNKNOWN) {
            ScopeGuard.write(ScopeGuard.refusal(request, admission), response);
            return;
        }
        boolean details = admission != null && admission.caller().filter(c -> c.may(Scope.VIEW)).isPresent();
        List<HealthCheckExecutionResult> results = health.results().orElse(List.of());
        Status status = HealthResults.overall(results);
        boolean well = status == Status.OK || status == Status.WARN;
        response.setStatus(well ? 200 : 503);
        response.setContentType(details ? "application/json" : "text/plain;charset=utf-8");
        String body = details ? HealthResults.json(results).toString() : status + "\n";
        response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    }
}
