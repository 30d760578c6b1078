package announcer.calling.state;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import announcer.api.calling.Ticket;

/** What a command is about to change, over what is. For one thread; nothing of it counts until it is durable and applied. */
public final class Draft {
    private final CallingState state;
    final Map<String, Entry> tickets = new LinkedHashMap<>();
    final Map<String, KeptCall> calls = new LinkedHashMap<>();
    final Set<String> droppedCalls = new LinkedHashSet<>();
    final Map<String, Boolean> paused = new LinkedHashMap<>();
    final Map<String, Sequence> sequences = new LinkedHashMap<>();
    final Map<String, KeyUse> keys = new LinkedHashMap<>();
    final Set<String> droppedKeys = new LinkedHashSet<>();
    private long lastPlace;

    Draft(CallingState state) {
        this.state = state;
        lastPlace = state.lastPlace();
    }

    /** The ticket with this id. */
    public Optional<Entry> ticket(String id) {
        return Optional.ofNullable(tickets.get(id)).or(() -> state.ticket(id));
    }

    /** All tickets that have not ended, in the order of their issue. */
    public List<Entry> live() {
        List<Entry> all = new ArrayList<>();
        for (Entry e : state.live()) {
            Entry now = tickets.getOrDefault(e.id(), e);
            if (!now.state().isFinal()) {
                all.add(now);
            }
        }
        tickets.values().stream().filter(e -> !e.state().isFinal() && state.ticket(e.id()).isEmpty()).forEach(all::add);
        return all;
    }

    /** The call with this id. */
    public Optional<KeptCall> call(String id) {
        return Optional.ofNullable(calls.get(id)).or(() -> state.call(id));
    }

    /** How far a service's numbers have come. */
    public Optional<Sequence> sequence(String service) {
        return Optional.ofNullable(sequences.get(service)).or(() -> state.sequence(service));
    }

    /** Whether a counter is paused. */
    public boolean isPaused(String counter) {
        return paused.getOrDefault(counter, state.isPaused(counter));
    }

    /** The next place in the order of issue. */
    public long nextPlace() {
        return ++lastPlace;
    }

    /** Places up to this one have been used. */
    void placesUpTo(long place) {
        lastPlace = Math.max(lastPlace, place);
    }

    /** The latest place in the order of issue. */
    long lastPlace() {
        return lastPlace;
    }

    public void put(Entry ticket) {
        placesUpTo(ticket.ticket().place());
        tickets.put(ticket.id(), ticket);
    }

    public void put(KeptCall call) {
        calls.put(call.call().id(), call);
    }

    public void put(String service, Sequence sequence) {
        sequences.put(service, sequence);
    }

    public void put(String key, KeyUse use) {
        keys.put(key, use);
    }

    public void drop(String key) {
        droppedKeys.add(key);
    }

    public void dropCall(String id) {
        droppedCalls.add(id);
    }

    public void pause(String counter, boolean now) {
        paused.put(counter, now);
    }

    /** Whether nothing is changed. */
    public boolean isEmpty() {
        return tickets.isEmpty() && calls.isEmpty() && droppedCalls.isEmpty() && paused.isEmpty() && sequences.isEmpty() && keys.isEmpty()
                && droppedKeys.isEmpty();
    }

    /** A ticket with its call, as it is now. */
    public Ticket told(Entry e) {
        return e.with(e.call().flatMap(this::call).map(KeptCall::call));
    }
}
