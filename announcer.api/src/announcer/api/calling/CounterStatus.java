package announcer.api.calling;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A counter at one moment. Immutable.
 *
 * @param id its id
 * @param name its short name, as boards show it: {@code 3}
 * @param names its name by language tag, as it is said: {@code counter three}; may be empty
 * @param services ids of the services that it serves
 * @param channels where it calls: ids of channels, {@code zone:ID}, or {@code all}
 * @param paused whether it takes nobody
 * @param current the ticket that it has
 * @param waiting how many wait that it could call
 * @param longestWait for how long the one of them that waits longest has waited; zero: nobody waits
 * @param next number of the ticket that it would call next
 */
public record CounterStatus(String id, String name, Map<String, String> names, List<String> services, List<String> channels,
        boolean paused, Optional<Ticket> current, int waiting, Duration longestWait, Optional<String> next) {
    public CounterStatus {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(names, "names");
        services = List.copyOf(services);
        channels = List.copyOf(channels);
        Objects.requireNonNull(current, "current");
        Objects.requireNonNull(longestWait, "longestWait");
        Objects.requireNonNull(next, "next");
    }
}
