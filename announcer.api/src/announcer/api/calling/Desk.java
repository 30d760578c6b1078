package announcer.api.calling;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * All that operators see, at one moment. Immutable.
 *
 * @param now when
 * @param zone the time zone of the house
 * @param durable whether what is done survives the end of the process
 * @param problem what an operator should know of the whole, in words
 * @param services by id
 * @param counters by id
 * @param parked tickets that are NO_SHOW or PARKED, latest first
 * @param orders orders that are PREPARING or READY, oldest first
 * @param calls the latest calls, latest first
 * @param boards the names of the boards by language tag, by the boards' ids
 * @param take whether visitors may take numbers themselves
 */
public record Desk(Instant now, ZoneId zone, boolean durable, Optional<String> problem, List<ServiceStatus> services,
        List<CounterStatus> counters, List<Ticket> parked, List<Ticket> orders, List<Call> calls,
        Map<String, Map<String, String>> boards, boolean take) {
    /** How many are told of those that are parked. */
    public static final int MOST_PARKED = 100;
    /** How many orders are told. */
    public static final int MOST_ORDERS = 200;
    /** How many calls are told. */
    public static final int MOST_CALLS = 50;

    public Desk {
        Objects.requireNonNull(now, "now");
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(problem, "problem");
        services = List.copyOf(services);
        counters = List.copyOf(counters);
        parked = List.copyOf(parked);
        orders = List.copyOf(orders);
        calls = List.copyOf(calls);
        Objects.requireNonNull(boards, "boards");
    }
}
