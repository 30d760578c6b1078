package announcer.monitor.metrics;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

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
import announcer.monitor.http.Gate;
import announcer.monitor.http.MonitorContext;
import announcer.monitor.sample.MonitorSampler;
import announcer.monitor.sample.RunningProduct;

/** {@code /metrics}: in the text format of Prometheus, or in OpenMetrics for who asks for it. */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=" + MonitorContext.NAME + ")")
@HttpWhiteboardServletName("announcer.metrics")
@HttpWhiteboardServletPattern("/metrics")
public class MetricsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Gate gate = new Gate();
    private final transient Metrics metrics;

    @Activate
    public MetricsServlet(BundleContext context, @Reference MonitorSampler watch) {
        this(new Metrics(watch, RunningProduct.of(context), type -> count(context, type)));
    }

    public MetricsServlet(Metrics metrics) {
        this.metrics = metrics;
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    public void setAccess(AccessControl access) {
        gate.open(access);
    }

    public void unsetAccess(AccessControl access) {
        gate.close(access);
    }

    private static int count(BundleContext context, Class<?> type) {
        try {
            // All: whether this bundle sees the same class does not matter for counting.
            ServiceReference<?>[] found = context.getAllServiceReferences(type.getName(), null);
            return found == null ? 0 : found.length;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (!gate.admits(request, response, Scope.METRICS)) {
            return;
        }
        TextFormat format = TextFormat.of(request.getHeader("Accept"));
        ByteArrayOutputStream body = new ByteArrayOutputStream(16_384);
        format.write(body, metrics.now());
        response.setContentType(format.contentType());
        response.setContentLength(body.size());
        body.writeTo(response.getOutputStream());
    }
}
