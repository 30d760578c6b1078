package announcer.console;

import java.io.IOException;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * The tab "Announcer" of the web console. The console puts its own page, which is full of inline scripts, around what this writes: so this
 * is a window only, and the page in it ({@link TabResources}) has a content security policy of its own.
 */
@Component(service = Servlet.class, property = {"felix.webconsole.label=announcer", "felix.webconsole.title=Announcer",
        "felix.webconsole.category=Main", "felix.webconsole.css=/announcer/tab/frame.css"})
public final class AnnouncerTab extends HttpServlet {
    private static final long serialVersionUID = 1L;
    /** The request attribute with the console's path, such as {@code /system/console}; an attribute that it sets. */
    private static final String ROOT = "felix.webconsole.appRoot";

    /** Called by Declarative Services. */
    @Activate
    public AnnouncerTab() {
        super();
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/html");
        response.setCharacterEncoding("UTF-8");
        response.getWriter().println(frame(String.valueOf(request.getAttribute(ROOT))));
    }

    static String frame(String root) {
        // A path is given by the console's configuration: quotes would end the attribute.
        return "<iframe id=\"announcer-tab\" title=\"Announcer\" src=\"" + root.replaceAll("[^A-Za-z0-9/._~%-]", "")
                + "/announcer/tab.html\"></iframe>";
    }
}
