package announcer.console;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * The page in the tab, with its modules and styles. It is a servlet of its own in the console's context, so that the console's login is
 * asked for and none of the console's page is put around it.
 */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=org.apache.felix.webconsole)")
@HttpWhiteboardServletPattern({TabResources.PAGE, TabResources.FOLDER + "/*"})
public final class TabResources extends HttpServlet {
    static final String PAGE = "/announcer/tab.html";
    static final String FOLDER = "/announcer/tab";
    /** Nothing but our own files, no inline scripts or styles; framed by the console only. */
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
            + "media-src 'self' blob:; frame-ancestors 'self'; form-action 'none'; base-uri 'none'";

    private static final long serialVersionUID = 1L;

    /** Files that were asked for before: there are no more of them than there are files. */
    private final transient ConcurrentMap<String, TabFile> files = new ConcurrentHashMap<>();

    /** Called by Declarative Services. */
    @Activate
    public TabResources() {
        super();
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo();
        Optional<TabFile> found = file(path == null ? "/tab.html" : path);
        if (found.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        TabFile file = found.get();
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        // Asked for each time and sent when it is another: a new bundle's page is never mixed with the old one's modules.
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("ETag", file.tag());
        if (file.tag().equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(file.type());
        response.setContentLength(file.length());
        file.writeTo(response.getOutputStream());
    }

    private Optional<TabFile> file(String path) throws IOException {
        TabFile known = files.get(path);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<TabFile> read = TabFile.read(path);
        read.ifPresent(file -> files.put(path, file));
        return read;
    }
}
