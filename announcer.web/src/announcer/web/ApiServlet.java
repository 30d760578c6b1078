package announcer.web;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.Announcer;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * The HTTP API: checks the token, finds who answers, and turns whatever goes wrong into words. It stays when the engine goes, and says so.
 */
@Component(service = Servlet.class, immediate = true, configurationPid = "announcer.web", property = ApiServlet.MARKER + ":Boolean=true")
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=" + ApiContext.NAME + ")")
@HttpWhiteboardServletName("announcer.api")
@HttpWhiteboardServletPattern("/*")
@HttpWhiteboardServletAsyncSupported
@Designate(ocd = WebConfig.class)
public class ApiServlet extends HttpServlet {
    /** Service property by which others see that the API is there. */
    static final String MARKER = "announcer.web.api";

    /** Set by the launcher: what of the product is for another operating system, a sentence a line. */
    private static final String RESTING = "announcer.resting";

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ApiServlet.class);

    private final transient EngineDoor door = new EngineDoor();
    private final transient LongPolls polls = new LongPolls();
    private final transient Routes routes;
    private final transient Guard guard;
    private transient volatile Limits limits;

    /** Makes the token when there is none, so that it is there before the first caller. */
    @Activate
    public ApiServlet(BundleContext context, WebConfig config) {
        this(tokenFile(context), Limits.of(config));
    }

    ApiServlet(Path tokenFile, Limits limits) {
        this.limits = limits;
        Announcements announcements = new Announcements(door, polls);
        Channels channels = new Channels(door, () -> System.getProperty(RESTING));
        Voices voices = new Voices(door);
        Cache cache = new Cache(door);
        routes = new Routes().add("POST", "announcements", announcements::submit).add("GET", "announcements", announcements::list)
                .add("GET", "announcements/*", announcements::show).add("DELETE", "announcements/*", announcements::cancel)
                .add("GET", "channels", channels::list).add("GET", "channels/*", channels::show)
                .add("POST", "channels/*/push/restart", channels::restartPush).add("GET", "voices", voices::list)
                .add("GET", "cache", cache::show).add("POST", "cache/purge", cache::purge);
        ApiToken token = new ApiToken(tokenFile);
        guard = new Guard(token);
        try {
            token.current();
        } catch (IOException e) {
            // Not thrown: a servlet that answers "the token cannot be made" helps more than none.
            LOG.error("the token of the HTTP API cannot be read or made: {}", e.toString());
        }
    }

    private static Path tokenFile(BundleContext context) {
        String home = context.getProperty("announcer.home");
        File own = home == null ? context.getDataFile("") : new File(home);
        return own.toPath().resolve("conf").resolve("api.token");
    }

    @Modified
    void modified(WebConfig config) {
        limits = Limits.of(config);
    }

    @Deactivate
    void deactivate() {
        polls.endAll();
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void setAnnouncer(Announcer announcer) {
        door.open(announcer);
    }

    void unsetAnnouncer(Announcer announcer) {
        door.close(announcer);
        // What is being waited for may never end: its engine has gone.
        polls.endAll();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        try {
            guard.check(request);
            Routes.Match match = routes.find(request.getMethod(), request.getPathInfo());
            match.handler().handle(new Exchange(request, response, match.variables(), limits));
        } catch (Problem problem) {
            Exchange.answer(request, response, problem);
        } catch (RuntimeException | LinkageError e) {
            // LinkageError: the engine's bundle is being updated under the call.
            LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), e);
            Exchange.answer(request, response, new Problem(500, "internal", "Something went wrong inside Announcer",
                    "the request could not be carried out: " + e.getClass().getSimpleName() + "; the log has the details"));
        }
    }

    /** Requests that wait for an outcome now. */
    int waiting() {
        return polls.waiting();
    }
}
