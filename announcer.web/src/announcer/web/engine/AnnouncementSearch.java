package announcer.web.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import announcer.api.AnnouncementState;
import announcer.api.AnnouncementStatus;
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
 */
record AnnouncementSearch(int limit, Optional<String> before, Optional<String> channel, Optional<AnnouncementState> state,
        Optional<String> text) {
    private static final int USUAL_LIST = 50;
    private static final int LONGEST_LIST = 1000;
    private static final int LONGEST_TEXT = 100;
    private static final List<String> PARAMETERS = List.of("limit", "before", "channel", "state", "text");

    static AnnouncementSearch of(Exchange exchange) throws Problem {
        QueryParameters query = exchange.query(PARAMETERS);
        Optional<String> state = query.text("state");
        Optional<String> text = query.text("text");
        if (text.isPresent() && text.get().length() > LONGEST_TEXT) {
            throw Problem.field("text", text.get(),
                    "the query parameter \"text\" has " + text.get().length() + " characters; " + LONGEST_TEXT + " are allowed");
        }
        return new AnnouncementSearch(query.number("limit", USUAL_LIST, 1, LONGEST_LIST), query.text("before"), query.text("channel"),
                state.isEmpty() ? Optional.empty() : Optional.of(state(state.get())), text.map(t -> t.toLowerCase(Locale.ROOT)));
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
        return channel.isEmpty() && state.isEmpty() && text.isEmpty();
    }

    boolean matches(AnnouncementStatus status) {
        return channel.map(c -> status.request().channel().equals(c)).orElse(true)
                && state.map(s -> status.state() == s).orElse(true)
                && text.map(t -> status.request().text().toLowerCase(Locale.ROOT).contains(t)).orElse(true);
    }
}
