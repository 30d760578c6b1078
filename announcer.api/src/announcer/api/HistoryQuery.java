package announcer.api;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Which announcements are asked for: those that match all that is given, newest first. Immutable.
 *
 * @param channel id of the channel, or one of the channels; empty: of all
 * @param states empty: all
 * @param text what their text contains, whatever the case of its letters; empty: anything
 * @param from accepted at this time or later; empty: whenever
 * @param to accepted before this time; empty: whenever
 * @param before id of the announcement that the page before ended with: the page begins after it; empty: the first page
 * @param limit how many at most, 1 to {@value #MOST}
 */
public record HistoryQuery(Optional<String> channel, Set<AnnouncementState> states, Optional<String> text, Optional<Instant> from,
        Optional<Instant> to, Optional<String> before, int limit) {
    /** The largest page. */
    public static final int MOST = 1000;

    public HistoryQuery {
        Objects.requireNonNull(channel, "channel");
        states = Set.copyOf(states);
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(before, "before");
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit is " + limit + "; it must be 1 to " + MOST);
        }
    }

    /** The newest announcements. */
    public static HistoryQuery newest(int limit) {
        return new HistoryQuery(Optional.empty(), Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), limit);
    }

    /** Whether one matches all that is given, its place in the order left aside. */
    public boolean matches(AnnouncementStatus s) {
        return channel.map(s.channels()::contains).orElse(true)
                && (states.isEmpty() || states.contains(s.state()))
                && text.map(t -> s.request().text().toLowerCase(Locale.ROOT).contains(t.toLowerCase(Locale.ROOT))).orElse(true)
                && from.map(t -> !s.submitted().isBefore(t)).orElse(true)
                && to.map(t -> s.submitted().isBefore(t)).orElse(true);
    }
}
