package announcer.app;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

import announcer.lib.time.Deadline;
import announcer.lib.time.MonotonicClock;

/** Decides when the endpoints are published: as soon as all of them answer, and again when one has changed, or could
 * not be published. Confined to one thread. */
final class EndpointNotifier {
    /** The time after which endpoints that answer are published without the others: the RTSP server may be stopped for good. */
    static final Duration PATIENCE = Duration.ofSeconds(20);
    /** The time between two probes of endpoints that do not answer yet, before the first publication and after it. */
    static final Duration STARTING = Duration.ofMillis(100);
    static final Duration RUNNING = Duration.ofSeconds(1);

    /** Publishes endpoints. */
    interface Publication {
        /**
         * @param complete whether all of them answer
         * @return whether they are published; if not, they are to be given again
         */
        boolean publish(Endpoints endpoints, boolean complete);
    }

    private final Supplier<Endpoints> registry;
    private final Predicate<Endpoints> probe;
    private final Publication publication;
    private final MonotonicClock clock;
    private final Deadline patience;
    private Endpoints published;

    /**
     * @param registry tells the endpoints that are registered now
     * @param probe tells whether they answer
     */
    EndpointNotifier(Supplier<Endpoints> registry, Predicate<Endpoints> probe, Publication publication, MonotonicClock clock) {
        this.registry = registry;
        this.probe = probe;
        this.publication = publication;
        this.clock = clock;
        patience = Deadline.after(clock.nanoTime(), PATIENCE);
    }

    /** Looks, and publishes what is due. Returns the time until the next look; empty: an event has to come first. */
    Optional<Duration> look() {
        Endpoints now = registry.get();
        if (now.equals(published)) {
            return Optional.empty();
        }
        boolean answers = now.isComplete() && probe.test(now);
        long nanoTime = clock.nanoTime();
        if (answers || published == null && patience.hasPassed(nanoTime)) {
            if (!publication.publish(now, answers)) {
                return Optional.of(RUNNING);
            }
            published = now;
            return Optional.empty();
        }
        if (now.isComplete()) {
            return Optional.of(published == null ? STARTING : RUNNING);
        }
        return published == null ? Optional.of(Duration.ofNanos(patience.nanosLeft(nanoTime))) : Optional.empty();
    }
}
