package announcer.web.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import com.google.gson.JsonObject;

import announcer.api.Announcer;
import announcer.api.CacheStatus;
import announcer.api.ChannelStatus;
import announcer.api.access.Caller;
import announcer.api.access.HttpCredentials;
import announcer.api.access.Scope;

/** Looks at everything a client may see, five times a second, and tells the clients what has changed. For the events thread. */
final class ChangePublisher {
    /** Ticks in a second. */
    static final int RATE = 5;

    private static final int SLOW = 2 * RATE;
    private static final int KEEP_ALIVE = 15 * RATE;
    /** A client whose session has ended is gone within 5 s. */
    private static final int READMISSION = 4 * RATE;
    /** How long a client's snapshot waits for engines that take their time. */
    private static final int LONGEST_WAIT = RATE;

    private final EventClients clients;
    private final SnapshotSource sight;
    private final Supplier<Optional<Inventory>> survey;
    private final ChannelDiff news = new ChannelDiff();
    private Optional<Inventory> inventory = Optional.empty();
    private Optional<CacheStatus> cache = Optional.empty();
    private long tick;

    /** @param survey the latest inventory; empty until there is one */
    ChangePublisher(EventClients clients, SnapshotSource sight, Supplier<Optional<Inventory>> survey) {
        this.clients = clients;
        this.sight = sight;
        this.survey = survey;
    }

    /** One look. What it publishes is sent by who calls it. */
    void tick() {
        tick++;
        if (tick % READMISSION == 0) {
            readmit();
        }
        Optional<Announcer> engine = sight.engine();
        List<ChannelStatus> channels = engine.map(Announcer::channels).orElse(List.of());
        channels(channels);
        inventory();
        if (tick % SLOW == 0) {
            slow(engine, channels);
        }
        if (tick % KEEP_ALIVE == 0) {
            // An event and no comment: a browser does not show comments, and so a page could not tell a dead stream from a quiet one.
            clients.publish(EventScope.EVERYBODY, "alive", JsonObject::new);
        }
        begin(channels, engine);
    }

    private void channels(List<ChannelStatus> channels) {
        news.update(channels, channel -> clients.publish(EventScope.EVERYBODY, "channel", () -> ChannelDiff.json(channel)), id -> {
            JsonObject gone = new JsonObject();
            gone.addProperty("id", id);
            clients.publish(EventScope.EVERYBODY, "gone", () -> gone);
        });
        if (clients.any(EventScope.LEVELS)) {
            JsonObject levels = news.levels(channels);
            if (levels.size() > 0) {
                clients.publish(EventScope.LEVELS, "levels", () -> levels);
            }
        }
    }

    private void inventory() {
        Optional<Inventory> now = survey.get();
        if (now.isEmpty()) {
            return;
        }
        if (!now.map(Inventory::engines).equals(inventory.map(Inventory::engines))) {
            clients.publish(EventScope.EVERYBODY, "voices", () -> sight.voices(now.get().engines()));
        }
        now.get().bundles().filter(bundles -> !Optional.of(bundles).equals(inventory.flatMap(Inventory::bundles)))
                .ifPresent(bundles -> clients.publish(EventScope.ADMINISTRATORS, "bundles", () -> sight.bundles(bundles)));
        inventory = now;
    }

    private void slow(Optional<Announcer> engine, List<ChannelStatus> channels) {
        JsonObject pacing = ChannelDiff.pacing(channels);
        if (pacing.size() > 0) {
            clients.publish(EventScope.EVERYBODY, "pacing", () -> pacing);
        }
        Optional<CacheStatus> now = engine.map(Announcer::cache);
        if (now.isPresent() && !now.equals(cache)) {
            clients.publish(EventScope.EVERYBODY, "cache", () -> sight.cache(now));
        }
        cache = now;
    }

    /** Gives those that have come since the last tick what all others know. It is made once for them all. */
    private void begin(List<ChannelStatus> channels, Optional<Announcer> engine) {
        List<EventClient> fresh = new ArrayList<>();
        clients.each(client -> {
            if (!client.begun() && (known(client) || client.waitAnotherTick() > LONGEST_WAIT)) {
                fresh.add(client);
            }
        });
        if (fresh.isEmpty()) {
            return;
        }
        if (cache.isEmpty()) {
            cache = engine.map(Announcer::cache);
        }
        Map<Boolean, byte[]> snapshots = new HashMap<>();
        for (EventClient client : fresh) {
            client.begin(snapshots.computeIfAbsent(client.may(Scope.ADMINISTER),
                    whole -> clients.event("snapshot", sight.snapshot(channels, cache, inventory, whole))));
        }
    }

    private boolean known(EventClient client) {
        return inventory.isPresent() && (inventory.get().bundles().isPresent() || !client.may(Scope.ADMINISTER));
    }

    /** Asks again whether they may be here; once for all that show the same. */
    private void readmit() {
        Map<HttpCredentials, Optional<Caller>> asked = new HashMap<>();
        clients.each(client -> asked.computeIfAbsent(client.credentials(), shown -> sight.now(client.caller(), shown))
                .filter(caller -> caller.may(Scope.VIEW)).ifPresentOrElse(client::is, client::end));
    }
}
