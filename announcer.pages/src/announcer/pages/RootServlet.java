package announcer.pages;

import java.io.IOException;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.HttpWhiteboardConstants;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * The operator's page at the root of the server. A component of its own: its pattern is the empty one, which would be lost in a list, since a
 * component's description leaves blank lines out. Safe for use by any thread.
 */
@Component(service = Servlet.class, property = HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_PATTERN + "=")
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=" + PagesContext.NAME + ")")
public final class RootServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient PageServlet pages = new PageServlet("");

    @Override
    protected void doOptions(HttpServletRequest request, HttpServletResponse response) {
        pages.doOptions(request, response);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        pages.doGet(request, response);
    }
}
