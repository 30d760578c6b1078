package announcer.webhook;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.lib.retry.ExponentialBackoff;
import announcer.lib.time.Deadline;
import announcer.lib.time.MonotonicClock;

/**
 * Delivers the events of a queue, one after the other, again until each is taken or too old. Logs once when a receiver fails and once when it
 * is well again. For one thread.
 */
final class WebhookDispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookDispatcher.class);
    static final ExponentialBackoff BACKOFF = new ExponentialBackoff(Duration.ofMillis(500), Duration.ofMinutes(5));
    private static final Duration LONGEST_REST = Duration.ofSeconds(30);

    private final String name;
    private final DeliveryQueue queue;
    private final DeliverySender sender;
    private final DoubleSupplier chance;
    private final Clock wall;
    private final MonotonicClock clock;
    private final Map<String, Integer> channelFailures = new HashMap<>();
    private WebhookTarget last;
    private int receiverFailures;
    private long attemptsFailed;
    private long dropped;

    /**
     * @param name of the webhook, for the log
     * @param chance a number from 0 to 1 each time
     * @param wall what deliveries are stamped with, and what a receiver's date is compared with; nothing is waited for by it
     */
    WebhookDispatcher(String name, DeliveryQueue queue, DeliverySender sender, DoubleSupplier chance, Clock wall, MonotonicClock clock) {
        this.name = name;
        this.queue = queue;
        this.sender = sender;
        this.chance = chance;
        this.wall = wall;
        this.clock = clock;
    }

    /** Drops what is too old and makes one attempt, when one is due. Returns how long to rest then, unless something comes. */
    Duration step(WebhookTarget target) throws InterruptedException {
        if (!target.equals(last)) {
            // Perhaps what failed works now.
            last = target;
            channelFailures.clear();
            receiverFailures = 0;
            queue.release();
        }
        List<Delivery> old = queue.expire(clock.nanoTime(), target.maxAge());
        if (!old.isEmpty()) {
            dropped += old.size();
            LOG.warn("webhook {}: {} events could not be delivered to {} for {} min and are dropped ({} so far)", name, old.size(), target,
                    target.maxAge().toMinutes(), dropped);
        }
        Optional<Delivery> next = target.enabled() ? queue.next(clock.nanoTime()) : Optional.empty();
        if (next.isPresent()) {
            deliver(target, next.get());
        }
        return target.enabled() ? rest() : LONGEST_REST;
    }

    private Duration rest() {
        return Duration.ofNanos(Math.min(LONGEST_REST.toNanos(), queue.nanosToNext(clock.nanoTime())));
    }

    private void deliver(WebhookTarget target, Delivery d) throws InterruptedException {
        DeliveryResult answer = sender.send(target, d, wall.instant());
        if (answer.again()) {
            later(target, d, answer);
            return;
        }
        queue.done(d);
        channelFailures.remove(d.channel());
        receiverFailures = 0;
        if (!answer.taken()) {
            dropped++;
            LOG.warn("webhook {}: {} does not want event {} ({}): {}; it is dropped ({} so far)", name, target, d.event(), d.id(),
                    answer.words(), dropped);
        } else if (attemptsFailed > 0 && channelFailures.isEmpty()) {
            LOG.info("webhook {}: {} takes events again, after {} failed attempts; {} wait", name, target, attemptsFailed, queue.size());
            attemptsFailed = 0;
        }
        long overflowed = queue.size() == 0 ? queue.takeOverflowed() : 0;
        if (overflowed > 0) {
            dropped += overflowed;
            LOG.warn("webhook {}: {} events were dropped in all while too many waited", name, overflowed);
        }
    }

    private void later(WebhookTarget target, Delivery d, DeliveryResult answer) {
        if (attemptsFailed++ == 0) {
            LOG.warn("webhook {}: {} does not take event {} ({}): {}; it is tried again for {} min", name, target, d.event(), d.id(),
                    answer.words(), target.maxAge().toMinutes());
        }
        long now = clock.nanoTime();
        if (answer.receiverIsDown()) {
            receiverFailures++;
            queue.holdAll(Deadline.after(now, longer(answer, BACKOFF.delay(receiverFailures, chance.getAsDouble()))));
        } else {
            int failures = channelFailures.merge(d.channel(), 1, Integer::sum);
            queue.holdChannel(d.channel(), Deadline.after(now, longer(answer, BACKOFF.delay(failures, chance.getAsDouble()))));
        }
    }

    private static Duration longer(DeliveryResult answer, Duration wait) {
        return answer.retryAfter().filter(r -> r.compareTo(wait) > 0).orElse(wait);
    }

    /** Events that never reached the receiver. */
    long dropped() {
        return dropped;
    }
}
