package announcer.calling.desk;

import java.time.Instant;

import announcer.api.calling.TicketState;
import announcer.calling.house.House;
import announcer.calling.state.Draft;
import announcer.calling.state.Entry;

/** Ends what is left of the day before, when a service's numbers begin anew. Whoever is at a counter then stays there. */
final class DayEnd {
    private static final String CAUSE = "left at the daily reset";

    private DayEnd() {
    }

    /** Puts what ends into a draft. */
    static void into(Draft draft, House house, Instant now) {
        for (Entry e : draft.live()) {
            if (!e.state().isAtCounter() && e.ticket().issued().isBefore(house.dayStart(e.ticket().service(), now))) {
                draft.put(e.in(TicketState.CANCELLED, now).because(CAUSE));
            }
        }
    }
}
