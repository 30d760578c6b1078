package announcer.conf.console;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;

import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.Configuration;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Removes secrets from the pages of the web console that show configurations: its forms, the properties of components and services, and its
 * status pages with their archives. Loaded only beside the servlet API.
 */
public final class SecretResponseFilter implements Filter {
    /** The configurations that there are. */
    public interface Stored {
        Collection<Configuration> configurations() throws IOException;
    }

    private static final Map<String, Object> WHERE = Map.of("osgi.http.whiteboard.context.select",
            "(osgi.http.whiteboard.context.name=org.apache.felix.webconsole)", "osgi.http.whiteboard.filter.regex",
            "/(configMgr|components|services|status-).*");

    private final Stored stored;

    private SecretResponseFilter(Stored stored) {
        this.stored = stored;
    }

    public static void register(BundleContext context, Stored stored) {
        context.registerService(Filter.class, new SecretResponseFilter(stored), FrameworkUtil.asDictionary(WHERE));
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) throws IOException, ServletException {
        SecretRedactor before = new SecretRedactor(stored.configurations());
        BufferedResponse held = new BufferedResponse((HttpServletResponse) response);
        chain.doFilter(request, held);
        // What was saved by this very request is shown in its answer.
        SecretRedactor after = new SecretRedactor(stored.configurations());
        held.release(text -> after.outOf(before.outOf(text)));
    }
}
