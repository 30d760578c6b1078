package announcer.bench.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * What a run of chaos is to do. The same plan has the same faults in the same order; when they strike depends on how fast the product
 * recovers.
 *
 * @param seed of everything that is left to chance
 * @param faults how many there are at most
 * @param announcements how many are submitted
 * @param time in which all of them are submitted, and after which no new fault begins
 * @param channels how many there are, two at least: the last is published to an external server, the others have a player each
 * @param killJvm whether the JVM is among what is killed: what it had accepted survives that in a product with a journal only
 */
public record ChaosPlan(long seed, int faults, int announcements, Duration time, int channels, boolean killJvm) {
    /** The JVM takes longest to come back, and its leaks are seen after many faults only. */
    private static final int ROUNDS_PER_JVM = 3;
    /** Early, so that the shortest run has it, and not first, so that it strikes announcements at work. */
    private static final int PLACE_OF_JVM = 2;

    public ChaosPlan {
        if (channels < 2) {
            throw new IllegalArgumentException("chaos needs 2 channels at least, not " + channels);
        }
    }

    /** The faults in their order: each kind once, in a random order, and so on; the JVM is killed in every third round only, early in it. */
    List<Fault> order(Set<Fault> kinds) {
        Random random = new Random(seed);
        List<Fault> order = new ArrayList<>();
        for (int round = 0; order.size() < faults && !kinds.isEmpty(); round++) {
            boolean killJvm = round % ROUNDS_PER_JVM == 0;
            List<Fault> next = new ArrayList<>(kinds.stream().filter(fault -> fault != Fault.JVM_KILLED).sorted().toList());
            Collections.shuffle(next, random);
            if (killJvm && kinds.contains(Fault.JVM_KILLED)) {
                next.add(Math.min(PLACE_OF_JVM, next.size()), Fault.JVM_KILLED);
            }
            order.addAll(next);
        }
        return order.subList(0, Math.min(faults, order.size()));
    }
}
