package announcer.calling.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.Announcement;
import announcer.api.AnnouncementStatus;
import announcer.api.Announcer;
import announcer.api.Keys;
import announcer.api.RejectedException;
import announcer.api.Request;
import announcer.api.calling.Board;
import announcer.api.calling.Calling;
import announcer.api.calling.CallingException;
import announcer.api.calling.CallingException.Reason;
import announcer.api.calling.Command;
import announcer.api.calling.Desk;
import announcer.api.calling.Done;
import announcer.api.calling.Ticket;
import announcer.api.calling.TicketKind;
import announcer.api.calling.VisitorTicket;
import announcer.api.calling.Words;
import announcer.api.journal.JournalException;
import announcer.api.journal.StateStore;
import announcer.api.lexicon.TicketGrammar;
import announcer.calling.house.CounterSettings;
import announcer.calling.house.House;
import announcer.calling.house.ServiceSettings;
import announcer.calling.state.CallingState;
import announcer.calling.state.Draft;
import announcer.calling.state.Entry;
import announcer.calling.state.KeptCall;
import announcer.calling.state.KeyUse;
import announcer.calling.state.Ledger;
import announcer.calling.ticket.RandomIds;
import announcer.calling.ticket.TypedNumber;

/**
 * The service. One command at a time changes what is, under a lock and when that is durable; views wait for no command. {@link #step} is for the
 * thread announcer-calling; everything else for any.
 */
public final class CallingDesk implements Calling {
    private static final Logger LOG = LoggerFactory.getLogger(CallingDesk.class);
    private static final Duration KEYS_LIVE = Duration.ofHours(24);
    private static final int MOST_KEYS = 20_000;
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofSeconds(10);
    private static final Duration TIDY = Duration.ofHours(1);

    private final InstantSource wall;
    private final Supplier<House> house;
    private final Supplier<Optional<Announcer>> engine;
    private final Runnable changed;
    private final CallingState state = new CallingState();
    private final Ledger ledger;
    private final Commands.Tools tools;
    private final CallSpeaker speaker;
    private final DayEnd dayEnd = new DayEnd();
    private final ReentrantLock commands = new ReentrantLock(true);
    /** The store that there is; the ledger takes it before the next command. */
    private volatile StateStore offered;
    /** Guarded by the lock: the store that was tried last. */
    private StateStore tried;
    private boolean ended;
    /** Of the thread that steps. */
    private Instant tidied = Instant.MIN;
    private List<Boolean> toldOpen = List.of();
    private String failing = "";

    /**
     * @param house the settings now
     * @param changed told when what is to be seen has changed, on the thread that changed it
     */
    public CallingDesk(InstantSource wall, Supplier<House> house, Supplier<Optional<Announcer>> engine,
            Supplier<Optional<TicketGrammar>> grammar, Runnable changed) {
        this.wall = wall;
        this.house = house;
        this.engine = engine;
        this.changed = changed;
        ledger = new Ledger(state, at -> house.get().day(at));
        tools = new Commands.Tools(new Speech(grammar), new RandomIds());
        speaker = new CallSpeaker(state, wall, engine);
    }

    /** The store has come, or gone: null. Waits for nothing. */
    public void offer(StateStore store) {
        offered = store;
        if (store == null) {
            ledger.without();
        }
    }

    /** Takes up what the store knows, before anybody asks: a visitor's page must not be told that its ticket is not known. */
    public void begin() {
        commands.lock();
        try {
            takeStore(false);
        } finally {
            commands.unlock();
        }
    }

    /** Does no command any more, and waits for the one that is underway: whoever reads the store next knows all that was done. */
    public void end() {
        commands.lock();
        try {
            ended = true;
        } finally {
            commands.unlock();
        }
    }

    /** With the lock: takes a store that is new. */
    private void takeStore(boolean again) {
        StateStore now = offered;
        if (now == null || now == tried && (ledger.isDurable() || !again)) {
            return;
        }
        tried = now;
        try {
            ledger.with(now);
        } catch (CallingException e) {
            LOG.error("tickets are kept in memory only: {}", e.getMessage());
        }
    }

