package announcer.web.engine;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import com.google.gson.JsonPrimitive;

import announcer.api.Announcement;
import announcer.api.Markup;
import announcer.api.RejectedException;
import announcer.api.Request;
import announcer.api.Announcer;
import announcer.web.http.Door;
import announcer.web.http.Exchange;
import announcer.web.http.JsonFields;
import announcer.web.http.Json;
import announcer.web.http.Problem;

/** {@code /api/announcements}: submit, list, follow, move and cancel. */
public final class AnnouncementResource {
    /** A place behind the last is the last. */
    private static final int LAST_PLACE = 1_000_000;

    private final Door<Announcer> door;
    private final LongPolls polls;

    public AnnouncementResource(Door<Announcer> door, LongPolls polls) {
        this.door = door;
        this.polls = polls;
    }

    public void submit(Exchange exchange) throws Problem, IOException {
        Request request = AnnouncementRequestReader.read(exchange);
        Announcement announcement = announce(request);
        exchange.audit("announce", announcement.id());
        exchange.response().setHeader("Location", exchange.root() + "/announcements/" + announcement.id());
        exchange.answer(202, AnnouncementJson.accepted(announcement.status()));
    }

    public void list(Exchange exchange) throws Problem, IOException {
        exchange.answer(200, AnnouncementPage.of(door.get(), AnnouncementSearch.of(exchange)).json());
    }

    public void show(Exchange exchange) throws Problem, IOException {
        int seconds = exchange.query(List.of("wait")).number("wait", 0, 0, exchange.limits().maxWaitSeconds());
        Announcement announcement = find(exchange.id());
        if (seconds == 0 || announcement.status().state().isFinal()) {
            exchange.answer(200, AnnouncementJson.of(announcement.status()));
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
        exchange.answer(200, AnnouncementJson.of(announcement.status()));
    }

    /** Moves one that waits to another place in its channel's queue. */
    public void move(Exchange exchange) throws Problem, IOException {
        int place = JsonFields.of(exchange, List.of("place")).whole("place", 0, LAST_PLACE).orElseThrow(() -> JsonFields.missing("place"));
        Announcement announcement = find(exchange.id());
        if (!door.get().move(announcement.id(), place)) {
            String state = announcement.status().state().name();
            throw new Problem(409, "not-waiting", "The announcement does not wait", "announcement " + announcement.id() + " is " + state
                    + " and cannot be moved; only one that waits and whose sound is not being made yet can").about("id", announcement.id())
                    .with("state", new JsonPrimitive(state));
        }
        exchange.audit("announcement move", announcement.id());
        exchange.answer(200, AnnouncementJson.of(announcement.status()));
    }

    private Announcement announce(Request request) throws Problem {
        try {
            return door.get().announce(request);
        } catch (RejectedException e) {
            throw refusal(e, request);
        }
    }

    /** The API calls some fields by other names: the time-to-live by its unit, and as a number; a text that is a document by its kind. */
    public static Problem refusal(RejectedException e, Request request) {
        Problem problem = Problem.rejected(e);
        if ("timeToLive".equals(e.field())) {
            String value = request.timeToLive().map(ttl -> Json.seconds(Optional.of(ttl)).getAsString()).orElse(e.value());
            problem.about(AnnouncementRequestReader.TTL, value);
        } else if (AnnouncementRequestReader.TEXT.equals(e.field()) && request.markup() == Markup.SSML) {
            problem.about(AnnouncementRequestReader.SSML, e.value());
        }
        return problem;
    }

    private Announcement find(String id) throws Problem {
        return door.get().find(id).orElseThrow(() -> Problem.unknownAnnouncement(id));
    }
}
