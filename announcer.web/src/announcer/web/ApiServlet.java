package announcer.web;

import java.io.EOFException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

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
import announcer.api.ChannelListener;
import announcer.api.ChannelStatus;
import announcer.api.access.AccessControl;
import announcer.api.access.Caller;
import announcer.api.access.Scope;
import announcer.api.calling.Calling;
import announcer.api.calling.CallingListener;
import announcer.api.config.Settings;
import announcer.api.lexicon.Lexicon;
import announcer.api.lexicon.TicketGrammar;
import announcer.api.schedule.Schedules;
import announcer.lib.http.SlowBodies;
import announcer.lib.limit.ClientAddresses;
import announcer.lib.time.MonotonicClock;
import announcer.web.admin.AdministrationRoutes;
import announcer.web.bundles.BundleResource;
import announcer.web.calling.CallingRoutes;
import announcer.web.engine.AnnouncementResource;
import announcer.web.engine.BundleIdLookup;
import announcer.web.engine.CacheResource;
import announcer.web.engine.ChannelResource;
import announcer.web.engine.ChimeResource;
import announcer.web.engine.LongPolls;
import announcer.web.engine.ProductInfo;
import announcer.web.engine.StatusResource;
import announcer.web.engine.VoiceResource;
import announcer.web.engine.ZoneResource;
import announcer.web.http.Exchange;
import announcer.web.http.Problem;
import announcer.web.http.RequestAuthorization;
import announcer.web.http.RequestLimits;
import announcer.web.http.RequestRateLimiter;
import announcer.web.http.Routes;
import announcer.web.lexicon.LexiconResource;
import announcer.web.live.InventoryChangeListener;
import announcer.web.live.LiveRoutes;
import announcer.web.live.SnapshotRenderer;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * The servlet of the HTTP API: authenticates the caller, finds the route, and answers every failure in words. It stays when the engine goes,
 * and says so. Safe for use by any thread.
 */
@Component(service = {Servlet.class, AnnouncementListener.class, ChannelListener.class,
        CallingListener.class}, immediate = true, configurationPid = "announcer.web", property = ApiServlet.MARKER + ":Boolean=true")
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=" + ApiContext.NAME + ")")
@HttpWhiteboardServletName("announcer.api")
@HttpWhiteboardServletPattern("/*")
@HttpWhiteboardServletAsyncSupported
@Designate(ocd = WebConfig.class)
public class ApiServlet extends HttpServlet implements AnnouncementListener, ChannelListener, CallingListener {
    /** Service property by which others see that the API is there. */
    static final String MARKER = "announcer.web.api";

    /** Set by the launcher: the parts of the product that are for another operating system, a sentence a line. */
    private static final String RESTING = "announcer.resting";

    private static final long serialVersionUID = 1L;
    private static final int MOST_SLOW_BODIES = 16;
    private static final Logger LOG = LoggerFactory.getLogger(ApiServlet.class);

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private transient volatile AccessControl access;
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private transient volatile Settings settings;
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private transient volatile Schedules schedules;
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private transient volatile Lexicon lexicon;
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private transient volatile TicketGrammar tickets;
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private transient volatile Calling calling;
    private transient volatile Announcer engine;

    private final transient LongPolls polls = new LongPolls(() -> this.mostWaiting);
    private final transient MonotonicClock clock;
    private final transient RequestRateLimiter rates;
    private final transient Routes routes = new Routes();
    private final transient Optional<BundleResource> bundles;
    private final transient Optional<InventoryChangeListener> inventoryChanges;
    private final transient LiveRoutes live;
    private final transient CallingRoutes numbers;
    private transient volatile RequestLimits limits;
    private transient volatile SlowBodies slow = new SlowBodies(MOST_SLOW_BODIES);
    private transient volatile int mostWaiting = LongPolls.MOST_WAITING;
    private transient volatile int mostListeners = WebConfig.DEFAULT_LISTENERS;
    private transient volatile int mostMegabytes = WebConfig.DEFAULT_BUNDLE_MEGABYTES;

