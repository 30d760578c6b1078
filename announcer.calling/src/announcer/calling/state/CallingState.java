package announcer.calling.state;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import announcer.api.calling.Ticket;
import announcer.api.calling.TicketState;

/**
 * What is known of tickets, calls and counters, in memory: all that has not ended, and the latest that has. Safe for use by any thread; nothing
 * here waits. Commands are applied by one thread at a time; calls change as they are spoken.
 */
public final class CallingState {
    /** Tickets that have ended and are remembered. */
    static final int MOST_ENDED = 10_000;
    /** Calls that are remembered. */
    static final int MOST_CALLS = 500;
    private static final int MOST_TIMES = 20;

    private final TreeMap<Long, Entry> live = new TreeMap<>();
    private final Map<String, Long> places = new HashMap<>();
    private final LinkedHashMap<String, Entry> ended = new LinkedHashMap<>();
    private final LinkedHashMap<String, KeptCall> calls = new LinkedHashMap<>();
    /** Calls that have changed since they were written. */
    private final Set<String> unwritten = new HashSet<>();
    private final Set<String> paused = new HashSet<>();
    private final Map<String, Sequence> sequences = new HashMap<>();
    private final LinkedHashMap<String, KeyUse> keys = new LinkedHashMap<>();
    /** How long the latest of each service were served. */
    private final Map<String, Deque<Duration>> serviceTimes = new HashMap<>();
    private long lastPlace;
    /** Both are made when they are asked for after a change: hundreds may watch, and each of them asks. Null: not made yet. */
    private List<Entry> liveNow;
    private List<Ticket> ticketsNow;

    /** A draft of changes. */
    public synchronized Draft draft() {
        return new Draft(this);
    }

    synchronized long lastPlace() {
        return lastPlace;
    }

    /** The ticket with this id, also one that has ended lately. */
    public synchronized Optional<Entry> ticket(String id) {
        Long place = places.get(id);
        return Optional.ofNullable(place == null ? ended.get(id) : live.get(place));
    }

    /** All tickets that have not ended, in the order of their issue. */
    public synchronized List<Entry> live() {
        if (liveNow == null) {
            liveNow = List.copyOf(live.values());
        }
        return liveNow;
    }

    /** The same without their calls. */
    public synchronized List<Ticket> liveTickets() {
        if (ticketsNow == null) {
            ticketsNow = live().stream().map(Entry::ticket).toList();
        }
        return ticketsNow;
    }

    private void liveChanged() {
        liveNow = null;
        ticketsNow = null;
    }

    /** Tickets that ended after a time, the latest first. */
    public synchronized List<Entry> ended(Instant after) {
        List<Entry> found = new ArrayList<>();
        for (Entry e : ended.values()) {
            if (e.ticket().ended().filter(at -> at.isAfter(after)).isPresent()) {
                found.add(e);
            }
        }
        Collections.reverse(found);
        return found;
    }

    /** The call with this id. */
    public synchronized Optional<KeptCall> call(String id) {
        return Optional.ofNullable(calls.get(id));
    }

    /** All calls that are remembered, the oldest first. */
    public synchronized List<KeptCall> calls() {
        return List.copyOf(calls.values());
    }

    /** A ticket with its call. */
    public synchronized Ticket told(Entry e) {
        return e.with(e.call().map(calls::get).map(KeptCall::call));
    }

    synchronized Optional<Sequence> sequence(String service) {
        return Optional.ofNullable(sequences.get(service));
    }

    /** Whether a counter is paused. */
    public synchronized boolean isPaused(String counter) {
        return paused.contains(counter);
    }

    /** What a key was used for. */
    public synchronized Optional<KeyUse> key(String key) {
        return Optional.ofNullable(keys.get(key));
    }

    /** The keys that were used before a time, or are too many. */
    public synchronized List<String> oldKeys(Instant before, int most) {
        List<String> old = new ArrayList<>();
        int tooMany = keys.size() - most;
        for (Map.Entry<String, KeyUse> e : keys.entrySet()) {
            if (old.size() < tooMany || e.getValue().at().isBefore(before)) {
                old.add(e.getKey());
            }
        }
        return old;
    }

    /**
     * Calls that need not be remembered: they have ended, are the latest of no ticket that lives, and are too many, or were asked for before a
     * time.
     */
    public synchronized List<String> oldCalls(Instant before) {
        int tooMany = calls.size() - MOST_CALLS;
        if (tooMany <= 0 && calls.values().stream().noneMatch(c -> c.call().at().isBefore(before))) {
            return List.of();
        }
        Set<String> needed = new HashSet<>();
        live.values().forEach(e -> e.call().ifPresent(needed::add));
        List<String> old = new ArrayList<>();
        for (KeptCall c : calls.values()) {
            boolean goes = old.size() < tooMany || c.call().at().isBefore(before);
            if (goes && c.call().state().isFinal() && !needed.contains(c.call().id())) {
                old.add(c.call().id());
            }
        }
        return old;
    }

