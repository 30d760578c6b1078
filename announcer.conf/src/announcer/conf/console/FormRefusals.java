package announcer.conf.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Makes the console's configuration form say why a value was refused: its own script shows the raw error page in a dialog, and then fails.
 * Some lines of ours are added to that script. Needs the servlet API: it is not loaded without.
 */
public final class FormRefusals implements Filter {
    private static final Map<String, Object> WHERE = Map.of("osgi.http.whiteboard.context.select",
            "(osgi.http.whiteboard.context.name=org.apache.felix.webconsole)", "osgi.http.whiteboard.filter.pattern",
            "/res/ui/config.js");

    private final String script;

    private FormRefusals(String script) {
        this.script = script;
    }

    public static void register(BundleContext context) {
        try (InputStream in = FormRefusals.class.getResourceAsStream("refusals.js")) {
            FormRefusals filter = new FormRefusals(new String(in.readAllBytes(), StandardCharsets.US_ASCII));
            context.registerService(Filter.class, filter, FrameworkUtil.asDictionary(WHERE));
        } catch (IOException e) {
            throw new UncheckedIOException("refusals.js of announcer.conf cannot be read", e);
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) throws IOException, ServletException {
        BufferedResponse held = new BufferedResponse((HttpServletResponse) response);
        chain.doFilter(request, held);
        held.release(text -> text + script);
    }
}
