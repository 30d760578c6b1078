package announcer.console;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardFilterPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Refuses what another site makes an administrator's browser send to the console: Felix's pages post without tokens, and the browser adds
 * the password by itself. Programs that send neither header (curl) are let through, they have no victim's browser.
 */
@Component(service = Filter.class)
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=org.apache.felix.webconsole)")
@HttpWhiteboardFilterPattern("/*")
public final class SameOriginFilter implements Filter {
    private static final Logger LOG = LoggerFactory.getLogger(SameOriginFilter.class);
    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        String why = HARMLESS.contains(http.getMethod())
                ? null
                : refusal(http.getScheme(), http.getHeader("Host"), http.getHeader("Origin"), http.getHeader("Sec-Fetch-Site"));
        if (why == null) {
            chain.doFilter(request, response);
            return;
        }
        LOG.warn("web console: a {} from another site was refused: {}", http.getMethod(), why);
        ((HttpServletResponse) response).sendError(HttpServletResponse.SC_FORBIDDEN, "This request came from another site.");
    }

    /** Why a request is refused, or null. Another port of the same machine is another origin, too. */
    static String refusal(String scheme, String host, String origin, String fetchSite) {
        if (fetchSite != null && !fetchSite.equals("same-origin") && !fetchSite.equals("none")) {
            return "Sec-Fetch-Site is " + shown(fetchSite);
        }
        if (origin != null && (host == null || !origin.toLowerCase(Locale.ROOT).equals((scheme + "://" + host).toLowerCase(Locale.ROOT)))) {
            return "Origin is " + shown(origin);
        }
        return null;
    }

    // It is a stranger's text: no line breaks, no novels in the log.
    private static String shown(String s) {
        return s.substring(0, Math.min(s.length(), 100)).replaceAll("[^\\x21-\\x7e]", "?");
    }
}
