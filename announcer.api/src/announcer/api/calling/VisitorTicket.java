package announcer.api.calling;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A ticket as its visitor sees it on a phone. It is CALLED when its call is heard, or has ended without having been heard; until then it
 * waits. Immutable.
 *
 * @param id its id
 * @param number as it is printed
 * @param kind what it stands for
 * @param service id of its service
 * @param serviceNames the service's name by language tag
 * @param state where it is, for its visitor
 * @param now when
 * @param issued when it was issued
 * @param before how many are before it; empty: it does not wait
 * @param estimatedWait how long it will wait; empty: not known, or it does not wait
 * @param counter id of the counter to go to
 * @param counterName its short name; "" without a counter
 * @param counterNames its name by language tag
 * @param called when the call was heard
 * @param again how often it had been called before
 * @param languages tags of the languages of its service
 */
public record VisitorTicket(String id, String number, TicketKind kind, Optional<String> service, Map<String, String> serviceNames,
        TicketState state, Instant now, Instant issued, Optional<Integer> before, Optional<Duration> estimatedWait,
        Optional<String> counter, String counterName, Map<String, String> counterNames, Optional<Instant> called, int again,
        List<String> languages) {
    public VisitorTicket {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(number, "number");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(serviceNames, "serviceNames");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(now, "now");
        Objects.requireNonNull(issued, "issued");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(estimatedWait, "estimatedWait");
        Objects.requireNonNull(counter, "counter");
        Objects.requireNonNull(counterName, "counterName");
        Objects.requireNonNull(counterNames, "counterNames");
        Objects.requireNonNull(called, "called");
        languages = List.copyOf(languages);
    }
}
