package announcer.console;

import java.io.IOException;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

import announcer.lib.page.PageFiles;
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

    private final transient PageFiles files = new PageFiles(TabResources.class, "res", POLICY);

    /** Called by Declarative Services. */
    @Activate
    public TabResources() {
        super();
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo();
        files.answer(path == null ? "/tab.html" : path, request, response);
    }
}
