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
import announcer.monitor.http.Gate;
import announcer.monitor.http.MonitorContext;

/**
 * {@code /health}: one word and a status code for load balancers, which know no password; what is wrong for those who may look. Felix's own
 * health servlet shows everything to everybody and stays unconfigured.
 */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=" + MonitorContext.NAME + ")")
@HttpWhiteboardServletName("announcer.health")
@HttpWhiteboardServletPattern("/health")
public class HealthServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Gate gate = new Gate();
    private final transient HealthResults health;

    @Activate
    public HealthServlet(@Reference HealthResults health) {
        this.health = health;
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    public void setAccess(AccessControl access) {
        gate.open(access);
    }

    public void unsetAccess(AccessControl access) {
        gate.close(access);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        Admission admission = Gate.hasCredentials(request) ? gate.ask(request).orElse(null) : null;
        // Wrong credentials are said to be wrong. An old session is like none: who watches the word goes on seeing it.
        if (admission != null && admission.caller().isEmpty() && admission.verdict() != Verdict.UNKNOWN) {
            Gate.refuse(request, response, admission);
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
