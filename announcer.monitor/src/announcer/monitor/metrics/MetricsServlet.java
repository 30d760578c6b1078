package announcer.monitor.metrics;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;

import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
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
import announcer.api.access.Scope;
import announcer.api.calling.Calling;
import announcer.lib.http.HttpRefusal;
import announcer.monitor.http.MonitorContext;
import announcer.monitor.http.ScopeGuard;
import announcer.monitor.sample.MonitorSampler;
import announcer.monitor.sample.RunningProduct;

/** The servlet {@code /metrics}: the text format of Prometheus, or OpenMetrics if the request accepts it. */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=" + MonitorContext.NAME + ")")
@HttpWhiteboardServletName("announcer.metrics")
@HttpWhiteboardServletPattern("/metrics")
public class MetricsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Metrics metrics;
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private transient volatile AccessControl access;
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private transient volatile Calling calling;

    /** Called by Declarative Services. */
    @Activate
    public MetricsServlet(BundleContext context, @Reference MonitorSampler sampler) {
        this(new Metrics(sampler, RunningProduct.of(context), type -> count(context, type)), null);
    }

    /** A servlet of these metrics. @param access may be null */
    public MetricsServlet(Metrics metrics, AccessControl access) {
        this.metrics = metrics;
        this.access = access;
    }

    private static int count(BundleContext context, Class<?> type) {
        try {
            // All of them: for a count it does not matter whether this bundle sees the same class.
            ServiceReference<?>[] found = context.getAllServiceReferences(type.getName(), null);
            return found == null ? 0 : found.length;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Asked like GET, for the same scope. */
    @Override
    protected void doOptions(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<HttpRefusal> refusal = ScopeGuard.refusal(access, request, Scope.METRICS);
        response.setHeader("Allow", ScopeGuard.METHODS);
        if (refusal.isPresent()) {
            ScopeGuard.write(refusal.get(), response);
        } else {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        Optional<HttpRefusal> refusal = ScopeGuard.refusal(access, request, Scope.METRICS);
        if (refusal.isPresent()) {
            ScopeGuard.write(refusal.get(), response);
            return;
        }
        TextFormat format = TextFormat.of(request.getHeader("Accept"));
        ByteArrayOutputStream body = new ByteArrayOutputStream(16_384);
        format.write(body, metrics.now(Optional.ofNullable(calling).map(Calling::desk)));
        response.setContentType(format.contentType());
        response.setContentLength(body.size());
        body.writeTo(response.getOutputStream());
    }
}
