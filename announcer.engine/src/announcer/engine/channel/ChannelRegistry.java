package announcer.engine.channel;

import java.util.function.Function;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.stream.Hearing;
import announcer.api.stream.MediaTransport;
import announcer.engine.background.Backgrounds;
import announcer.engine.config.ChannelSettings;
import announcer.engine.output.OutputController;
import announcer.engine.playout.Pacer;
import announcer.engine.playout.PlayoutLane;
import announcer.engine.synthesis.SynthesisContext;
import announcer.engine.util.RankedServices;

/**
 * All channels, by id, and which configuration owns which id. The first configuration of an id owns it; a second one is refused, said so,
 * and takes over when the owner goes.
 */
public final class ChannelRegistry {
    private static final long AGAIN_NANOS = 20_000_000;
    private static final long ACK_MILLIS = 100;
    private static final Logger LOG = LoggerFactory.getLogger(ChannelRegistry.class);

    private final ConcurrentSkipListMap<String, Channel> byId = new ConcurrentSkipListMap<>();
    // Guarded by this: the configurations, by PID, owners and refused ones.
    private final Map<String, ChannelSettings> byPid = new HashMap<>();
    // Channels that have been removed and whose wiring is not closed yet; guarded by this.
    private final Set<Channel> closing = new HashSet<>();
    private boolean stopped;
    private SynthesisContext context;
    private OutputController.Services services;
    private ControlLoop control;
    private Backgrounds backgrounds;
    private Function<String, Optional<Hearing>> hearings = channel -> Optional.empty();
    private volatile Pacer pacer;
    private Runnable onSettings = () -> {};
    private Executor executor;
    private volatile DetachedAnnouncements detached;

    /**
     * Sets what channels need, once, before the first is put.
     *
     * @param soundsBehind makes channels' background sound
     * @param ear tells what is heard of a channel, where one listens
     * @param settingsChanged called after a channel has come, gone or changed
     */
    public synchronized void begin(SynthesisContext surroundings, OutputController.Services wiringServices, ControlLoop loop,
            Backgrounds soundsBehind, Function<String, Optional<Hearing>> ear, Runnable settingsChanged) {
        backgrounds = soundsBehind;
        context = surroundings;
        services = wiringServices;
        control = loop;
        hearings = ear;
        onSettings = settingsChanged;
        pacer = wiringServices.pacer();
        executor = wiringServices.executor();
        detached = new DetachedAnnouncements(surroundings, loop);
    }

    /** Has a channel looked at soon, or what waits for it while it rests. Any thread. */
    public void wake(String id) {
        find(id).ifPresentOrElse(Channel::wake, detached::wake);
    }

    /** Live view. */
    public Collection<Channel> all() {
        return Collections.unmodifiableCollection(byId.values());
    }

    /** The ids of all channels, in order. Any thread. */
    public List<String> ids() {
        return List.copyOf(byId.keySet());
    }

    /** The settings of all channels. Any thread. */
    public List<ChannelSettings> settings() {
        return byId.values().stream().map(Channel::settings).toList();
    }

    /** Whether the sound of an announcement is being made for any. Any thread. */
    public boolean isMakingSound() {
        return byId.values().stream().anyMatch(Channel::isMakingSound);
    }

    /** Transports have come, gone or changed. Any thread. */
    public void transportsChanged() {
        byId.values().forEach(Channel::wake);
    }

    /** Pushers have come, gone or changed. Any thread. */
    public void pushersChanged() {
        byId.values().stream().filter(c -> !c.settings().byHand()).forEach(Channel::wake);
    }

    /** Servers have come, gone or changed. Any thread. */
    public void serversChanged() {
        byId.values().stream().filter(c -> c.settings().destination().isEmpty()).forEach(Channel::wake);
    }

