package announcer.web.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.google.gson.JsonObject;

import announcer.api.Announcer;
import announcer.api.CacheStatus;
import announcer.api.ChannelStatus;
import announcer.api.access.Caller;
import announcer.api.access.HttpCredentials;
import announcer.api.access.Scope;
import announcer.lib.time.Deadline;
import announcer.lib.time.MonotonicClock;

/**
 * Publishes to the clients what has changed in the state that they may see. A channel is looked at when an event told of it, at once and
 * once more after a pause, since its state may follow its event; at most five times a second. Levels, for which there is no event, are
 * sampled while a channel is audible and a client wants them. Every two seconds all channels are looked at, for how they keep time and for
 * changes that have no event, such as a move in a queue. For the events thread.
 */
final class ChangePublisher {
    /** Time between two looks, in nanoseconds. */
    static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long KEEP_ALIVE_NANOS = TimeUnit.SECONDS.toNanos(15);
    /** A client whose session has ended is gone within 5 s. */
    private static final long READMISSION_NANOS = TimeUnit.SECONDS.toNanos(4);
    /** How long a client's snapshot waits for engines that take long to list their voices. */
    private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final EventClients clients;
    private final SnapshotSource source;
    private final Supplier<Optional<Inventory>> latestInventory;
    private final ChangedChannels changes;
    private final MonotonicClock clock;
    private final ChannelDiff diff;
    private final PeriodicDeadline slow = new PeriodicDeadline(SLOW_NANOS);
    private final PeriodicDeadline keepAlive = new PeriodicDeadline(KEEP_ALIVE_NANOS);
    private final PeriodicDeadline readmission = new PeriodicDeadline(READMISSION_NANOS);
    private Deadline nextLook = Deadline.PASSED;
    /** Channels that are looked at once more. */
    private Set<String> again = Set.of();
    private Optional<Inventory> inventory = Optional.empty();
    private Optional<CacheStatus> cache = Optional.empty();

    /**
     * @param latestInventory the latest inventory; empty until there is one
     * @param changes the channels that events told of
     */
    ChangePublisher(EventClients clients, SnapshotSource source, Supplier<Optional<Inventory>> latestInventory, ChangedChannels changes,
            MonotonicClock clock) {
        this.clients = clients;
        this.source = source;
        this.latestInventory = latestInventory;
        this.changes = changes;
        this.clock = clock;
        this.diff = new ChannelDiff(
                channel -> clients.publish(EventScope.EVERYBODY, "channel", () -> ChannelDiff.json(channel)), id -> {
                    JsonObject gone = new JsonObject();
                    gone.addProperty("id", id);
                    clients.publish(EventScope.EVERYBODY, "gone", () -> gone);
                });
    }

    /** Begins to publish, after a time without clients. */
    void start() {
        long now = clock.nanoTime();
        Stream.of(slow, keepAlive, readmission).forEach(periodic -> periodic.start(now));
        nextLook = Deadline.PASSED;
        // It is made anew: a client that has come waits for it.
        inventory = Optional.empty();
    }

    /** Publishes what is due; the caller sends it. */
    void turn() {
        long now = clock.nanoTime();
        if (readmission.isDue(now)) {
            readmit();
        }
        inventory();
        boolean slowly = slow.isDue(now);
        if (slowly || nextLook.hasPassed(now)) {
            look(now, slowly);
        }
        if (keepAlive.isDue(now)) {
            // An event and no comment: a browser does not show comments, and so a page could not tell a dead stream from a quiet one.
            clients.publish(EventScope.EVERYBODY, "alive", JsonObject::new);
        }
    }

    /** Returns the time of the clock at which the next turn is due, in nanoseconds, unless an event comes before. */
    long dueNanos() {
        long now = clock.nanoTime();
        long left = Stream.of(slow, keepAlive, readmission).mapToLong(periodic -> periodic.next().nanosLeft(now)).min().orElseThrow();
        boolean looks = !changes.isEmpty() || !again.isEmpty() || !fresh(now).isEmpty() || !sampled().isEmpty();
        return now + Math.min(untilWaitedLongest(now), looks ? Math.min(left, nextLook.nanosLeft(now)) : left);
    }

    /** Returns the nanoseconds until a client has waited for its snapshot as long as it may. An inventory that comes wakes the thread. */
    private long untilWaitedLongest(long now) {
        long[] left = {Long.MAX_VALUE};
        clients.each(client -> {
            if (!client.begun() && !mayBegin(client, now)) {
                left[0] = Math.min(left[0], snapshotDue(client).nanosLeft(now));
            }
        });
        return left[0];
    }