    @Override
    public Done perform(Command command, String by, Optional<String> key) throws CallingException {
        checkKey(key);
        Commands.Outcome outcome;
        commands.lock();
        try {
            if (ended) {
                throw new CallingException(Reason.STOPPING, "", "", "calling is being stopped or replaced; try again in some seconds");
            }
            takeStore(false);
            Instant now = wall.instant();
            Optional<KeyUse> used = key.flatMap(state::key).filter(u -> u.at().isAfter(now.minus(KEYS_LIVE)));
            if (used.isPresent()) {
                return repeated(used.get(), command, key.get());
            }
            endDay(now);
            Draft draft = state.draft();
            outcome = new Commands(house.get(), draft, now, by, tools).run(command);
            if (key.isPresent()) {
                draft.put(key.get(), new KeyUse(command.toString(), outcome.ticket(), outcome.call(), outcome.counter(), now));
            }
            commit(draft);
        } finally {
            commands.unlock();
        }
        outcome.call().ifPresent(speaker::submit);
        changed.run();
        return done(outcome, false);
    }

    private void checkKey(Optional<String> key) throws CallingException {
        if (key.filter(k -> k.isEmpty() || k.length() > Keys.LONGEST || k.chars().anyMatch(Character::isISOControl)).isPresent()) {
            throw Refusals.invalid("idempotencyKey", key.get(),
                    "it must have 1 to " + Keys.LONGEST + " characters without control characters");
        }
    }

    private Done repeated(KeyUse use, Command command, String key) throws CallingException {
        if (!use.command().equals(command.toString())) {
            throw new CallingException(Reason.KEY_REUSED, "idempotencyKey", key,
                    "the idempotency key \"" + key + "\" was used for another command; use a new one for each");
        }
        return done(new Commands.Outcome(use.ticket(), use.call(), use.counter(), false), true);
    }

    private Done done(Commands.Outcome o, boolean repeated) {
        Views views = views();
        return new Done(o.ticket().flatMap(state::ticket).map(state::told), o.call().flatMap(state::call).map(KeptCall::call),
                o.counter().flatMap(house.get()::counter).map(views::counter), o.made(), repeated);
    }

    private void endDay(Instant now) throws CallingException {
        Draft draft = state.draft();
        dayEnd.into(draft, house.get(), now);
        commit(draft);
    }

    private void commit(Draft draft) throws CallingException {
        if (!draft.isEmpty()) {
            ledger.write(draft);
            state.apply(draft);
        }
    }

    private Views views() {
        return new Views(house.get(), state, wall.instant());
    }

    @Override
    public boolean isCalling() {
        return engine.get().isPresent();
    }

    @Override
    public Desk desk() {
        return views().desk(ledger.isDurable(), problem());
    }

    /** What is wrong with the whole, in words. */
    public Optional<String> problem() {
        if (ledger.problem().isPresent()) {
            return ledger.problem();
        }
        if (!ledger.isDurable()) {
            return Optional.of("there is no journal: tickets are kept in memory only, and are lost when Announcer stops; start the bundle "
                    + "announcer.journal");
        }
        return engine.get().isEmpty()
                ? Optional.of("the engine is not running: calls wait until it is; start the bundle announcer.engine")
                : Optional.empty();
    }

    @Override
    public List<Ticket> tickets() {
        List<Ticket> all = new ArrayList<>(state.live().stream().map(state::told).toList());
        state.ended(wall.instant().minus(KEYS_LIVE)).forEach(e -> all.add(state.told(e)));
        return all;
    }

    @Override
    public Optional<Ticket> ticket(String id) {
        return state.ticket(id).map(state::told);
    }

    @Override
    public Optional<Board> board(String id) {
        return house.get().board(id).map(views()::board);
    }

    @Override
    public Optional<VisitorTicket> visitor(String id) {
        return state.ticket(id).map(views()::visitor);
    }

    @Override
    public int takesPerMinute() {
        return house.get().whole().take() ? house.get().whole().takesPerMinute() : 0;
    }

    @Override
    public int keepDays() {
        return house.get().whole().keepDays();
    }

    @Override
    public List<String> languages() {
        return house.get().whole().languages();
    }

    @Override
    public Words words(String counter, String number, Optional<String> service) throws CallingException {
        House now = house.get();
        CounterSettings at = now.counter(counter).orElseThrow(() -> Refusals.unknownCounter(counter));
        String written = TypedNumber.of(number).orElseThrow(() -> Refusals.invalid("number", number, TypedNumber.RULE));
        Optional<ServiceSettings> of = Optional.empty();
        if (service.isPresent()) {
            of = Optional.of(now.service(service.get()).orElseThrow(() -> Refusals.unknownService(service.get())));
        }
        return tools.speech().words(now,
                new Speech.Subject(written, of.map(ServiceSettings::kind).orElse(TicketKind.TICKET), of, Optional.of(at)));
    }

