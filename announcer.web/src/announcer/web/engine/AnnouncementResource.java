package announcer.web.engine;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

import com.google.gson.JsonPrimitive;

import announcer.api.Announcement;
import announcer.api.AnnouncementStatus;
import announcer.api.Markup;
import announcer.api.RejectedException;
import announcer.api.Request;
import announcer.api.Announcer;
import announcer.api.CancelSelector;
import announcer.lib.json.ApiJson;
import announcer.web.http.ServiceLookup;
import announcer.web.http.Exchange;
import announcer.web.http.JsonFields;
import announcer.lib.json.JsonValues;
import announcer.web.http.Problem;
import announcer.web.http.QueryParameters;
import com.google.gson.JsonObject;

/** {@code /api/announcements}: submit, list, follow, move and cancel. */
public final class AnnouncementResource {
    /** A place behind the last is the last. */
    private static final int LAST_PLACE = 1_000_000;
    /** Each holds a thread as long as its client is slow. */
    private static final int MOST_EXPORTS = 2;

    private static final List<String> SELECTORS = List.of(AnnouncementRequestReader.CHANNEL, AnnouncementRequestReader.SUPERSEDE,
            AnnouncementRequestReader.GROUP);

    private final ServiceLookup<Announcer> engine;
    private final LongPolls polls;
    private final Consumer<String> moved;
    private final Semaphore exports = new Semaphore(MOST_EXPORTS);

    /** @param moved told of the channel in whose queue something was moved, of which the engine tells nobody */
    public AnnouncementResource(ServiceLookup<Announcer> engine, LongPolls polls, Consumer<String> moved) {
        this.engine = engine;
        this.polls = polls;
        this.moved = moved;
    }

    public void submit(Exchange exchange) throws Problem, IOException {
        Request request = AnnouncementRequestReader.read(exchange);
        Announcement announcement = announce(request);
        exchange.audit("announce", announcement.id());
        exchange.response().setHeader("Location", exchange.root() + "/announcements/" + announcement.id());
        JsonObject accepted = new JsonObject();
        accepted.addProperty("id", announcement.id());
        accepted.addProperty("state", announcement.status().state().name());
        exchange.answer(202, accepted);
    }

    public void list(Exchange exchange) throws Problem, IOException {
        exchange.answer(200, AnnouncementPage.of(engine.get(), AnnouncementSearch.of(exchange)).json());
    }

    /**
     * Answers all that match as JSON lines, newest first: it is read and sent page by page, whatever its length. An answer that cannot be
     * ended is broken off, so that nobody takes it for the whole.
     */
    public void export(Exchange exchange) throws Problem, IOException {
        AnnouncementSearch search = AnnouncementSearch.ofExport(exchange);
        Announcer announcer = engine.get();
        if (!exports.tryAcquire()) {
            throw new Problem(503, "journal-unreadable", "The journal cannot be read now",
                    MOST_EXPORTS + " exports are being read already; try again when one of them has ended").later();
        }
        try {
            export(exchange, announcer, search);
        } finally {
            exports.release();
        }
    }

    private static void export(Exchange exchange, Announcer announcer, AnnouncementSearch search) throws Problem, IOException {
        boolean kept = announcer.journal().isPresent();
        boolean head = exchange.request().getMethod().equals("HEAD");
        List<AnnouncementStatus> page = head ? List.of() : read(announcer, search);
        exchange.audit("announcements export", "");
        exchange.response().setContentType("application/jsonl");
        exchange.response().setHeader("Content-Disposition", "attachment; filename=\"announcements.jsonl\"");
        OutputStream out = exchange.response().getOutputStream();
        while (!page.isEmpty()) {
            for (AnnouncementStatus status : page) {
                // What has changed since it was found may not match any more.
                if (search.matches(status)) {
                    out.write(JsonValues.bytes(ApiJson.announcement(status)));
                    out.write('\n');
                }
            }
            out.flush();
            page = page.size() < search.limit() ? List.of() : readOn(announcer, search.after(page.get(page.size() - 1).id()), kept);
        }
    }

    private static List<AnnouncementStatus> readOn(Announcer announcer, AnnouncementSearch search, boolean kept) throws IOException {
        List<AnnouncementStatus> page = announcer.search(search.query(search.limit()));
        if (kept && announcer.journal().isEmpty()) {
            // The page is of what is remembered, where the one before may be unknown.
            throw new IOException("the journal has gone while it was being exported");
        }
        return page;
    }

    private static List<AnnouncementStatus> read(Announcer announcer, AnnouncementSearch search) throws Problem {
        try {
            return announcer.search(search.query(search.limit()));
        } catch (IOException e) {
            throw AnnouncementPage.unreadable(e);
        }
    }

