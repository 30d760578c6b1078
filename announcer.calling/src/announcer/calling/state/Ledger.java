package announcer.calling.state;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.calling.CallingException;
import announcer.api.calling.CallingException.Reason;
import announcer.api.calling.Ticket;
import announcer.api.journal.JournalException;
import announcer.api.journal.StateStore;
import announcer.api.journal.StateStore.Change;

/**
 * Writes what changes into the store, and reads it after a start. What has not ended is in one namespace, what has is in one for each day. Without a
 * store it remembers what has to be written once there is one. For one thread at a time, except where a method says that it is safe for any.
 */
public final class Ledger {
    static final String LIVE = "calling";
    static final String DAY = "calling/day/";
    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
    private static final String TICKET = "ticket/";
    private static final String CALL = "call/";
    private static final String PAUSED = "paused/";
    private static final String SEQUENCE = "sequence/";
    private static final String KEY = "key/";
    private static final String PLACE = "place";
    /** Records of days that wait for a store, at most. */
    private static final int MOST_WAITING = 20_000;

    private final CallingState state;
    private final Function<Instant, LocalDate> days;
    /** What is in the store's namespace of what has not ended, or would be. */
    private final Map<String, String> written = new LinkedHashMap<>();
    /** Records of which it is not known that they are in the store as they shall be, by namespace and key. */
    private final Map<List<String>, Change> owed = new LinkedHashMap<>();
    private volatile StateStore store;
    private volatile Optional<String> problem = Optional.empty();
    private boolean taken;
    /** What was told last to be the first day that is not too old; null: nothing yet. */
    private LocalDate keptFrom;

    /** @param days the day of the house at a time */
    public Ledger(CallingState state, Function<Instant, LocalDate> days) {
        this.state = state;
        this.days = days;
    }

    /** Whether there is a store. Any thread. */
    public boolean isDurable() {
        return store != null;
    }

    /** What is wrong with the store. Any thread. */
    public Optional<String> problem() {
        return problem;
    }

    /** The store has gone. */
    public void without() {
        store = null;
    }

    /**
     * Takes a store. What it knows is taken up once; from then on what is here counts, and is written into it.
     *
     * @throws CallingException when it cannot be read or written; then there is none
     */
    public void with(StateStore next) throws CallingException {
        store = null;
        try {
            Map<String, String> there = next.read(LIVE);
            if (!taken) {
                takeUp(next, there);
            }
            List<Change> changes = new ArrayList<>(changes(state.everything()));
            Map<String, String> mine = new LinkedHashMap<>();
            changes.stream().filter(c -> c.namespace().equals(LIVE)).forEach(c -> mine.put(c.key(), c.value().orElse("")));
            changes.removeIf(c -> c.namespace().equals(LIVE) && c.value().equals(Optional.ofNullable(there.get(c.key()))));
            there.keySet().stream().filter(key -> !mine.containsKey(key)).forEach(key -> changes.add(Change.remove(LIVE, key)));
            owed.values().stream().filter(c -> !c.namespace().equals(LIVE)).forEach(changes::add);
            if (!changes.isEmpty()) {
                next.write(changes);
            }
            owed.clear();
            written.clear();
            written.putAll(mine);
            taken = true;
            store = next;
            problem = Optional.empty();
        } catch (JournalException e) {
            problem = Optional.of(e.getMessage());
            throw failed(e);
        }
    }

    private void takeUp(StateStore from, Map<String, String> live) throws JournalException {
        Draft stored = new CallingState().draft();
        // The days first: what has not ended is read last, and counts.
        List<String> namespaces = from.namespaces(DAY);
        for (String day : namespaces.subList(Math.max(0, namespaces.size() - 2), namespaces.size())) {
            List<Entry> ended = new ArrayList<>();
            from.read(day).forEach((key, value) -> read(key, value, RecordJson::ticket).ifPresent(ended::add));
            ended.sort((a, b) -> a.ticket().ended().orElse(Instant.MIN).compareTo(b.ticket().ended().orElse(Instant.MIN)));
            ended.forEach(stored::put);
        }
        live.forEach((key, value) -> takeUp(stored, key, value));
        state.takeUp(stored);
        if (!live.isEmpty()) {
            LOG.info("{} tickets that had not ended were taken up from the store", state.live().size());
        }
    }

    private void takeUp(Draft stored, String key, String value) {
        if (key.startsWith(TICKET)) {
            read(key, value, RecordJson::ticket).ifPresent(stored::put);
        } else if (key.startsWith(CALL)) {
            read(key, value, RecordJson::call).ifPresent(stored::put);
        } else if (key.startsWith(PAUSED)) {
            stored.pause(key.substring(PAUSED.length()), true);
        } else if (key.startsWith(SEQUENCE)) {
            read(key, value, RecordJson::sequence).ifPresent(s -> stored.put(key.substring(SEQUENCE.length()), s));
        } else if (key.startsWith(KEY)) {
            read(key, value, RecordJson::key).ifPresent(k -> stored.put(key.substring(KEY.length()), k));
        } else if (key.equals(PLACE)) {
            read(key, value, Long::valueOf).ifPresent(stored::placesUpTo);
        }
    }

