package announcer.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.lib.retry.ExponentialBackoff;

/**
 * Delivers what is in an outbox, one after the other, again until it is taken or too old. Logs once when a receiver fails and once when it
 * is well again. For one thread.
 */
final class Courier {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    static final ExponentialBackoff BACKOFF = new ExponentialBackoff(Duration.ofMillis(500), Duration.ofMinutes(5));
    private static final Duration LONGEST_REST = Duration.ofSeconds(30);

    private final String name;
    private final Outbox outbox;
    private final Sender sender;
    private final DoubleSupplier chance;
    private final Clock clock;
    private final Map<String, Integer> channelFailures = new HashMap<>();
    private Target last;
    private int receiverFailures;
    private long attemptsFailed;
    private long dropped;

    /**
     * @param name of the webhook, for the log
     * @param chance a number from 0 to 1 each time
     */
    Courier(String name, Outbox outbox, Sender sender, DoubleSupplier chance, Clock clock) {
        this.name = name;
        this.outbox = outbox;
        this.sender = sender;
        this.chance = chance;
        this.clock = clock;
    }

    /** Drops what is too old and makes one attempt, when one is due. Returns how long to rest then, unless something comes. */
    Duration step(Target target) throws InterruptedException {
        if (!target.equals(last)) {
            // Perhaps what failed works now.
            last = target;
            channelFailures.clear();
            receiverFailures = 0;
            outbox.release();
        }
        Instant now = clock.instant();
        List<Delivery> old = outbox.expire(now.minus(target.maxAge()));
        if (!old.isEmpty()) {
            dropped += old.size();
            LOG.warn("webhook {}: {} events could not be delivered to {} for {} min and are dropped ({} so far)", name, old.size(), target,
                    target.maxAge().toMinutes(), dropped);
        }
        Optional<Delivery> next = target.enabled() ? outbox.next(now) : Optional.empty();
        if (next.isPresent()) {
            deliver(target, next.get(), now);
        }
        return target.enabled() ? rest() : LONGEST_REST;
    }

    private Duration rest() {
        Instant now = clock.instant();
        return outbox.due().filter(d -> d.isBefore(now.plus(LONGEST_REST)))
                .map(d -> d.isAfter(now) ? Duration.between(now, d) : Duration.ZERO).orElse(LONGEST_REST);
    }

    private void deliver(Target target, Delivery d, Instant now) throws InterruptedException {
        Answer answer = sender.send(target, d, now);
        if (answer.again()) {
            later(target, d, answer);
            return;
        }
        outbox.done(d);
        channelFailures.remove(d.channel());
        receiverFailures = 0;
        if (!answer.taken()) {
            dropped++;
            LOG.warn("webhook {}: {} does not want event {} ({}): {}; it is dropped ({} so far)", name, target, d.event(), d.id(),
                    answer.words(), dropped);
        } else if (attemptsFailed > 0 && channelFailures.isEmpty()) {
            LOG.info("webhook {}: {} takes events again, after {} failed attempts; {} wait", name, target, attemptsFailed, outbox.size());
            attemptsFailed = 0;
        }
        long overflowed = outbox.size() == 0 ? outbox.takeOverflowed() : 0;
        if (overflowed > 0) {
            dropped += overflowed;
            LOG.warn("webhook {}: {} events were dropped in all while too many waited", name, overflowed);
        }
    }

    private void later(Target target, Delivery d, Answer answer) {
        if (attemptsFailed++ == 0) {
            LOG.warn("webhook {}: {} does not take event {} ({}): {}; it is tried again for {} min", name, target, d.event(), d.id(),
                    answer.words(), target.maxAge().toMinutes());
        }
        Instant now = clock.instant();
        if (answer.receiverIsDown()) {
            receiverFailures++;
            outbox.holdAll(now.plus(longer(answer, BACKOFF.delay(receiverFailures, chance.getAsDouble()))));
        } else {
            int failures = channelFailures.merge(d.channel(), 1, Integer::sum);
            outbox.holdChannel(d.channel(), now.plus(longer(answer, BACKOFF.delay(failures, chance.getAsDouble()))));
        }
    }

    private static Duration longer(Answer answer, Duration wait) {
        return answer.retryAfter().filter(r -> r.compareTo(wait) > 0).orElse(wait);
    }

    /** Events that never reached the receiver. */
    long dropped() {
        return dropped;
    }
}
