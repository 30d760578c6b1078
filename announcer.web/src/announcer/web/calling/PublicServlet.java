package announcer.web.calling;

import java.io.EOFException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.google.gson.JsonObject;

import announcer.api.access.Caller;
import announcer.api.access.Credential;
import announcer.api.calling.Board;
import announcer.api.calling.Calling;
import announcer.api.calling.CallingException;
import announcer.api.calling.CallingListener;
import announcer.api.calling.Command;
import announcer.api.calling.Desk;
import announcer.api.calling.Done;
import announcer.api.calling.ServiceStatus;
import announcer.api.calling.TicketKind;
import announcer.api.calling.VisitorTicket;
import announcer.lib.http.SlowBodies;
import announcer.lib.limit.ClientAddresses;
import announcer.lib.limit.Shares;
import announcer.lib.limit.TokenBuckets;
import announcer.lib.time.MonotonicClock;
import announcer.web.engine.IdempotencyKeyHeader;
import announcer.web.http.Exchange;
import announcer.web.http.JsonFields;
import announcer.web.http.Problem;
import announcer.web.http.RequestLimits;
import announcer.web.http.Routes;
import announcer.web.live.StreamResponses;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * {@code /public}: boards, visitors' tickets, and the taking of numbers, for everybody, without login. It shows numbers and configured texts only. What
 * one address may ask is limited. Safe for use by any thread.
 */
@Component(service = {Servlet.class, CallingListener.class}, immediate = true)
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=" + PublicContext.NAME + ")")
@HttpWhiteboardServletName("announcer.public")
@HttpWhiteboardServletPattern("/*")
@HttpWhiteboardServletAsyncSupported
public class PublicServlet extends HttpServlet implements CallingListener {
    static final int MOST_CLIENTS = 500;
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(PublicServlet.class);
    private static final int PER_SECOND = 20;
    private static final double BURST = 100;
    /** A body names a service. */
    private static final RequestLimits LIMITS = new RequestLimits(2_000, 0, 10, 0);
    private static final int MOST_SLOW_BODIES = 8;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private transient volatile Calling calling;

    private final transient MonotonicClock clock;
    private final transient TokenBuckets requests;
    private final transient TokenBuckets takes;
    private final transient Shares<String> places = new Shares<>();
    private final transient SlowBodies slow = new SlowBodies(MOST_SLOW_BODIES);
    private final transient Routes routes = new Routes();
    private final transient StateStreams streams;

    /** Called by Declarative Services. */
    @Activate
    public PublicServlet() {
        this(MonotonicClock.SYSTEM, MonotonicClock.SYSTEM);
    }

    /** @param clock of limits @param live of streams */
    PublicServlet(MonotonicClock clock, MonotonicClock live) {
        this.clock = clock;
        requests = new TokenBuckets(clock);
        takes = new TokenBuckets(clock);
        streams = new StateStreams("announcer-web-public", live, () -> Instant.now().toString());
        routes.addForAll("GET", "board", e -> board(e, Board.DEFAULT)).addForAll("GET", "board/{id}", e -> board(e, e.id()))
                .addForAll("GET", "board/{id}/events", this::boardEvents).addForAll("GET", "ticket/{id}", this::ticket)
                .addForAll("GET", "ticket/{id}/events", this::ticketEvents).addForAll("GET", "take", this::offer)
                .addForAll("POST", "take", this::take);
    }

    @Deactivate
    void deactivate() {
        streams.close();
    }

    /** For tests, which are without Declarative Services. */
    void inject(Calling service) {
        calling = service;
        streams.changed();
    }

    @Override
    public void changed() {
        streams.changed();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        try {
            answer(request, response);
        } catch (Problem problem) {
            Exchange.answer(request, response, problem);
        } catch (EOFException e) {
            LOG.debug("nobody is there for the answer to {} {}", request.getMethod(), request.getRequestURI(), e);
        } catch (RuntimeException | LinkageError e) {
            // LinkageError: the bundle that calls is being updated under the request.
            LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), e);
            Exchange.answer(request, response, new Problem(500, "internal", "Something went wrong inside Announcer",
                    "the request could not be carried out: " + e.getClass().getSimpleName() + "; the log has the details"));
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws Problem, IOException {
        String address = ClientAddresses.group(request.getRemoteAddr());
        if (!requests.take(address, PER_SECOND, BURST)) {
            throw new Problem(429, "too-many-requests", "Too many requests",
                    "more than " + PER_SECOND
                            + " requests a second came from this address; read the events instead of asking again and again")
                    .header("Retry-After", "1");
        }
        Routes.Match match = routes.find(request.getMethod(), request.getPathInfo());
        Caller visitor = new Caller("visitor " + address, Set.of(), Credential.TOKEN, request.getRemoteAddr());
        match.route().handler().handle(new Exchange(request, response, match.variables(), LIMITS, visitor, null, slow, clock));
    }

    private Calling calling() throws Problem {
        Calling now = calling;
        if (now == null) {
            throw CallingProblems.absent();
        }
        return now;
    }

    // --- boards

