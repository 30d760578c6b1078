package announcer.conf.console;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Tells whoever saved a form of the console that what was saved is not in its file: the form's answer carries the words in a header, which the
 * lines that {@link FormRefusals} adds to the form's script show. Needs the servlet API: it is not loaded without.
 */
public final class UnwrittenNotices implements Filter {
    /** The header with the words, percent-encoded as UTF-8. */
    static final String HEADER = "X-Announcer-Problem";

    private static final Map<String, Object> WHERE = Map.of("osgi.http.whiteboard.context.select",
            "(osgi.http.whiteboard.context.name=org.apache.felix.webconsole)", "osgi.http.whiteboard.filter.pattern", "/configMgr/*");

    private final Function<String, Optional<String>> problems;

    private UnwrittenNotices(Function<String, Optional<String>> problems) {
        this.problems = problems;
    }

    /** @param problems the problem of the configuration with a PID, if it has one */
    public static void register(BundleContext context, Function<String, Optional<String>> problems) {
        context.registerService(Filter.class, new UnwrittenNotices(problems), FrameworkUtil.asDictionary(WHERE));
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) throws IOException, ServletException {
        BufferedResponse held = new BufferedResponse((HttpServletResponse) response);
        chain.doFilter(request, held);
        // A save answers with a redirect to the configuration, so that the answer that arrives is that of a GET.
        String path = ((HttpServletRequest) request).getRequestURI();
        String pid = URLDecoder.decode(path.substring(path.lastIndexOf('/') + 1).replace("+", "%2B"), StandardCharsets.UTF_8);
        problems.apply(pid).ifPresent(
                words -> held.setHeader(HEADER, URLEncoder.encode(words, StandardCharsets.UTF_8).replace("+", "%20")));
        held.release(text -> text);
    }
}
