package announcer.api.calling;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a board shows, for everybody: numbers and the names of counters, never a text that somebody typed. Immutable.
 *
 * @param id its id
 * @param names its name by language tag
 * @param now when
 * @param zone the time zone of the house
 * @param languages tags of its languages, in their order
 * @param current the latest call whose sound has begun
 * @param last those before it, newest first, each ticket once
 * @param waiting how many wait
 * @param estimatedWait how long somebody who comes now will wait; empty: not known
 * @param services its services
 * @param orders numbers of its orders; empty: it has no service of orders
 * @param notice a line by language tag
 */
public record Board(String id, Map<String, String> names, Instant now, ZoneId zone, List<String> languages, Optional<Shown> current,
        List<Shown> last, int waiting, Optional<Duration> estimatedWait, List<ServiceStatus> services, Optional<Orders> orders,
        Map<String, String> notice) {
    /** Id of the board that is there without a configuration, and shows everything. */
    public static final String DEFAULT = "default";

    /**
     * A call on a board.
     *
     * @param call id of the call
     * @param number as it is printed
     * @param kind what the number stands for
     * @param counter id of the counter
     * @param counterName its short name; "" without a counter
     * @param counterNames its name by language tag
     * @param at when its first sample was played
     * @param again how often the ticket had been called before
     * @param speaking whether it is being spoken now
     */
    public record Shown(String call, String number, TicketKind kind, Optional<String> counter, String counterName,
            Map<String, String> counterNames, Instant at, int again, boolean speaking) {
        public Shown {
            Objects.requireNonNull(call, "call");
            Objects.requireNonNull(number, "number");
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(counter, "counter");
            Objects.requireNonNull(counterName, "counterName");
            Objects.requireNonNull(counterNames, "counterNames");
            Objects.requireNonNull(at, "at");
        }
    }

    /**
     * Numbers of orders, oldest first.
     *
     * @param preparing being made
     * @param ready to be collected; from the call's first sample on
     */
    public record Orders(List<String> preparing, List<String> ready) {
        public Orders {
            preparing = List.copyOf(preparing);
            ready = List.copyOf(ready);
        }
    }

    public Board {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(names, "names");
        Objects.requireNonNull(now, "now");
        Objects.requireNonNull(zone, "zone");
        languages = List.copyOf(languages);
        Objects.requireNonNull(current, "current");
        last = List.copyOf(last);
        Objects.requireNonNull(estimatedWait, "estimatedWait");
        services = List.copyOf(services);
        Objects.requireNonNull(orders, "orders");
        Objects.requireNonNull(notice, "notice");
    }
}