    @Override
    public Announcement say(String counter, String text, Optional<Locale> language, Optional<String> key)
            throws CallingException, RejectedException {
        checkKey(key);
        CounterSettings at = house.get().counter(counter).orElseThrow(() -> Refusals.unknownCounter(counter));
        Announcer announcer = engine.get().orElseThrow(() -> new CallingException(Reason.ENGINE_ABSENT, "", "",
                "the engine is not running, so that nothing can be said now; try again in some seconds"));
        Keys keys = Keys.NONE.withGroup(Keys.CALLING + counter);
        if (key.isPresent()) {
            // Not any key of an announcement: and not longer than one may be.
            keys = keys.withIdempotency(Keys.CALLING + "say/" + Integer.toHexString(counter.hashCode()) + "/"
                    + key.get().substring(0, Math.min(key.get().length(), Keys.LONGEST - 30)));
        }
        Request request = Request.of(text).withTarget(at.target()).withKeys(keys);
        return announcer.announce(language.map(request::withLocale).orElse(request));
    }

    @Override
    public List<Ticket> history(LocalDate from, LocalDate to) throws CallingException {
        House now = house.get();
        Map<String, Ticket> all = new LinkedHashMap<>();
        ledger.history(from, to).forEach(e -> all.put(e.id(), e.ticket()));
        List<Entry> here = new ArrayList<>(state.ended(Instant.MIN));
        here.addAll(state.live());
        for (Entry e : here) {
            LocalDate day = now.day(e.ticket().ended().orElse(e.ticket().issued()));
            if (!day.isBefore(from) && !day.isAfter(to)) {
                all.put(e.id(), e.ticket());
            }
        }
        return List.copyOf(all.values());
    }

    /** An announcement has changed. Called on the engine's events thread: waits for nothing. */
    public void changed(AnnouncementStatus status) {
        if (speaker.changed(status)) {
            changed.run();
        }
    }

    /** Does what is due; returns how long nothing is. */
    public Duration step() {
        boolean before = ledger.isDurable();
        commands.lock();
        try {
            takeStore(true);
            endDay(wall.instant());
            tidyState();
        } catch (CallingException e) {
            told(e);
        } finally {
            commands.unlock();
        }
        List<KeptCall> calls = state.calls();
        speaker.look();
        writeCalls();
        tidyStore();
        List<Boolean> open = house.get().services().stream().map(s -> house.get().isOpen(s, wall.instant())).toList();
        if (!open.equals(toldOpen) || before != ledger.isDurable() || !calls.equals(state.calls())) {
            toldOpen = open;
            changed.run();
        }
        if (ledger.problem().isEmpty()) {
            failing = "";
        }
        return speaker.isBusy() || ledger.problem().isPresent() ? SOON : LATER;
    }

    /** Once for each reason: it is tried again every second. */
    private void told(CallingException e) {
        if (!e.getMessage().equals(failing)) {
            failing = e.getMessage();
            LOG.warn("what has become of tickets and calls is not durable yet; it is tried again: {}", failing);
        }
    }

    private void tidyState() throws CallingException {
        Draft draft = state.draft();
        state.oldKeys(wall.instant().minus(KEYS_LIVE), MOST_KEYS).forEach(draft::drop);
        state.oldCalls(keptSince()).forEach(draft::dropCall);
        commit(draft);
    }

    /** What has become of calls is written after the fact: after a crash in between the engine is asked again. */
    private void writeCalls() {
        commands.lock();
        try {
            List<KeptCall> unwritten = state.takeUnwritten();
            if (unwritten.isEmpty()) {
                return;
            }
            Draft draft = state.draft();
            unwritten.forEach(draft::put);
            try {
                ledger.write(draft);
            } catch (CallingException e) {
                state.stillUnwritten(unwritten);
                told(e);
            }
        } finally {
            commands.unlock();
        }
    }

    /** Tickets and calls from before it are kept no more: the beginning of a day of the house. */
    private Instant keptSince() {
        House h = house.get();
        return h.day(wall.instant()).minusDays(h.whole().keepDays()).atStartOfDay(h.whole().zone()).toInstant();
    }

    private void tidyStore() {
        Instant now = wall.instant();
        if (tidied.isAfter(now.minus(TIDY)) && !tidied.isAfter(now)) {
            return;
        }
        tidied = now;
        Instant since = keptSince();
        state.forgetEnded(since);
        try {
            ledger.removeBefore(house.get().day(since));
        } catch (JournalException e) {
            LOG.warn("old tickets stay in the store for now: {}", e.getMessage());
        }
    }
}
