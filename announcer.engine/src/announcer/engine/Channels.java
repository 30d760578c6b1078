package announcer.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All channels, by id, and which configuration owns which id. The first configuration of an id owns it; a second one is refused, said so,
 * and takes over when the owner goes.
 */
final class Channels {
    private static final Logger LOG = LoggerFactory.getLogger(Channels.class);

    private final ConcurrentSkipListMap<String, Channel> byId = new ConcurrentSkipListMap<>();
    // Guarded by this: the configurations, by PID, owners and refused ones.
    private final Map<String, ChannelSettings> byPid = new HashMap<>();
    private Surroundings around;
    private Wiring.Services services;
    private Control control;
    private Executor executor;

    /** Sets what channels need, once, before the first is put. */
    synchronized void begin(Surroundings surroundings, Wiring.Services wiringServices) {
        around = surroundings;
        services = wiringServices;
        control = wiringServices.control();
        executor = wiringServices.executor();
    }

    /** Live view. */
    Collection<Channel> all() {
        return Collections.unmodifiableCollection(byId.values());
    }

    Optional<Channel> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** A configuration has come or changed. */
    synchronized void put(ChannelSettings s) {
        ChannelSettings before = byPid.put(s.pid(), s);
        Channel present = byId.get(s.id());
        if (before != null && !before.id().equals(s.id())) {
            release(before);
        }
        if (present == null) {
            open(s);
        } else if (present.settings().pid().equals(s.pid())) {
            control.post(() -> present.settings(s));
        } else {
            LOG.error("channel id \"{}\" of configuration {} is refused: configuration {} owns it; give one of them another id", s.id(),
                    s.pid(), present.settings().pid());
        }
    }

    /** A configuration has gone. */
    synchronized void remove(String pid) {
        ChannelSettings s = byPid.remove(pid);
        if (s != null) {
            release(s);
        }
    }

    /** The configuration that owns an id. */
    Optional<String> owner(String id) {
        return find(id).map(c -> c.settings().pid());
    }

    private void release(ChannelSettings s) {
        Channel c = byId.get(s.id());
        if (c == null || !c.settings().pid().equals(s.pid())) {
            return;
        }
        byId.remove(s.id());
        close(c, "its channel was removed", () -> {});
        byPid.values().stream().filter(other -> other.id().equals(s.id())).findFirst().ifPresent(this::open);
    }

    private void open(ChannelSettings s) {
        byId.put(s.id(), new Channel(s, around, services));
        LOG.info("channel {} opened (configuration {})", s.id(), s.pid());
        control.wake();
    }

    private void close(Channel c, String cause, Runnable then) {
        control.post(() -> {
            if (c.beginClosing(cause)) {
                executor.execute(() -> {
                    c.wiring().close();
                    then.run();
                });
            } else {
                // A step of its wiring is going on; it posts its end to the control thread, so asking again is enough.
                executor.execute(() -> close(c, cause, then));
            }
        });
    }

    /** Closes all channels at once and waits for them. Returns those that did not close in time. */
    List<String> closeAll(String cause, long wait, TimeUnit unit) {
        List<Channel> all = new ArrayList<>(byId.values());
        byId.clear();
        List<String> open = Collections.synchronizedList(new ArrayList<>(all.stream().map(Channel::id).toList()));
        CountDownLatch left = new CountDownLatch(all.size());
        all.forEach(c -> close(c, cause, () -> {
            open.remove(c.id());
            left.countDown();
        }));
        try {
            if (left.await(wait, unit)) {
                return List.of();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return List.copyOf(open);
    }
}
