package announcer.calling;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.stream.Stream;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;

import announcer.api.Announcement;
import announcer.api.AnnouncementListener;
import announcer.api.AnnouncementStatus;
import announcer.api.Announcer;
import announcer.api.RejectedException;
import announcer.api.calling.Board;
import announcer.api.calling.Calling;
import announcer.api.calling.CallingException;
import announcer.api.calling.CallingListener;
import announcer.api.calling.Command;
import announcer.api.calling.Desk;
import announcer.api.calling.Done;
import announcer.api.calling.Ticket;
import announcer.api.calling.VisitorTicket;
import announcer.api.calling.Words;
import announcer.api.journal.StateStore;
import announcer.api.lexicon.TicketGrammar;
import announcer.calling.desk.CallingDesk;
import announcer.calling.house.House;
import announcer.calling.house.HouseSettings;
import announcer.lib.thread.StepThread;
import announcer.lib.time.MonotonicClock;

/** The service, its thread, and what it needs as it comes and goes. Safe for use by any thread. */
@Component(immediate = true, configurationPid = CallingConfig.PID, service = {Calling.class, CallingHouse.class,
        AnnouncementListener.class})
@Designate(ocd = CallingConfig.class)
public class CallingComponent implements Calling, CallingHouse, AnnouncementListener {
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Announcer engine;
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile TicketGrammar grammar;

    private final Set<CallingListener> listeners = new CopyOnWriteArraySet<>();
    private final Set<ServiceInstance> services = ConcurrentHashMap.newKeySet();
    private final Set<CounterInstance> counters = ConcurrentHashMap.newKeySet();
    private final Set<BoardInstance> boards = ConcurrentHashMap.newKeySet();
    private final CallingDesk desk = new CallingDesk(InstantSource.system(), this::house, () -> Optional.ofNullable(engine),
            () -> Optional.ofNullable(grammar), this::tell);
    private final StepThread thread = new StepThread("announcer-calling", desk::step, MonotonicClock.SYSTEM);
    private volatile Configured<HouseSettings> whole;
    private volatile House house;
    private StateStore store;

    /** Called by Declarative Services. */
    @Activate
    public CallingComponent(Map<String, Object> properties) {
        modified(properties);
    }

    @Activate
    void start() {
        // Nobody gets the service before this has returned.
        desk.begin();
        thread.start();
    }

    @Modified
    final void modified(Map<String, Object> properties) {
        whole = Configured.of(properties, (pid, values) -> HouseSettings.of(values, ZoneId.systemDefault()));
        changedHouse();
    }

    @Deactivate
    void end() {
        thread.end();
        desk.end();
    }

    private void changedHouse() {
        readHouse();
        tell();
    }

    private synchronized void readHouse() {
        HouseSettings settings = whole.settings().orElseGet(CallingComponent::defaults);
        house = new House(settings,
                services.stream().flatMap(s -> s.settings().stream()).sorted((a, b) -> a.pid().compareTo(b.pid())).toList(),
                counters.stream().flatMap(c -> c.settings().stream()).sorted((a, b) -> a.pid().compareTo(b.pid())).toList(),
                boards.stream().flatMap(b -> b.settings().stream()).sorted((a, b) -> a.pid().compareTo(b.pid())).toList());
    }

    private static HouseSettings defaults() {
        return new HouseSettings(ZoneId.systemDefault(), List.of("en"), Map.of(), Map.of(), Map.of(), false, 5, 30);
    }

    @Override
    public House house() {
        return house;
    }

    private void tell() {
        listeners.forEach(CallingListener::changed);
        thread.wake();
    }

    // --- what comes and goes

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, updated = "updatedService")
    void addService(ServiceInstance service) {
        services.add(service);
        changedHouse();
    }

    void updatedService(ServiceInstance service) {
        changedHouse();
    }

    void removeService(ServiceInstance service) {
        services.remove(service);
        changedHouse();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, updated = "updatedCounter")
    void addCounter(CounterInstance counter) {
        counters.add(counter);
        changedHouse();
    }

    void updatedCounter(CounterInstance counter) {
        changedHouse();
    }

    void removeCounter(CounterInstance counter) {
        counters.remove(counter);
        changedHouse();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, updated = "updatedBoard")
    void addBoard(BoardInstance board) {
        boards.add(board);
        changedHouse();
    }

    void updatedBoard(BoardInstance board) {
        changedHouse();
    }

    void removeBoard(BoardInstance board) {
        boards.remove(board);
        changedHouse();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addListener(CallingListener listener) {
        listeners.add(listener);
    }

    void removeListener(CallingListener listener) {
        listeners.remove(listener);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    synchronized void setStore(StateStore next) {
        store = next;
        desk.offer(next);
        thread.wake();
    }

    synchronized void unsetStore(StateStore former) {
        if (store == former) {
            store = null;
            desk.offer(null);
            thread.wake();
        }
    }

    /** Called on the engine's events thread: returns at once. */
    @Override
    public void changed(AnnouncementStatus status) {
        desk.changed(status);
    }

    // --- the service

    @Override
    public Done perform(Command command, String by, Optional<String> key) throws CallingException {
        return desk.perform(command, by, key);
    }

    @Override
    public boolean isCalling() {
        return desk.isCalling();
    }

    @Override
    public Desk desk() {
        Desk d = desk.desk();
        Optional<String> problem = wrong().or(d::problem);
        return new Desk(d.now(), d.zone(), d.durable(), problem, d.services(), d.counters(), d.parked(), d.orders(), d.calls(), d.boards(),
                d.take());
    }

    /** What an administrator has to mend. */
    private Optional<String> wrong() {
        return Stream.of(whole.problem().stream(), services.stream().flatMap(s -> s.problem().stream()),
                counters.stream().flatMap(c -> c.problem().stream()), boards.stream().flatMap(b -> b.problem().stream()))
                .flatMap(s -> s).findFirst();
    }

    @Override
    public List<Ticket> tickets() {
        return desk.tickets();
    }

    @Override
    public Optional<Ticket> ticket(String id) {
        return desk.ticket(id);
    }

    @Override
    public Optional<Board> board(String id) {
        return desk.board(id);
    }

    @Override
    public Optional<VisitorTicket> visitor(String id) {
        return desk.visitor(id);
    }

    @Override
    public int takesPerMinute() {
        return desk.takesPerMinute();
    }

    @Override
    public int keepDays() {
        return desk.keepDays();
    }

    @Override
    public List<String> languages() {
        return desk.languages();
    }

    @Override
    public Words words(String counter, String number, Optional<String> service) throws CallingException {
        return desk.words(counter, number, service);
    }

    @Override
    public Announcement say(String counter, String text, Optional<Locale> language, Optional<String> key)
            throws CallingException, RejectedException {
        return desk.say(counter, text, language, key);
    }

    @Override
    public List<Ticket> history(LocalDate from, LocalDate to) throws CallingException {
        return desk.history(from, to);
    }
}
