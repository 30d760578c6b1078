package announcer.pages;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.lib.page.PageFiles;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * The operator's page, figures, boards, the ticket machine and tickets: files that are the same for everybody. Only the paths named here are taken, so
 * what else is on the server answers as before. Safe for use by any thread.
 */
@Component(service = Servlet.class, configurationPid = PageServlet.PID)
@Designate(ocd = PagesConfig.class)
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=" + PagesContext.NAME + ")")
@HttpWhiteboardServletPattern({"/board/*", "/take", "/figures", "/ticket/*", "/pages/*"})
public final class PageServlet extends HttpServlet {
    /** The configuration. */
    static final String PID = "announcer.pages";
    /** Nothing but our own files and the API of this server; no inline scripts or styles, no forms that leave the page. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; media-src blob:; "
            + "form-action 'none'; base-uri 'none'; frame-ancestors ";
    private static final Pattern TICKET = Pattern.compile("/ticket/([A-Za-z0-9_-]{1,64})(\\.svg)?");
    private static final Pattern BOARD = Pattern.compile("/board(/[^/]{0,100})?");
    private static final String FOLDER = "/pages";

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(PageServlet.class);

    /** Nobody is to press an operator's buttons unseen, within a page of another site. */
    private final transient PageFiles pressed = new PageFiles(PageServlet.class, "res", POLICY + "'self'");
    /** A board has nothing to press, and signs show it within pages of their own. */
    private final transient PageFiles looked = new PageFiles(PageServlet.class, "res", POLICY + "*");
    private transient volatile String publicUrl;

    /** Called by Declarative Services. */
    @Activate
    public PageServlet(PagesConfig config) {
        this(config.publicUrl());
    }

    PageServlet(String publicUrl) {
        reachedAt(publicUrl);
    }

    @Modified
    void modified(PagesConfig config) {
        reachedAt(config.publicUrl());
    }

    void reachedAt(String url) {
        try {
            publicUrl = PublicAddress.checked(url);
        } catch (IllegalArgumentException e) {
            // Only where the check of configurations did not run: the codes name the address by which the page was opened.
            LOG.warn("{}", e.getMessage());
            publicUrl = "";
        }
    }

    /** The default names TRACE too, which the server refuses. */
    @Override
    protected void doOptions(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Allow", "GET, HEAD, OPTIONS");
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String info = request.getPathInfo();
        String path = request.getServletPath() + (info == null ? "" : info);
        Matcher ticket = TICKET.matcher(path);
        if (path.equals("/")) {
            pressed.answer("/desk.html", request, response);
        } else if (path.equals("/take")) {
            pressed.answer("/take.html", request, response);
        } else if (path.equals("/figures")) {
            pressed.answer("/figures.html", request, response);
        } else if (BOARD.matcher(path).matches()) {
            looked.answer("/board.html", request, response);
        } else if (path.startsWith(FOLDER + "/") && !path.endsWith(".html")) {
            pressed.answer(path.substring(FOLDER.length()), request, response);
        } else if (!ticket.matches()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else if (ticket.group(2) == null) {
            pressed.answer("/ticket.html", request, response);
        } else {
            code(ticket.group(1), request, response);
        }
    }

    /** Whether there is such a ticket is not looked at: the code is the address, which the asker knows. */
    private void code(String ticket, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<String> base = publicUrl.isEmpty() ? PublicAddress.of(request) : Optional.of(publicUrl);
        if (base.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        byte[] picture = QrCode.svg(base.get() + "/ticket/" + ticket).getBytes(StandardCharsets.UTF_8);
        pressed.secure(response);
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("image/svg+xml");
        response.setContentLength(picture.length);
        response.getOutputStream().write(picture);
    }
}
