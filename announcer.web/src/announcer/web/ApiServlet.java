package announcer.web;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
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

import announcer.api.AnnouncementListener;
import announcer.api.AnnouncementStatus;
import announcer.api.Announcer;
import announcer.api.access.AccessControl;
import announcer.api.access.Caller;
import announcer.api.access.Scope;
import announcer.api.config.Settings;
import announcer.web.admin.AdministrationRoutes;
import announcer.web.bundles.BundleResource;
import announcer.web.engine.AnnouncementResource;
import announcer.web.engine.BundleIdLookup;
import announcer.web.engine.CacheResource;
import announcer.web.engine.ChannelResource;
import announcer.web.engine.LongPolls;
import announcer.web.engine.ProductInfo;
import announcer.web.engine.StatusResource;
import announcer.web.engine.VoiceResource;
import announcer.web.http.Door;
import announcer.web.http.Exchange;
import announcer.web.http.RequestAuthorization;
import announcer.web.http.RequestLimits;
import announcer.web.http.Problem;
import announcer.web.http.RequestRateLimiter;
import announcer.web.http.Routes;
import announcer.web.http.SlowBodyLimit;
import announcer.web.live.LiveRoutes;
import announcer.web.live.SnapshotRenderer;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * The HTTP API: asks who is there, finds who answers, and turns whatever goes wrong into words. It stays when the engine goes, and says so.
 */
@Component(service = {Servlet.class,
        AnnouncementListener.class}, immediate = true, configurationPid = "announcer.web", property = ApiServlet.MARKER + ":Boolean=true")
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=" + ApiContext.NAME + ")")
@HttpWhiteboardServletName("announcer.api")
@HttpWhiteboardServletPattern("/*")
@HttpWhiteboardServletAsyncSupported
@Designate(ocd = WebConfig.class)
public class ApiServlet extends HttpServlet implements AnnouncementListener {
    /** Service property by which others see that the API is there. */
    static final String MARKER = "announcer.web.api";

