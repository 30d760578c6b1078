package announcer.ear;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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

import announcer.api.Announcer;
import announcer.api.ChannelStatus;
import announcer.api.stream.Hearing;
import announcer.api.stream.StreamEar;
import announcer.api.stream.StreamPlayer;
import announcer.api.stream.StreamServer;
import announcer.lib.thread.ThreadJoin;
import announcer.lib.time.MonotonicClock;

/** The bundle's component: has an ear at each channel that is to be heard, with a thread of its own; without such channels no thread at all. */
@Component(configurationPid = "announcer.ear", immediate = true, service = {StreamEar.class, Ear.class})
@Designate(ocd = EarConfig.class)
public final class Ear implements StreamEar, ChannelEar.Services {
    private static final long LOOK_NANOS = 1_000_000_000;
    private static final Duration JOIN = Duration.ofSeconds(5);

    private final MonotonicClock clock = MonotonicClock.SYSTEM;
    private final Map<String, EarThread> ears = new ConcurrentHashMap<>();
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Announcer announcer;
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile StreamPlayer player;
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile StreamServer server;
    private volatile Set<String> wanted = Set.of();
    private volatile int delayMillis;
    private volatile Thread keeper;

    /** Called by Declarative Services. */
    @Activate
    public Ear(EarConfig config) {
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
        if (present != null) {
            LockSupport.unpark(present);
        } else if (!next.isEmpty()) {
            keeper = new Thread(this::keep, "announcer-ear");
            keeper.setDaemon(true);
            keeper.start();
        }
    }

    @Deactivate
    void deactivate() {
        Thread present = keeper;
        keeper = null;
        if (present != null) {
            LockSupport.unpark(present);
            ThreadJoin.within(present, JOIN);
        }
    }

    private void keep() {
        try {
            while (Thread.currentThread() == keeper) {
                beginAndEnd(channels());
                clock.parkUntil(clock.nanoTime() + LOOK_NANOS);
            }
        } finally {
            end(List.copyOf(ears.keySet()));
        }
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

    private void beginAndEnd(Set<String> channels) {
        end(ears.keySet().stream().filter(id -> !channels.contains(id)).toList());
        for (String id : channels) {
            ears.computeIfAbsent(id,
                    any -> new EarThread(id, new ChannelEar(id, this, () -> delayMillis, clock, InstantSource.system()), clock));
        }
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