    private void look(long now, boolean slowly) {
        ChangedChannels.Changes changed = changes.take();
        Set<String> ids = new HashSet<>(changed.ids());
        ids.addAll(again);
        ids.addAll(sampled());
        again = changed.ids();
        List<EventClient> fresh = fresh(now);
        if (slowly || changed.all() || !fresh.isEmpty()) {
            nextLook = Deadline.at(now + LOOK_NANOS);
            lookAtAll(slowly, fresh);
        } else if (!ids.isEmpty()) {
            nextLook = Deadline.at(now + LOOK_NANOS);
            lookAt(ids);
        }
    }

    private void lookAtAll(boolean slowly, List<EventClient> fresh) {
        Optional<Announcer> engine = source.engine();
        List<ChannelStatus> channels = engine.map(Announcer::channels).orElse(List.of());
        diff.updateAll(channels);
        levels(channels);
        if (slowly) {
            slow(engine, channels);
        }
        begin(fresh, channels, engine);
    }

    private void lookAt(Set<String> ids) {
        Optional<Announcer> engine = source.engine();
        List<ChannelStatus> channels = new ArrayList<>();
        for (String id : ids) {
            Optional<ChannelStatus> channel = engine.flatMap(e -> e.channel(id));
            diff.update(id, channel);
            channel.ifPresent(channels::add);
        }
        levels(channels);
    }

    /** Returns the channels whose levels are sampled. */
    private Set<String> sampled() {
        return clients.any(EventScope.LEVELS) ? diff.audible() : Set.of();
    }

    private void levels(List<ChannelStatus> channels) {
        if (clients.any(EventScope.LEVELS)) {
            JsonObject levels = diff.levels(channels);
            if (levels.size() > 0) {
                clients.publish(EventScope.LEVELS, "levels", () -> levels);
            }
        }
    }

    private void inventory() {
        Optional<Inventory> now = latestInventory.get();
        if (now.isEmpty() || now.equals(inventory)) {
            return;
        }
        if (!now.map(Inventory::engines).equals(inventory.map(Inventory::engines))) {
            clients.publish(EventScope.EVERYBODY, "voices", () -> source.voices(now.get().engines()));
        }
        now.get().bundles().filter(bundles -> !Optional.of(bundles).equals(inventory.flatMap(Inventory::bundles)))
                .ifPresent(bundles -> clients.publish(EventScope.ADMINISTRATORS, "bundles", () -> source.bundles(bundles)));
        inventory = now;
    }

    private void slow(Optional<Announcer> engine, List<ChannelStatus> channels) {
        JsonObject pacing = ChannelDiff.pacing(channels);
        if (pacing.size() > 0) {
            clients.publish(EventScope.EVERYBODY, "pacing", () -> pacing);
        }
        Optional<CacheStatus> now = engine.map(Announcer::cache);
        if (now.isPresent() && !now.equals(cache)) {
            clients.publish(EventScope.EVERYBODY, "cache", () -> source.cache(now));
        }
        cache = now;
    }

    /** Returns the clients that have no snapshot yet and need not wait for one any longer. */
    private List<EventClient> fresh(long now) {
        List<EventClient> fresh = new ArrayList<>();
        clients.each(client -> {
            if (!client.begun() && mayBegin(client, now)) {
                fresh.add(client);
            }
        });
        return fresh;
    }

    private boolean mayBegin(EventClient client, long now) {
        return isKnown(client) || snapshotDue(client).hasPassed(now);
    }

    private static Deadline snapshotDue(EventClient client) {
        return Deadline.at(client.arrivedNanos() + LONGEST_WAIT_NANOS);
    }

    /** Gives clients their snapshot. It is made once for all that may see the same. */
    private void begin(List<EventClient> fresh, List<ChannelStatus> channels, Optional<Announcer> engine) {
        if (fresh.isEmpty()) {
            return;
        }
        if (cache.isEmpty()) {
            cache = engine.map(Announcer::cache);
        }
        Map<Boolean, byte[]> snapshots = new HashMap<>();
        for (EventClient client : fresh) {
            client.begin(snapshots.computeIfAbsent(client.may(Scope.ADMINISTER),
                    whole -> clients.event("snapshot", source.snapshot(channels, cache, inventory, whole))));
        }
    }

    /** Returns whether all is there that a client's snapshot shows. */
    private boolean isKnown(EventClient client) {
        return inventory.isPresent() && (inventory.get().bundles().isPresent() || !client.may(Scope.ADMINISTER));
    }

    /** Asks again whether the clients may be here; once for all that show the same. */
    private void readmit() {
        Map<HttpCredentials, Optional<Caller>> asked = new HashMap<>();
        clients.each(client -> asked.computeIfAbsent(client.credentials(), shown -> source.now(client.caller(), shown))
                .filter(caller -> caller.may(Scope.VIEW)).ifPresentOrElse(client::is, client::end));
    }
}