    /** Forgets the tickets that ended before a time. */
    public synchronized void forgetEnded(Instant before) {
        ended.values().removeIf(e -> e.ticket().ended().filter(at -> at.isBefore(before)).isPresent());
    }

    /** How long the latest of a service were served, 20 at most. */
    public synchronized List<Duration> serviceTimes(String service) {
        return List.copyOf(serviceTimes.getOrDefault(service, new ArrayDeque<>()));
    }

    /** Makes a draft count. */
    public synchronized void apply(Draft draft) {
        draft.tickets.values().forEach(this::put);
        draft.calls.values().forEach(c -> calls.put(c.call().id(), c));
        draft.droppedCalls.forEach(calls::remove);
        draft.paused.forEach((counter, now) -> {
            if (now) {
                paused.add(counter);
            } else {
                paused.remove(counter);
            }
        });
        sequences.putAll(draft.sequences);
        draft.droppedKeys.forEach(keys::remove);
        keys.putAll(draft.keys);
        lastPlace = Math.max(lastPlace, draft.lastPlace());
    }

    private void put(Entry e) {
        Ticket t = e.ticket();
        lastPlace = Math.max(lastPlace, t.place());
        liveChanged();
        if (!t.state().isFinal()) {
            live.put(t.place(), e);
            places.put(t.id(), t.place());
            return;
        }
        if (places.remove(t.id()) != null) {
            live.remove(t.place());
        }
        if (ended.put(t.id(), e) == null) {
            learn(t);
        }
        Iterator<Entry> oldest = ended.values().iterator();
        while (ended.size() > MOST_ENDED) {
            oldest.next();
            oldest.remove();
        }
    }

    private void learn(Ticket t) {
        if (t.state() == TicketState.SERVED && t.service().isPresent() && t.serving().isPresent() && t.ended().isPresent()) {
            Deque<Duration> times = serviceTimes.computeIfAbsent(t.service().get(), s -> new ArrayDeque<>());
            times.addLast(Duration.between(t.serving().get(), t.ended().get()));
            if (times.size() > MOST_TIMES) {
                times.removeFirst();
            }
        }
    }

    /**
     * Changes a call as it is spoken.
     *
     * @return whether it has changed
     */
    public synchronized boolean update(String id, UnaryOperator<KeptCall> change) {
        KeptCall before = calls.get(id);
        if (before == null) {
            return false;
        }
        KeptCall after = change.apply(before);
        if (after.equals(before)) {
            return false;
        }
        calls.put(id, after);
        unwritten.add(id);
        return true;
    }

    /** Calls that have changed since they were written; from now on they count as written. */
    public synchronized List<KeptCall> takeUnwritten() {
        List<KeptCall> all = unwritten.stream().map(calls::get).filter(c -> c != null).toList();
        unwritten.clear();
        return all;
    }

    /** They could not be written. */
    public synchronized void stillUnwritten(Collection<KeptCall> some) {
        some.forEach(c -> unwritten.add(c.call().id()));
    }

    /** Takes up what a store knows and this does not: what is here already counts. */
    synchronized void takeUp(Draft stored) {
        makeRoom(stored.lastPlace());
        Draft fresh = new Draft(this);
        stored.tickets.values().stream().filter(e -> ticket(e.id()).isEmpty()).forEach(fresh::put);
        stored.paused.forEach((counter, now) -> {
            if (now) {
                fresh.pause(counter, true);
            }
        });
        stored.sequences.forEach((service, s) -> {
            Sequence here = sequences.get(service);
            boolean later = here == null || s.dayStart().isAfter(here.dayStart())
                    || s.dayStart().equals(here.dayStart()) && s.last() > here.last();
            if (later) {
                fresh.put(service, s);
            }
        });
        stored.keys.forEach((key, use) -> {
            if (!keys.containsKey(key)) {
                fresh.put(key, use);
            }
        });
        // Those of the store are older: they come first in the order.
        List<KeptCall> newer = List.copyOf(calls.values());
        calls.clear();
        stored.calls.values().stream().sorted((a, b) -> a.call().at().compareTo(b.call().at())).forEach(c -> calls.put(c.call().id(), c));
        newer.forEach(c -> calls.put(c.call().id(), c));
        apply(fresh);
    }

    /** What was issued here meanwhile comes behind what a store knows. @param upTo the latest place that the store knows */
    private void makeRoom(long upTo) {
        List<Entry> here = List.copyOf(live.values());
        live.clear();
        liveChanged();
        lastPlace += upTo;
        here.forEach(e -> put(e.placed(e.ticket().place() + upTo)));
    }

    /** All that has to be written into a store that knows nothing. */
    synchronized Draft everything() {
        Draft all = new Draft(this);
        live.values().forEach(all::put);
        calls.values().forEach(all::put);
        paused.forEach(c -> all.pause(c, true));
        sequences.forEach(all::put);
        keys.forEach(all::put);
        return all;
    }
}