    private static <T> Optional<T> read(String key, String value, Function<String, T> as) {
        try {
            return Optional.of(as.apply(value));
        } catch (RuntimeException e) {
            LOG.error("the record {} of the store cannot be read, and is passed over: {}", key, value, e);
            return Optional.empty();
        }
    }

    /**
     * Makes a draft durable. Without a store it is kept in memory until there is one.
     *
     * @throws CallingException when it could not be written; then nothing of it counts
     */
    public void write(Draft draft) throws CallingException {
        List<Change> changes = changes(draft);
        StateStore now = store;
        if (now == null) {
            changes.forEach(this::owe);
            remember(changes);
            return;
        }
        List<Change> all = new ArrayList<>(owed.values());
        all.addAll(changes);
        try {
            now.write(all);
        } catch (JournalException e) {
            problem = Optional.of(e.getMessage());
            // After a disk that did not answer in time it may be written yet: the next write takes it back.
            changes.forEach(c -> owe(new Change(c.namespace(), c.key(),
                    c.namespace().equals(LIVE) ? Optional.ofNullable(written.get(c.key())) : Optional.empty())));
            throw failed(e);
        }
        problem = Optional.empty();
        owed.clear();
        remember(changes);
    }

    private void owe(Change c) {
        owed.put(List.of(c.namespace(), c.key()), c);
        if (owed.size() > MOST_WAITING) {
            owed.remove(owed.keySet().iterator().next());
        }
    }

    private void remember(Collection<Change> changes) {
        for (Change c : changes) {
            if (c.namespace().equals(LIVE)) {
                c.value().ifPresentOrElse(v -> written.put(c.key(), v), () -> written.remove(c.key()));
            }
        }
    }

    private static CallingException failed(JournalException e) {
        return new CallingException(e.isFull() ? Reason.STORE_FULL : Reason.STORE_FAILED, "", "",
                "it could not be made durable, and nothing was done: " + e.getMessage());
    }

    private List<Change> changes(Draft draft) {
        List<Change> all = new ArrayList<>();
        draft.tickets.values().forEach(e -> {
            Ticket t = e.ticket();
            if (t.state().isFinal()) {
                all.add(Change.remove(LIVE, TICKET + t.id()));
                all.add(Change.put(DAY + days.apply(t.ended().orElse(t.issued())), t.id(), RecordJson.of(e)));
            } else {
                all.add(Change.put(LIVE, TICKET + t.id(), RecordJson.of(e)));
            }
        });
        draft.calls.values().forEach(c -> all.add(Change.put(LIVE, CALL + c.call().id(), RecordJson.of(c))));
        draft.droppedCalls.forEach(id -> all.add(Change.remove(LIVE, CALL + id)));
        draft.paused
                .forEach((counter, now) -> all.add(now ? Change.put(LIVE, PAUSED + counter, "") : Change.remove(LIVE, PAUSED + counter)));
        draft.sequences.forEach((service, s) -> all.add(Change.put(LIVE, SEQUENCE + service, RecordJson.of(s))));
        draft.droppedKeys.forEach(key -> all.add(Change.remove(LIVE, KEY + key)));
        draft.keys.forEach((key, use) -> all.add(Change.put(LIVE, KEY + key, RecordJson.of(use))));
        all.add(Change.put(LIVE, PLACE, Long.toString(draft.lastPlace())));
        return all;
    }

    /**
     * Removes the days before this one, unless they were not too old when this was asked before: a clock that is ahead for a moment costs no
     * figures. For one thread.
     */
    public void removeBefore(LocalDate day) throws JournalException {
        StateStore now = store;
        if (now == null) {
            return;
        }
        LocalDate agreed = keptFrom == null || day.isBefore(keptFrom) ? day : keptFrom;
        keptFrom = day;
        for (String namespace : now.namespaces(DAY)) {
            try {
                if (LocalDate.parse(namespace.substring(DAY.length())).isBefore(agreed)) {
                    now.clear(namespace);
                }
            } catch (DateTimeParseException e) {
                LOG.warn("the store has \"{}\", which is no day", namespace);
            }
        }
    }

    /** The tickets that ended on these days. Any thread; reads from the disk. */
    public List<Entry> history(LocalDate from, LocalDate to) throws CallingException {
        StateStore now = store;
        if (now == null) {
            return List.of();
        }
        List<Entry> all = new ArrayList<>();
        try {
            for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
                now.read(DAY + day).forEach((key, value) -> read(key, value, RecordJson::ticket).ifPresent(all::add));
            }
        } catch (JournalException e) {
            throw new CallingException(Reason.STORE_FAILED, "", "", "the tickets of these days cannot be read: " + e.getMessage());
        }
        return all;
    }
}