    public Optional<Channel> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** A configuration has come or changed. */
    public synchronized void put(ChannelSettings s) {
        ChannelSettings before = byPid.put(s.pid(), s);
        Channel present = byId.get(s.id());
        if (before != null && !before.id().equals(s.id())) {
            release(before, ChannelEnd.RENAMED);
        }
        if (present == null) {
            open(s);
        } else if (present.settings().pid().equals(s.pid())) {
            Runnable changed = onSettings;
            control.execute(() -> {
                present.settings(s);
                changed.run();
            });
        } else {
            LOG.error("channel id \"{}\" of configuration {} is refused: configuration {} owns it; give one of them another id", s.id(),
                    s.pid(), present.settings().pid());
        }
    }

    /** A configuration has gone, or its component. */
    public synchronized void remove(String pid, ChannelEnd why) {
        ChannelSettings s = byPid.remove(pid);
        if (s != null) {
            release(s, why);
        }
    }

    /**
     * A transport's service goes. Called by whoever stops it, before its pipes die: the pacer lets go of all of them within a tick or two.
     * The rest is mended by the control thread.
     */
    public void transportGoes(ServiceReference<MediaTransport> ref) {
        Set<PlayoutLane> lanes = all().stream().flatMap(c -> c.output().laneOn(ref).stream()).collect(Collectors.toSet());
        if (!lanes.isEmpty() && !pacer.removeAll(lanes::contains, ACK_MILLIS, TimeUnit.MILLISECONDS)) {
            LOG.warn("the pacer did not let go of the pipes of bundle {} within {} ms", RankedServices.bundleOf(ref), ACK_MILLIS);
        }
    }

    /** The configuration that owns an id. */
    public Optional<String> owner(String id) {
        return find(id).map(c -> c.settings().pid());
    }

    private void release(ChannelSettings s, ChannelEnd why) {
        Channel c = byId.get(s.id());
        if (c == null || !c.settings().pid().equals(s.pid())) {
            return;
        }
        byId.remove(s.id());
        close(c, why);
        onSettings.run();
    }

    /** Opens a channel, or leaves that to the moment when the one that had its id is closed: two must not fight for one pipe. */
    private void open(ChannelSettings s) {
        if (stopped || closing.stream().anyMatch(c -> c.id().equals(s.id()))) {
            return;
        }
        Channel c = new Channel(s, context, services, control, backgrounds, hearings);
        byId.put(s.id(), c);
        LOG.info("channel {} opened (configuration {})", s.id(), s.pid());
        control.execute(() -> {
            if (!c.isClosed()) {
                c.takeUp(detached.take(c.id()));
            }
        });
        onSettings.run();
    }

    private void close(Channel c, ChannelEnd why) {
        closing.add(c);
        control.execute(() -> tryToClose(c, why));
    }

    private synchronized void closed(Channel c) {
        closing.remove(c);
        notifyAll();
        if (!byId.containsKey(c.id())) {
            byPid.values().stream().filter(s -> s.id().equals(c.id())).findFirst().ifPresent(this::open);
        }
    }

    private void tryToClose(Channel c, ChannelEnd why) {
        if (!c.beginClosing(why, left -> detached.add(c.id(), left))) {
            // A step of its wiring is going on: ask again a little later.
            executor.execute(() -> {
                LockSupport.parkNanos(AGAIN_NANOS);
                control.execute(() -> tryToClose(c, why));
            });
            return;
        }
        executor.execute(() -> {
            try {
                c.output().close();
            } finally {
                closed(c);
            }
        });
    }

    /**
     * Closes all channels at once, and waits for them and for those that were being closed already: when the bundle stops, their
     * configurations' components go first. Returns those that did not close in time.
     */
    public synchronized List<String> closeAll(long wait, TimeUnit unit) {
        stopped = true;
        List<Channel> all = new ArrayList<>(byId.values());
        byId.clear();
        all.forEach(c -> close(c, ChannelEnd.STOPPED));
        control.execute(detached::close);
        long deadline = System.nanoTime() + unit.toNanos(wait);
        try {
            for (long left = 1; !closing.isEmpty() && left > 0; left = (deadline - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        services.close();
        return closing.stream().map(Channel::id).toList();
    }
}
