package announcer.api.calling;

import java.util.Objects;
import java.util.Optional;

/**
 * Where a ticket is transferred to: exactly one of the two is given. Immutable.
 *
 * @param service id of a service: it waits there, at the place of its time of issue
 * @param counter id of a counter: it waits for that one only
 */
public record Destination(Optional<String> service, Optional<String> counter) {
    public Destination {
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(counter, "counter");
    }

    /** Another service. */
    public static Destination ofService(String id) {
        return new Destination(Optional.of(id), Optional.empty());
    }

    /** A certain counter. */
    public static Destination ofCounter(String id) {
        return new Destination(Optional.empty(), Optional.of(id));
    }
}