    /** Called by Declarative Services. */
    @Activate
    public ApiServlet(BundleContext context, WebConfig config) {
        this(limits(config), new Clocks(MonotonicClock.SYSTEM, MonotonicClock.SYSTEM),
                new ProductInfo(version(context.getBundle().getVersion()),
                        Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()), () -> System.getProperty(RESTING)),
                bundle -> Arrays.stream(context.getBundles()).filter(b -> bundle.equals(b.getSymbolicName() + " " + b.getVersion()))
                        .mapToLong(Bundle::getBundleId).findFirst(),
                Optional.of(context));
        modified(config);
    }

    /** @param context this bundle's; empty: nothing can be done to bundles */
    ApiServlet(RequestLimits limits, Clocks clocks, ProductInfo product, BundleIdLookup ids, Optional<BundleContext> context) {
        this.limits = limits;
        clock = clocks.requests();
        rates = new RequestRateLimiter(clock);
        bundles = context.map(c -> new BundleResource(c, this::engineIfThere, product.rest(), () -> mostMegabytes));
        SnapshotRenderer renderer = new SnapshotRenderer(this::engineIfThere, () -> Optional.ofNullable(access), product, ids);
        live = new LiveRoutes(this::engine, renderer,
                () -> bundles.map(BundleResource::all).orElse(List.of()), () -> mostListeners, clocks.live());
        numbers = new CallingRoutes(() -> present(calling, CallingRoutes::absent), renderer, clocks.live());
        addEngine(product, ids);
        numbers.addTo(routes);
        new AdministrationRoutes(this::engine, this::settings, this::schedules).addTo(routes);
        new LexiconResource(() -> present(lexicon, Problem::lexiconAbsent), () -> present(tickets, Problem::lexiconAbsent), this::engine)
                .addTo(routes);
        bundles.ifPresent(b -> b.addTo(routes));
        live.addTo(routes);
        routes.addForAll("GET", "openapi.json", new OpenApiResource()::show);
        inventoryChanges = context.map(c -> new InventoryChangeListener(c, live::inventoryChanged));
    }

    /**
     * The clocks of the API.
     *
     * @param requests for the limits of requests
     * @param live for what is watched and heard
     */
    record Clocks(MonotonicClock requests, MonotonicClock live) {}

    private void addEngine(ProductInfo product, BundleIdLookup ids) {
        AnnouncementResource announcements = new AnnouncementResource(this::engine, polls, live::changed);
        routes.add("POST", "announcements", Scope.ANNOUNCE, announcements::submit)
                .add("GET", "announcements", Scope.VIEW, announcements::list)
                .add("DELETE", "announcements", Scope.ANNOUNCE, announcements::cancelMany)
                .add("GET", "announcements/export", Scope.VIEW, announcements::export)
                .add("GET", "announcements/{id}", Scope.VIEW, announcements::show)
                .add("DELETE", "announcements/{id}", Scope.ANNOUNCE, announcements::cancel)
                .add("POST", "announcements/{id}/move", Scope.OPERATE, announcements::move);
        ChannelResource channels = new ChannelResource(this::engine, product);
        routes.add("GET", "channels", Scope.VIEW, channels::list).add("GET", "channels/{id}", Scope.VIEW, channels::show)
                .add("DELETE", "channels/{id}/queue", Scope.OPERATE, channels::clearQueue)
                .add("POST", "channels/{id}/push/restart", Scope.OPERATE, channels::restartPush)
                .add("GET", "channels/{id}/push/output", Scope.VIEW, channels::pushOutput);
        CacheResource cache = new CacheResource(this::engine);
        routes.add("GET", "voices", Scope.VIEW, new VoiceResource(this::engine, ids)::list).add("GET", "cache", Scope.VIEW, cache::show)
                .add("GET", "zones", Scope.VIEW, new ZoneResource(this::engine)::list)
                .add("GET", "chimes", Scope.VIEW, new ChimeResource(this::engine)::list)
                .add("POST", "cache/purge", Scope.OPERATE, cache::purge)
                .add("GET", "status", Scope.VIEW, new StatusResource(this::engineIfThere, product)::show);
    }

    private Announcer engine() throws Problem {
        return present(engine, Problem::engineAbsent);
    }

    private Optional<Announcer> engineIfThere() {
        return Optional.ofNullable(engine);
    }

    private Settings settings() throws Problem {
        return present(settings, Problem::settingsAbsent);
    }

    private Schedules schedules() throws Problem {
        return present(schedules, Problem::schedulesAbsent);
    }

    private static <T> T present(T service, Supplier<Problem> absent) throws Problem {
        if (service == null) {
            throw absent.get();
        }
        return service;
    }

    /** All routes of the API. */
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
        // Half of the connections at most: the others are for who does not wait.
        mostWaiting = Math.min(LongPolls.MOST_WAITING, HttpServerGuard.limits(config).maxConnections() / 2);
        mostListeners = config.maxListeners();
        mostMegabytes = config.maxBundleMegabytes();
    }

    @Deactivate
    void deactivate() {
        inventoryChanges.ifPresent(InventoryChangeListener::close);
        polls.endAll();
        live.close();
        numbers.close();
        bundles.ifPresent(BundleResource::close);
    }

    /** Not injected into the field, since its coming and its going are acted upon. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    synchronized void setAnnouncer(Announcer announcer) {
        engine = announcer;
        live.engineCame();
    }

    synchronized void unsetAnnouncer(Announcer announcer) {
        if (announcer == engine) {
            engine = null;
        }
        // What is being waited for may never end: its engine has gone.
        polls.endAll();
        live.engineGone();
    }

    /** Called on the thread that changed it: returns at once. */
    @Override
    public void changed() {
        numbers.changed();
    }

    /** For tests, which are without Declarative Services. */
    void inject(Calling service) {
        calling = service;
    }

    /** For tests, which are without Declarative Services. */
    void inject(AccessControl control, Settings s, Schedules timed) {
        access = control;
        settings = s;
        schedules = timed;
    }

    /** The same. */
    void inject(Lexicon words, TicketGrammar grammar) {
        lexicon = words;
        tickets = grammar;
    }

    /** Called on the engine's events thread: returns at once. */
    @Override
    public void changed(AnnouncementStatus status) {
        live.changed(status);
    }

    /** Called on the engine's events thread: returns at once. */
    @Override
    public void changed(ChannelStatus status) {
        live.changed(status.id());
    }

    /** Called on the engine's events thread: returns at once. */
    @Override
    public void gone(String channel) {
        live.changed(channel);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        try {
            answerOrRefuse(request, response);
        } catch (EOFException e) {
            // As the server says it: the caller has gone, or the server is being started anew with other settings. That is nobody's fault.
            LOG.debug("nobody is there for the answer to {} {}", request.getMethod(), request.getRequestURI(), e);
        }
    }

    private void answerOrRefuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            answer(request, response);
        } catch (Problem problem) {
            Exchange.answer(request, response, problem);
        } catch (EOFException e) {
            throw e;
        } catch (IOException e) {
            if (response.isCommitted()) {
                throw e;
            }
            // Not the caller's connection, but a file: the server itself would answer without a word.
            failed(request, response, e, e.getMessage());
        } catch (RuntimeException | LinkageError e) {
            // LinkageError: the engine's bundle is being updated under the call.
            failed(request, response, e, e.getClass().getSimpleName());
        }
    }

    private static void failed(HttpServletRequest request, HttpServletResponse response, Throwable e, String why) throws IOException {
        LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), e);
        Exchange.answer(request, response, new Problem(500, "internal", "Something went wrong inside Announcer",
                "the request could not be carried out: " + why + "; the log has the details"));
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws Problem, IOException {
        RequestLimits now = limits;
        AccessControl control = present(access, Problem::accessAbsent);
        Caller caller = caller(control, request, now);
        rates.count(caller.name(), now.requestsPerSecond());
        Routes.Match match = routes.find(request.getMethod(), request.getPathInfo());
        Exchange exchange = new Exchange(request, response, match.variables(), now, caller, control, slow, clock);
        RequestAuthorization.demand(exchange, match.route());
        match.route().handler().handle(exchange);
    }

    /** What is not let in counts for its address. Only that: whoever floods from an address keeps nobody out that has a right to come in from there. */
    private Caller caller(AccessControl control, HttpServletRequest request, RequestLimits now) throws Problem {
        try {
            return RequestAuthorization.authenticate(control, request);
        } catch (Problem refusal) {
            rates.count("address " + ClientAddresses.group(request.getRemoteAddr()), now.requestsPerSecond());
            throw refusal;
        }
    }

    void limitWaiting(int most) {
        mostWaiting = most;
    }

    void limitListeners(int most) {
        mostListeners = most;
    }

    /** @param others the limit from now on */
    void limitSlowBodies(SlowBodies others) {
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
