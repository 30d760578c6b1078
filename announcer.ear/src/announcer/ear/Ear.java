package announcer.ear;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.Announcer;
import announcer.api.ChannelStatus;
import announcer.api.stream.Hearing;
import announcer.api.stream.StreamEar;
import announcer.api.stream.StreamPlayer;
import announcer.api.stream.StreamServer;
import announcer.lib.log.LogThrottle;
import announcer.lib.time.Deadline;
import announcer.lib.time.MonotonicClock;

/** The bundle's component: has an ear at each channel that is to be heard, with a thread of its own; without such channels no thread at all. */
@Component(configurationPid = "announcer.ear", immediate = true, service = {StreamEar.class, Ear.class})
@Designate(ocd = EarConfig.class)
public final class Ear implements StreamEar, ChannelEar.Services {
    private static final Logger LOG = LoggerFactory.getLogger(Ear.class);
    private static final long LOOK_NANOS = 1_000_000_000;
    /** A look that went well so long ago says nothing about now. */
    private static final long OLD_NANOS = 5 * LOOK_NANOS;
    private static final long JOIN_MILLIS = 5000;

    /** Gives an ear its thread. */
    interface Beginning {
        EarThread begin(String channel, ChannelEar ear, MonotonicClock clock);
    }

    private final MonotonicClock clock;
    private final Beginning begin;
    private final Map<String, EarThread> ears = new ConcurrentHashMap<>();
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile Announcer announcer;
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile StreamPlayer player;
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile StreamServer server;
    private volatile Set<String> wanted = Set.of();
    private volatile int delayMillis;
    private volatile Thread keeper;
    /** The keeper before, which may be ending its ears still. */
    private Thread last;
    private volatile Deadline looked;
    private final LogThrottle throttle;

    /** Called by Declarative Services. */
    @Activate
    public Ear(EarConfig config) {
        this(config, MonotonicClock.SYSTEM, EarThread::new);
    }

    /** @param begin begins an ear */
    Ear(EarConfig config, MonotonicClock clock, Beginning begin) {
        this.clock = clock;
        this.begin = begin;
        throttle = new LogThrottle(clock::nanoTime);
        looked = Deadline.after(clock.nanoTime(), Duration.ofNanos(OLD_NANOS));
        modified(config);
    }

    @Modified
    void modified(EarConfig config) {
        delayMillis = config.delayMillis();
        Set<String> next = new HashSet<>();
        for (String id : config.channels()) {
            if (!id.isBlank()) {
                next.add(id.strip());
            }
        }
        wanted = Set.copyOf(next);
        Thread present = keeper;
        if (next.isEmpty() && present != null) {
            keeper = null;
            last = present;
        } else if (!next.isEmpty() && present == null) {
            Thread former = last;
            looked = Deadline.after(clock.nanoTime(), Duration.ofNanos(OLD_NANOS));
            keeper = new Thread(() -> keep(former), "announcer-ear");
            keeper.setDaemon(true);
            keeper.start();
        }
        LockSupport.unpark(present);
    }

    @Deactivate
    void deactivate() {
        Thread present = keeper == null ? last : keeper;
        keeper = null;
        if (present != null) {
            LockSupport.unpark(present);
            try {
                present.join(JOIN_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** @param former ends its ears before this begins any; null: there is none */
    private void keep(Thread former) {
        try {
            if (former != null) {
                former.join();
            }
            while (Thread.currentThread() == keeper) {
                look();
                clock.parkUntil(clock.nanoTime() + LOOK_NANOS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end(List.copyOf(ears.keySet()));
        }
    }

    /** Whatever is thrown here, there is a next look: without the keeper nobody would hear anything any more. */
    private void look() {
        boolean whole;
        try {
            whole = beginAndEnd(channels());
        } catch (RuntimeException | Error e) {
            whole = failed("the channels to be heard cannot be looked at", e);
        }
        if (whole) {
            looked = Deadline.after(clock.nanoTime(), Duration.ofNanos(OLD_NANOS));
        }
    }

    private boolean failed(String what, Throwable e) {
        throttle.pass(what).ifPresent(missed -> LOG.error("{}{}; trying again each second", what, LogThrottle.more(missed), e));
        return false;
    }

    /** Those that are there and are to be heard. */
    private Set<String> channels() {
        Announcer a = announcer;
        Set<String> ids = wanted;
        if (a == null || ids.isEmpty()) {
            return Set.of();
        }
        Set<String> there = new HashSet<>();
        for (ChannelStatus c : a.channels()) {
            if (ids.contains(EarConfig.ALL) || ids.contains(c.id())) {
                there.add(c.id());
            }
        }
        return there;
    }

    /** Returns whether each has its ear now. */
    private boolean beginAndEnd(Set<String> channels) {
        end(ears.keySet().stream().filter(id -> !channels.contains(id)).toList());
        boolean whole = true;
        for (String id : channels) {
            try {
                ears.computeIfAbsent(id,
                        any -> begin.begin(id, new ChannelEar(id, this, () -> delayMillis, clock, InstantSource.system()), clock));
            } catch (RuntimeException | Error e) {
                whole = failed("channel " + id + " cannot be heard: its ear does not begin", e);
            }
        }
        return whole;
    }

    /** Together, not one after the other: each has a process to end. */
    private void end(List<String> ids) {
        List<EarThread> ending = ids.stream().map(ears::remove).toList();
        ending.forEach(EarThread::end);
        ending.forEach(EarThread::join);
    }

    @Override
    public Optional<Hearing> hearing(String channel) {
        return Optional.ofNullable(ears.get(channel)).map(e -> e.ear().hearing());
    }

    /** Those that are there, are to be heard, and have had no ear for longer than it takes to begin one. */
    Set<String> unheard() {
        Set<String> unheard = new TreeSet<>();
        if (looked.hasPassed(clock.nanoTime())) {
            try {
                unheard.addAll(channels());
                unheard.removeAll(ears.keySet());
            } catch (RuntimeException e) {
                // The engine is just going: it has no channels then.
                LOG.debug("the channels cannot be asked for", e);
            }
        }
        return unheard;
    }

    /** What is heard of each channel, by id. */
    Map<String, Hearing> hearings() {
        Map<String, Hearing> all = new TreeMap<>();
        ears.forEach((id, e) -> all.put(id, e.ear().hearing()));
        return all;
    }

    @Override
    public Optional<Announcer> announcer() {
        return Optional.ofNullable(announcer);
    }

    @Override
    public Optional<StreamPlayer> player() {
        return Optional.ofNullable(player);
    }

    @Override
    public Optional<StreamServer> server() {
        return Optional.ofNullable(server);
    }
}