    public void show(Exchange exchange) throws Problem, IOException {
        int seconds = exchange.query(List.of("wait")).number("wait", 0, 0, exchange.limits().maxWaitSeconds());
        Announcement announcement = find(exchange.id());
        if (seconds == 0 || announcement.status().state().isFinal()) {
            exchange.answer(200, ApiJson.announcement(announcement.status()));
        } else {
            polls.add(exchange, announcement, Duration.ofSeconds(seconds));
        }
    }

    public void cancel(Exchange exchange) throws Problem, IOException {
        exchange.query(List.of());
        Announcement announcement = find(exchange.id());
        boolean cancelled = announcement.cancel("cancelled over the HTTP API");
        String state = announcement.status().state().name();
        if (!cancelled) {
            throw new Problem(409, "has-outcome", "The announcement has an outcome already",
                    "announcement " + announcement.id() + " is " + state + " and can no longer be cancelled").about("id", announcement.id())
                    .with("state", new JsonPrimitive(state));
        }
        exchange.audit("announcement cancel", announcement.id());
        exchange.answer(200, ApiJson.announcement(announcement.status()));
    }

    /** Withdraws all that have a key, wherever they are before their outcome. */
    public void cancelMany(Exchange exchange) throws Problem, IOException {
        QueryParameters query = exchange.query(SELECTORS);
        CancelSelector selector = new CancelSelector(notBlank(query, AnnouncementRequestReader.CHANNEL),
                notBlank(query, AnnouncementRequestReader.SUPERSEDE), notBlank(query, AnnouncementRequestReader.GROUP));
        if (selector.group().isEmpty() && selector.supersede().isEmpty()) {
            throw new Problem(400, "missing-field", "A field is missing",
                    "the query parameter \"group\" or \"supersede\" is missing: it tells"
                            + " which announcements to withdraw (DELETE /api/channels/ID/queue withdraws all that wait on a channel)")
                    .about(AnnouncementRequestReader.GROUP, null);
        }
        int cancelled = engine.get().cancel(selector, "cancelled over the HTTP API");
        exchange.audit("announcements cancel", exchange.request().getQueryString());
        JsonObject answer = new JsonObject();
        answer.addProperty("cancelled", cancelled);
        exchange.answer(200, answer);
    }

    private static Optional<String> notBlank(QueryParameters query, String name) throws Problem {
        Optional<String> value = query.text(name);
        if (value.filter(String::isBlank).isPresent()) {
            throw Problem.field(name, value.get(), "the query parameter \"" + name + "\" is empty; leave it out, or say which");
        }
        return value;
    }

    /** Moves one that waits to another place in its channel's queue. */
    public void move(Exchange exchange) throws Problem, IOException {
        int place = JsonFields.of(exchange, List.of("place")).whole("place", 0, LAST_PLACE).orElseThrow(() -> JsonFields.missing("place"));
        Announcement announcement = find(exchange.id());
        if (!engine.get().move(announcement.id(), place)) {
            String state = announcement.status().state().name();
            throw new Problem(409, "not-waiting", "The announcement does not wait", "announcement " + announcement.id() + " is " + state
                    + " and cannot be moved; only one that waits and whose sound is not being made yet can").about("id", announcement.id())
                    .with("state", new JsonPrimitive(state));
        }
        announcement.status().channels().forEach(moved);
        exchange.audit("announcement move", announcement.id());
        exchange.answer(200, ApiJson.announcement(announcement.status()));
    }

    private Announcement announce(Request request) throws Problem {
        try {
            request.keys().checkFromOutside();
            return engine.get().announce(request);
        } catch (RejectedException e) {
            throw refusal(e, request);
        }
    }

    /** The API calls some fields by other names: the time-to-live by its unit, and as a number; a text that is a document by its kind. */
    public static Problem refusal(RejectedException e, Request request) {
        Problem problem = Problem.rejected(e);
        if ("timeToLive".equals(e.field())) {
            String value = request.timeToLive().map(ttl -> JsonValues.seconds(Optional.of(ttl)).getAsString()).orElse(e.value());
            problem.about(AnnouncementRequestReader.TTL, value);
        } else if ("repeat.pause".equals(e.field())) {
            problem.about(AnnouncementRequestReader.PAUSE, e.value());
        } else if (AnnouncementRequestReader.TEXT.equals(e.field()) && request.markup() == Markup.SSML) {
            problem.about(AnnouncementRequestReader.SSML, e.value());
        }
        return problem;
    }

    private Announcement find(String id) throws Problem {
        return AnnouncementPage.find(engine.get(), id);
    }
}
