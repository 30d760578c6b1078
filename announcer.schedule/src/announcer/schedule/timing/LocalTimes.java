package announcer.schedule.timing;

import java.time.LocalDateTime;
import java.util.Optional;

/** The local times that a rule names, whatever the clocks do on that day. */
interface LocalTimes {
    /** The first of them after a local time; empty: there is none. */
    Optional<LocalDateTime> next(LocalDateTime after);
}
