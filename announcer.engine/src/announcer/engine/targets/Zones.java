package announcer.engine.targets;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.RejectedException;
import announcer.api.RejectedException.Reason;
import announcer.api.Target;
import announcer.api.ZoneStatus;
import announcer.lib.text.Excerpt;

/**
 * The zones, by configuration, and which channels a target means. The first configuration of an id owns it; a second one is not used until the
 * owner goes. Any thread.
 */
public final class Zones {
    private static final Logger LOG = LoggerFactory.getLogger(Zones.class);
    private static final int SHOWN = 60;
    private static final int LISTED = 20;
    private static final String CHANNELS = "channels";

    /** In the order in which they came; guarded by this. */
    private final Map<String, Zone> byPid = new LinkedHashMap<>();

    /** A configuration has come or changed. */
    public synchronized void put(Zone zone) {
        byPid.put(zone.pid(), zone);
        find(zone.id()).filter(owner -> !owner.pid().equals(zone.pid())).ifPresent(owner -> LOG.error(
                "zone id \"{}\" of configuration {} is not used: configuration {} owns it; give one of them another id", zone.id(),
                zone.pid(),
                owner.pid()));
    }

    /** A configuration has gone. */
    public synchronized void remove(String pid) {
        byPid.remove(pid);
    }

    /** The zone with this id. */
    public synchronized Optional<Zone> find(String id) {
        return byPid.values().stream().filter(z -> z.id().equals(id)).findFirst();
    }

    /** All, by id. @param isThere whether there is a channel */
    public List<ZoneStatus> status(Predicate<String> isThere) {
        return all().stream().map(z -> {
            List<String> missing = z.channels().stream().filter(isThere.negate()).toList();
            return new ZoneStatus(z.id(), z.title(), z.channels(), missing.isEmpty()
                    ? Optional.empty()
                    : Optional.of("zone " + z.id()
                            + " names " + (missing.size() == 1 ? "channel " : "channels ") + String.join(", ", missing)
                            + (missing.size() == 1 ? ", which is not there" : ", which are not there")
                            + ": announcements FAIL there; correct " + z.pid()));
        }).toList();
    }

    private synchronized List<Zone> all() {
        Map<String, Zone> byId = new LinkedHashMap<>();
        byPid.values().forEach(z -> byId.putIfAbsent(z.id(), z));
        return byId.values().stream().sorted(Comparator.comparing(Zone::id)).toList();
    }

    /**
     * The channels that a target means now, each once, and also those that are not there: one that was removed must not silence the others.
     *
     * @param there ids of all channels, in order
     * @throws RejectedException when none of them is there, there is no such zone, or it names one twice
     */
    public List<String> channels(Target target, List<String> there) throws RejectedException {
        List<String> meant = meant(target, there);
        if (meant.stream().noneMatch(there::contains)) {
            throw new RejectedException(Reason.UNKNOWN_CHANNEL, target instanceof Target.Zone ? "zone" : CHANNELS, target.words(),
                    target.words() + ": none of its channels is there; there are: " + names(there));
        }
        return meant;
    }

    private List<String> meant(Target target, List<String> there) throws RejectedException {
        if (target instanceof Target.All) {
            return there;
        }
        if (target instanceof Target.Zone zone) {
            return find(zone.id()).map(Zone::channels)
                    .orElseThrow(() -> new RejectedException(Reason.UNKNOWN_ZONE, "zone", shown(zone.id()),
                            "there is no zone \"" + shown(zone.id()) + "\"; there are: " + names(all().stream().map(Zone::id).toList())));
        }
        return target instanceof Target.Channels several ? named(several.ids()) : List.of(target.words());
    }

    private static List<String> named(List<String> ids) throws RejectedException {
        if (ids.isEmpty()) {
            throw new RejectedException(Reason.INVALID, CHANNELS, "", "channels is empty; name one channel or more");
        }
        Set<String> seen = new LinkedHashSet<>();
        for (String id : ids) {
            if (!seen.add(id)) {
                throw new RejectedException(Reason.INVALID, CHANNELS, id, "channels names \"" + id + "\" twice; name each once");
            }
        }
        return new ArrayList<>(seen);
    }

    /** Some names for a message. */
    private static String names(List<String> all) {
        return all.isEmpty()
                ? "none"
                : String.join(", ", all.subList(0, Math.min(LISTED, all.size()))) + (all.size() > LISTED ? ", ..." : "");
    }

    private static String shown(String s) {
        return Excerpt.of(s, SHOWN);
    }
}
