package announcer.api.calling;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A service at one moment. Immutable.
 *
 * @param id its id
 * @param kind whether it has tickets or orders
 * @param prefix what its numbers begin with
 * @param names its name by language tag; may be empty
 * @param open whether it is open now
 * @param hours when it is open, as configured; none: always
 * @param waiting how many wait
 * @param longestWait for how long the one that waits longest has waited; zero: nobody waits
 * @param estimatedWait how long somebody who comes now will wait; empty: not known
 * @param next number of the first that waits
 * @param take whether visitors may take a number themselves
 * @param counters ids of the counters that serve it
 */
public record ServiceStatus(String id, TicketKind kind, String prefix, Map<String, String> names, boolean open, List<String> hours,
        int waiting, Duration longestWait, Optional<Duration> estimatedWait, Optional<String> next, boolean take, List<String> counters) {
    public ServiceStatus {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(prefix, "prefix");
        Objects.requireNonNull(names, "names");
        hours = List.copyOf(hours);
        Objects.requireNonNull(longestWait, "longestWait");
        Objects.requireNonNull(estimatedWait, "estimatedWait");
        Objects.requireNonNull(next, "next");
        counters = List.copyOf(counters);
    }
}
