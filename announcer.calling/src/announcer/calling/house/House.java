package announcer.calling.house;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

import announcer.api.calling.Board;
import announcer.api.calling.TicketKind;

/** All settings at one moment: services, counters and boards by id. Immutable. */
public final class House {
    /** In how many languages a call is said at most. */
    public static final int MOST_LANGUAGES = 3;

    private final HouseSettings whole;
    private final Map<String, ServiceSettings> services;
    private final Map<String, CounterSettings> counters;
    private final Map<String, BoardSettings> boards;

    /** Of two with the same id the first counts. */
    public House(HouseSettings whole, Collection<ServiceSettings> services, Collection<CounterSettings> counters,
            Collection<BoardSettings> boards) {
        this.whole = whole;
        this.services = byId(services, ServiceSettings::id);
        this.counters = byId(counters, CounterSettings::id);
        this.boards = byId(boards, BoardSettings::id);
        this.boards.putIfAbsent(Board.DEFAULT, BoardSettings.EVERYTHING);
    }

    private static <T> Map<String, T> byId(Collection<T> all, Function<T, String> id) {
        Map<String, T> map = new TreeMap<>();
        all.forEach(t -> map.putIfAbsent(id.apply(t), t));
        return map;
    }

    /** The settings of the whole. */
    public HouseSettings whole() {
        return whole;
    }

    /** All services, by id. */
    public Collection<ServiceSettings> services() {
        return services.values();
    }

    /** The service with this id. */
    public Optional<ServiceSettings> service(String id) {
        return Optional.ofNullable(services.get(id));
    }

    /** All counters, by id. */
    public Collection<CounterSettings> counters() {
        return counters.values();
    }

    /** The counter with this id. */
    public Optional<CounterSettings> counter(String id) {
        return Optional.ofNullable(counters.get(id));
    }

    /** All boards, by id. */
    public Collection<BoardSettings> boards() {
        return boards.values();
    }

    /** The board with this id. */
    public Optional<BoardSettings> board(String id) {
        return Optional.ofNullable(boards.get(id));
    }

    /** Whether a counter serves a service. Orders are collected, and nobody is called to them by "next". */
    public boolean serves(CounterSettings counter, String service) {
        return counter.services().isEmpty()
                ? service(service).filter(s -> s.kind() == TicketKind.TICKET).isPresent()
                : counter.services().contains(service);
    }

    /**
     * Whether "next" at a counter calls who waits for a service. Who waits for one that is not configured any more, or for none, waits for the
     * counters that serve all.
     */
    public boolean calls(CounterSettings counter, Optional<String> service) {
        return counter.services().isEmpty() || service.filter(counter.services()::contains).isPresent();
    }

    /** The services of a counter. */
    public List<String> servicesOf(CounterSettings counter) {
        return services().stream().map(ServiceSettings::id).filter(s -> serves(counter, s)).toList();
    }

    /** The counters of a service. */
    public List<CounterSettings> countersOf(String service) {
        return counters().stream().filter(c -> serves(c, service)).toList();
    }

    /**
     * When the present day of a service began: its numbers begin anew then, and who waits from before is gone. A time that the clocks go forward
     * over is taken at the end of the shift, one that comes twice the first time.
     *
     * @param service its id; one that is not known has its day from midnight
     */
    public Instant dayStart(Optional<String> service, Instant now) {
        Optional<ServiceSettings> known = service.flatMap(this::service);
        if (known.isPresent() && known.get().resetAt().isEmpty()) {
            return Instant.EPOCH;
        }
        LocalTime at = known.flatMap(ServiceSettings::resetAt).orElse(LocalTime.MIDNIGHT);
        ZoneId zone = whole.zone();
        LocalDate today = now.atZone(zone).toLocalDate();
        Instant start = today.atTime(at).atZone(zone).toInstant();
        return start.isAfter(now) ? today.minusDays(1).atTime(at).atZone(zone).toInstant() : start;
    }

    /** Whether a service is open. */
    public boolean isOpen(ServiceSettings service, Instant now) {
        return service.hours().isOpen(now.atZone(whole.zone()));
    }

    /** The day of the house. */
    public LocalDate day(Instant at) {
        return at.atZone(whole.zone()).toLocalDate();
    }
}