    /** Set by the launcher: what of the product is for another operating system, a sentence a line. */
    private static final String RESTING = "announcer.resting";

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ApiServlet.class);

    private final transient Door<Announcer> engine = new Door<>(Problem::engineAbsent);
    private final transient Door<AccessControl> access = new Door<>(Problem::accessAbsent);
    private final transient LongPolls polls = new LongPolls();
    private final transient Door<Settings> settings = new Door<>(Problem::settingsAbsent);
    private final transient LongSupplier nanos;
    private final transient RequestRateLimiter rates;
    private final transient Routes routes;
    private final transient Optional<BundleResource> control;
    private final transient LiveRoutes live;
    private transient volatile RequestLimits limits;
    private transient volatile SlowBodyLimit slow = new SlowBodyLimit(SlowBodyLimit.MOST);
    private transient volatile int mostListeners = WebConfig.DEFAULT_LISTENERS;
    private transient volatile int mostMegabytes = WebConfig.DEFAULT_BUNDLE_MEGABYTES;

    @Activate
    public ApiServlet(BundleContext context, WebConfig config) {
        this(limits(config), System::nanoTime, new ProductInfo(version(context.getBundle().getVersion()),
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()), () -> System.getProperty(RESTING)),
                bundle -> Arrays.stream(context.getBundles()).filter(b -> bundle.equals(b.getSymbolicName() + " " + b.getVersion()))
                        .mapToLong(Bundle::getBundleId).findFirst(),
                Optional.of(context));
        modified(config);
    }

    /** @param context this bundle's; empty: nothing can be done to bundles */
    ApiServlet(RequestLimits limits, LongSupplier nanos, ProductInfo product, BundleIdLookup bundles, Optional<BundleContext> context) {
        this.limits = limits;
        this.nanos = nanos;
        rates = new RequestRateLimiter(nanos);
        routes = new Routes();
        addEngine(product, bundles);
        new AdministrationRoutes(engine, settings).addTo(routes);
        control = context.map(c -> new BundleResource(c, engine::ifOpen, product.rest(), () -> mostMegabytes));
        control.ifPresent(c -> c.addTo(routes));
        live = new LiveRoutes(new SnapshotRenderer(engine, access, product, bundles), () -> control.map(BundleResource::all).orElse(List.of()),
                () -> mostListeners);
        live.addTo(routes);
        routes.addForAll("GET", "openapi.json", new OpenApiResource()::show);
    }

    /** Returns at once. */
    @Override
    public void changed(AnnouncementStatus status) {
        live.changed(status);
    }

    private void addEngine(ProductInfo product, BundleIdLookup bundles) {
        AnnouncementResource announcements = new AnnouncementResource(engine, polls);
        routes.add("POST", "announcements", Scope.ANNOUNCE, announcements::submit)
                .add("GET", "announcements", Scope.VIEW, announcements::list)
                .add("GET", "announcements/{id}", Scope.VIEW, announcements::show)
                .add("DELETE", "announcements/{id}", Scope.ANNOUNCE, announcements::cancel)
                .add("POST", "announcements/{id}/move", Scope.OPERATE, announcements::move);
        ChannelResource channels = new ChannelResource(engine, product);
        routes.add("GET", "channels", Scope.VIEW, channels::list).add("GET", "channels/{id}", Scope.VIEW, channels::show)
                .add("DELETE", "channels/{id}/queue", Scope.OPERATE, channels::clearQueue)
                .add("POST", "channels/{id}/push/restart", Scope.OPERATE, channels::restartPush)
                .add("GET", "channels/{id}/push/output", Scope.VIEW, channels::pushOutput);
        CacheResource cache = new CacheResource(engine);
        routes.add("GET", "voices", Scope.VIEW, new VoiceResource(engine, bundles)::list).add("GET", "cache", Scope.VIEW, cache::show)
                .add("POST", "cache/purge", Scope.OPERATE, cache::purge)
                .add("GET", "status", Scope.VIEW, new StatusResource(engine, product)::show);
    }

    /** All that can be asked here. */
    Routes routes() {
        return routes;
    }

    /** Without the qualifier: every bundle of the product has the same three numbers. */
    private static String version(Version version) {
        return version.getMajor() + "." + version.getMinor() + "." + version.getMicro();
    }

    private static RequestLimits limits(WebConfig config) {
        return new RequestLimits(config.maxBodyBytes(), config.maxWaitSeconds(), config.bodySeconds(), config.requestsPerSecond());
    }

    @Modified
    final void modified(WebConfig config) {
        limits = limits(config);
        mostListeners = config.maxListeners();
        mostMegabytes = config.maxBundleMegabytes();
    }

    @Deactivate
    void deactivate() {
        polls.endAll();
        live.close();
        control.ifPresent(BundleResource::close);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void setAnnouncer(Announcer announcer) {
        engine.open(announcer);
    }

    void unsetAnnouncer(Announcer announcer) {
        engine.close(announcer);
        // What is being waited for may never end: its engine has gone.
        polls.endAll();
        live.engineGone();
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void setAccessControl(AccessControl control) {
        access.open(control);
    }

    void unsetAccessControl(AccessControl control) {
        access.close(control);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void setSettings(Settings s) {
        settings.open(s);
    }

    void unsetSettings(Settings s) {
        settings.close(s);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        try {
            answer(request, response);
        } catch (Problem problem) {
            Exchange.answer(request, response, problem);
        } catch (RuntimeException | LinkageError e) {
            // LinkageError: the engine's bundle is being updated under the call.
            LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), e);
            Exchange.answer(request, response, new Problem(500, "internal", "Something went wrong inside Announcer",
                    "the request could not be carried out: " + e.getClass().getSimpleName() + "; the log has the details"));
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws Problem, IOException {
        RequestLimits now = limits;
        AccessControl control = access.get();
        // Counted as its address's until it is known whose it is: what is not let in is counted too, before a password is looked at.
        String address = "address " + request.getRemoteAddr();
        rates.count(address, now.requestsPerSecond());
        Caller caller = RequestAuthorization.admit(control, request);
        rates.takeBack(address);
        rates.count(caller.name(), now.requestsPerSecond());
        Routes.Match match = routes.find(request.getMethod(), request.getPathInfo());
        Exchange exchange = new Exchange(request, response, match.variables(), now, caller, control, slow, nanos);
        RequestAuthorization.demand(exchange, match.route());
        match.route().handler().handle(exchange);
    }

    void limitListeners(int most) {
        mostListeners = most;
    }

    /** @param others who is waited for from now on */
    void limitSlowBodies(SlowBodyLimit others) {
        slow = others;
    }

    void limitBundles(int megabytes) {
        mostMegabytes = megabytes;
    }

    LiveRoutes live() {
        return live;
    }

    /** Requests that wait for an outcome now. */
    int waiting() {
        return polls.waiting();
    }
}