    private void board(Exchange exchange, String id) throws Problem, IOException {
        exchange.query(List.of());
        exchange.answer(200, shown(calling(), id).orElseThrow(() -> unknownBoard(id)).json());
    }

    private static Optional<StateStreams.View> shown(Calling from, String id) {
        Optional<Board> board = from.board(id);
        // Without its engine nobody is called, whatever is shown.
        return board.map(b -> new StateStreams.View(CallingJson.of(b, !from.isCalling()), false));
    }

    private void boardEvents(Exchange exchange) throws Problem, IOException {
        String id = exchange.id();
        exchange.query(List.of());
        if (calling().board(id).isEmpty()) {
            throw unknownBoard(id);
        }
        watch(exchange, "board " + id, () -> Optional.ofNullable(calling).flatMap(c -> shown(c, id)));
    }

    private static Problem unknownBoard(String id) {
        return new Problem(404, "unknown-board", "No board has this id", "no board has the id \"" + Problem.shortened(id)
                + "\"; boards are configurations of announcer.calling.board").about("id", id);
    }

    // --- tickets

    private void ticket(Exchange exchange) throws Problem, IOException {
        exchange.query(List.of());
        exchange.answer(200, CallingJson
                .of(calling().visitor(exchange.id()).orElseThrow(() -> CallingProblems.unknownTicket(exchange.id()))));
    }

    private void ticketEvents(Exchange exchange) throws Problem, IOException {
        String id = exchange.id();
        exchange.query(List.of());
        if (calling().visitor(id).isEmpty()) {
            throw CallingProblems.unknownTicket(id);
        }
        watch(exchange, "ticket " + id, () -> Optional.ofNullable(calling).flatMap(c -> c.visitor(id)).map(PublicServlet::seen));
    }

    private static StateStreams.View seen(VisitorTicket t) {
        return new StateStreams.View(CallingJson.of(t), t.state().isFinal());
    }

    private void watch(Exchange exchange, String topic, Supplier<Optional<StateStreams.View>> view)
            throws Problem, IOException {
        if (StreamResponses.isHead(exchange)) {
            exchange.response().setContentType("text/event-stream");
            return;
        }
        String address = ClientAddresses.group(exchange.request().getRemoteAddr());
        Shares.Answer place = places.take(address, MOST_CLIENTS, Shares.half(MOST_CLIENTS));
        if (place != Shares.Answer.TAKEN) {
            throw new Problem(429, "too-many-clients", "Too many watch", place == Shares.Answer.FULL
                    ? "all " + MOST_CLIENTS + " places for boards and tickets are taken; try again when one of them has gone"
                    : "one address may have half of the " + MOST_CLIENTS + " places for boards and tickets; close some of them").later();
        }
        streams.open(exchange.request(), exchange.response(),
                new StateStreams.Watcher(topic, view, () -> true, () -> places.free(address)));
    }

    // --- taking a number

    private Desk offered() throws Problem {
        Calling now = calling();
        if (now.takesPerMinute() == 0) {
            throw new Problem(404, "take-off", "No numbers are taken here",
                    "visitors take no numbers here; an administrator can allow it in the settings of calling (take)");
        }
        return now.desk();
    }

    private void offer(Exchange exchange) throws Problem, IOException {
        exchange.query(List.of());
        Desk desk = offered();
        List<ServiceStatus> services = desk.services().stream().filter(ServiceStatus::take)
                .filter(s -> s.kind() == TicketKind.TICKET).toList();
        exchange.answer(200, CallingJson.offer(services, calling().languages(), desk.now()));
    }

    private void take(Exchange exchange) throws Problem, IOException {
        offered();
        sameSite(exchange.request());
        String service = JsonFields.of(exchange, List.of("service")).text("service");
        Calling now = calling();
        String address = ClientAddresses.group(exchange.request().getRemoteAddr());
        int most = now.takesPerMinute();
        if (!takes.take(address, most / 60.0, most)) {
            throw new Problem(429, "too-many-tickets", "Too many numbers were taken from there",
                    "more than " + most + " numbers a minute were taken from this address; wait a moment").header("Retry-After", "20");
        }
        Done done;
        try {
            done = now.perform(new Command.Issue(service, true), "visitor",
                    IdempotencyKeyHeader.of(exchange.request()).map(k -> "take/" + k));
        } catch (CallingException e) {
            throw CallingProblems.of(e);
        }
        String id = done.ticket().orElseThrow(CallingProblems::forgotten).id();
        JsonObject json = CallingJson.of(now.visitor(id).orElseThrow(() -> CallingProblems.unknownTicket(id)));
        json.addProperty("link", "/ticket/" + id);
        exchange.answer(201, json);
    }

    /** Another site's page takes no numbers. */
    private static void sameSite(HttpServletRequest request) throws Problem {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        boolean foreign = site != null && !Set.of("same-origin", "none").contains(site)
                || origin != null && !origin.equals(request.getScheme() + "://" + request.getHeader("Host"));
        if (foreign) {
            throw new Problem(403, "foreign", "Another site's page may have sent this",
                    "the request comes from a page of another site; open the page /take of this server");
        }
    }
}
