package announcer.web.engine;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import announcer.api.AnnouncementState;
import announcer.api.AnnouncementStatus;
import announcer.api.HistoryQuery;
import announcer.web.http.Exchange;
import announcer.web.http.Problem;
import announcer.web.http.QueryParameters;

/**
 * The filter and the range of a list of announcements.
 *
 * @param limit how many, at most
 * @param before id of the one behind which the list begins, in time: only older ones are listed
 * @param channel only those of this channel
 * @param state only those in this state
 * @param text only those whose text contains this, in any case; in small letters
 * @param from only those accepted then or later
 * @param to only those accepted before
 */
record AnnouncementSearch(int limit, Optional<String> before, Optional<String> channel, Optional<AnnouncementState> state,
        Optional<String> text, Optional<Instant> from, Optional<Instant> to) {
    private static final int USUAL_LIST = 50;
    private static final int LONGEST_LIST = 1000;
    private static final int LONGEST_TEXT = 100;
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final List<String> PARAMETERS = List.of("limit", "before", "channel", "state", "text", "from", "to");
    /** Of an export, which has no pages. */
    private static final List<String> EXPORTED = PARAMETERS.subList(2, PARAMETERS.size());

    static AnnouncementSearch of(Exchange exchange) throws Problem {
        return of(exchange.query(PARAMETERS));
    }

    /** All that match, in the largest pages. */
    static AnnouncementSearch ofExport(Exchange exchange) throws Problem {
        AnnouncementSearch s = of(exchange.query(EXPORTED));
        return new AnnouncementSearch(LONGEST_LIST, Optional.empty(), s.channel(), s.state(), s.text(), s.from(), s.to());
    }

    private static AnnouncementSearch of(QueryParameters query) throws Problem {
        Optional<String> state = query.text("state");
        Optional<String> text = query.text("text");
        if (text.isPresent() && text.get().length() > LONGEST_TEXT) {
            throw Problem.field("text", text.get(),
                    "the query parameter \"text\" has " + text.get().length() + " characters; " + LONGEST_TEXT + " are allowed");
        }
        return new AnnouncementSearch(query.number("limit", USUAL_LIST, 1, LONGEST_LIST), query.text("before"), query.text("channel"),
                state.isEmpty() ? Optional.empty() : Optional.of(state(state.get())), text.map(t -> t.toLowerCase(Locale.ROOT)),
                time(query, "from"), time(query, "to"));
    }

    private static Optional<Instant> time(QueryParameters query, String name) throws Problem {
        Optional<String> value = query.text(name);
        try {
            Optional<Instant> time = value.map(Instant::parse);
            // What the journal can count in nanoseconds.
            if (time.isEmpty() || time.get().isAfter(EARLIEST) && time.get().isBefore(LATEST)) {
                return time;
            }
        } catch (DateTimeParseException e) {
            // Said below, with an example.
        }
        throw Problem.field(name, value.get(), name + " is \"" + Problem.shortened(value.get())
                + "\"; it must be a time in UTC such as 2026-11-30T08:00:00Z");
    }

    private static AnnouncementState state(String name) throws Problem {
        for (AnnouncementState state : AnnouncementState.values()) {
            if (state.name().equals(name)) {
                return state;
            }
        }
        throw Problem.field("state", name,
                "state is \"" + Problem.shortened(name) + "\"; it must be one of " + Arrays.toString(AnnouncementState.values()));
    }

    /** Whether the search names nothing but where the list begins and how long it is. */
    boolean isPlain() {
        return channel.isEmpty() && state.isEmpty() && text.isEmpty() && from.isEmpty() && to.isEmpty();
    }

    boolean matches(AnnouncementStatus status) {
        return query(1).matches(status);
    }

    /** The same for the engine. @param most how many, at most */
    HistoryQuery query(int most) {
        return new HistoryQuery(channel, state.map(Set::of).orElse(Set.of()), text, from, to, before, most);
    }

    /** The same, beginning before a time instead of behind one. */
    AnnouncementSearch acceptedBefore(Instant time) {
        return new AnnouncementSearch(limit, Optional.empty(), channel, state, text, from,
                Optional.of(to.filter(t -> t.isBefore(time)).orElse(time)));
    }

    /** The same, beginning behind one. */
    AnnouncementSearch after(String id) {
        return new AnnouncementSearch(limit, Optional.of(id), channel, state, text, from, to);
    }
}
