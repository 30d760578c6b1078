package announcer.calling.desk;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import announcer.api.AnnouncementState;
import announcer.api.Announcer;
import announcer.api.calling.Call;
import announcer.api.calling.CallingException;
import announcer.api.calling.Command;
import announcer.api.calling.Done;
import announcer.api.calling.Ticket;
import announcer.api.lexicon.TicketGrammar;
import announcer.calling.house.BoardSettings;
import announcer.calling.house.CounterSettings;
import announcer.calling.house.House;
import announcer.calling.house.HouseSettings;
import announcer.calling.house.ServiceSettings;
import announcer.calling.house.Values;
import announcer.testing.FakeAnnouncement;
import announcer.testing.FakeAnnouncer;
import announcer.testing.FakeStateStore;

/** An office of three counters and two services, and a snack bar; its clock goes when a test says so. Its engine and its disk outlive its process. */
final class Office {
    volatile Instant now = Instant.parse("2026-11-30T08:00:00Z");
    final FakeStateStore disk = new FakeStateStore();
    final FakeAnnouncer engine = new FakeAnnouncer();
    final AtomicInteger changes = new AtomicInteger();
    volatile Optional<Announcer> running = Optional.of(engine);
    volatile Optional<TicketGrammar> grammar = Optional.empty();
    volatile House house;
    CallingDesk desk;

    Office() {
        engine.remembersKeys = true;
        house = house(Map.of());
        start();
    }

    /** @param whole settings of the whole */
    House house(Map<String, Object> whole) {
        try {
            HouseSettings settings = HouseSettings.of(new Values(whole), ZoneId.of("Europe/Berlin"));
            List<ServiceSettings> services = List.of(service("a", "prefix", "A-", "names", new String[]{"en=Accounts", "zh=\u5f00\u6237"}),
                    service("b", "prefix", "B-", "last", 20), service("snacks", "kind", "ORDERS", "prefix", "", "digits", 0));
            List<CounterSettings> counters = List.of(counter("c1", "services", new String[]{"a"}),
                    counter("c2", "services", new String[]{"a", "b"}),
                    counter("c3", "name", "3", "names", new String[]{"en=counter three"}));
            List<BoardSettings> boards = List.of(BoardSettings.of("announcer.calling.board~b",
                    values("id", "only-b", "services", new String[]{"b"}, "lastCalls", 2)));
            return new House(settings, services, counters, boards);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    static ServiceSettings service(String id, Object... more) throws Exception {
        return ServiceSettings.of("announcer.calling.service~" + id, values(with("id", id, more)));
    }

    static CounterSettings counter(String id, Object... more) throws Exception {
        return CounterSettings.of("announcer.calling.counter~" + id, values(with("id", id, more)));
    }

    private static Object[] with(String key, Object value, Object... more) {
        List<Object> all = new ArrayList<>(List.of(key, value));
        all.addAll(List.of(more));
        return all.toArray();
    }

    static Values values(Object... keysAndValues) {
        Map<String, Object> map = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return new Values(map);
    }

    /** Starts the process anew, on the same disk. */
    void start() {
        desk = new CallingDesk(() -> now, () -> house, () -> running, () -> grammar, changes::incrementAndGet);
        desk.offer(disk);
        desk.step();
    }

    Done perform(Command c) throws CallingException {
        return desk.perform(c, "anna", Optional.empty());
    }

    Ticket issue(String service) throws CallingException {
        return perform(new Command.Issue(service, false)).ticket().orElseThrow();
    }

    Done next(String counter) throws CallingException {
        return perform(new Command.Next(counter, Optional.empty()));
    }

    Done act(String counter, Command.Act act) throws CallingException {
        return perform(new Command.AtCounter(counter, act, Optional.empty()));
    }

    Ticket ticket(String id) {
        return desk.ticket(id).orElseThrow();
    }

    /** What has become of a call. */
    Call call(Done done) {
        return ticket(done.ticket().orElseThrow().id()).call().orElseThrow();
    }

    /** The engine speaks, or has spoken, its latest announcement. */
    void engineSays(AnnouncementState... states) {
        for (AnnouncementState s : states) {
            says(engine.latest(), s);
        }
    }

    void says(FakeAnnouncement a, AnnouncementState state) {
        a.become(state);
        desk.changed(a.status());
    }
}
