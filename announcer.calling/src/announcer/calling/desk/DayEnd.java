package announcer.calling.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import announcer.api.calling.Ticket;
import announcer.api.calling.TicketState;
import announcer.calling.house.House;
import announcer.calling.state.Draft;
import announcer.calling.state.Entry;

/**
 * Ends what is left of the day before, when a service's numbers begin anew. Whoever is at a counter then stays there. Nothing ends for want of a
 * configuration that may only be coming: after a start services and counters are found one after the other, and until then nobody knows when
 * their days begin. For one thread at a time.
 */
final class DayEnd {
    /** What has not been configured for so long is gone. */
    static final Duration GONE = Duration.ofHours(1);
    private static final String CAUSE = "left at the daily reset";

    /** Since when services and counters of tickets are not configured. */
    private final Map<String, Instant> absentSince = new HashMap<>();

    /** Puts what ends into a draft. */
    void into(Draft draft, House house, Instant now) {
        Map<Optional<String>, Instant> days = new HashMap<>();
        Map<String, Instant> absent = new HashMap<>();
        for (Entry e : draft.live()) {
            Ticket t = e.ticket();
            if (t.issued().isBefore(days.computeIfAbsent(t.service(), s -> house.dayStart(s, now))) && isOver(e, house, now, absent)) {
                draft.put(e.in(TicketState.CANCELLED, now).because(CAUSE));
            }
        }
        absentSince.clear();
        absentSince.putAll(absent);
    }

    private boolean isOver(Entry e, House house, Instant now, Map<String, Instant> absent) {
        Ticket t = e.ticket();
        if (e.state().isAtCounter()) {
            // Nobody could finish it.
            return t.counter().filter(c -> house.counter(c).isEmpty()).filter(c -> isGone("counter/" + c, now, absent)).isPresent();
        }
        return t.service().isEmpty() || house.service(t.service().get()).isPresent() || isGone("service/" + t.service().get(), now, absent);
    }

    private boolean isGone(String what, Instant now, Map<String, Instant> absent) {
        Instant since = absentSince.getOrDefault(what, now);
        absent.put(what, since);
        return !since.plus(GONE).isAfter(now);
    }
}
