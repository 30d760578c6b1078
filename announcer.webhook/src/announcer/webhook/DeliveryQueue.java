package announcer.webhook;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import announcer.lib.time.Deadline;

/**
 * The events that wait for delivery, oldest first. Events of one channel keep their order: one that is to be tried again later holds back
 * those behind it of its channel, and of no other. Safe for use by any thread.
 */
final class DeliveryQueue {
    private final int bound;
    private final long mostChars;
    private final ArrayDeque<Delivery> waiting = new ArrayDeque<>();
    // Until when a channel waits whose first event failed, on the monotonic clock.
    private final Map<String, Deadline> held = new HashMap<>();
    private Deadline allHeld = Deadline.PASSED;
    private long chars;
    private long overflowed;
    private long changes;

    /**
     * @param bound the most events that may wait
     * @param mostChars the most characters that their bodies may have together
     */
    DeliveryQueue(int bound, long mostChars) {
        this.bound = bound;
        this.mostChars = mostChars;
    }

    /** Adds one, and drops the oldest when there are too many or they are too long together. Returns whether this is the first one dropped of a run of them. */
    synchronized boolean add(Delivery d) {
        boolean first = false;
        waiting.addLast(d);
        chars += d.body().length();
        while (waiting.size() > bound || chars > mostChars && waiting.size() > 1) {
            chars -= waiting.removeFirst().body().length();
            first |= overflowed++ == 0;
        }
        changes++;
        notifyAll();
        return first;
    }

    /** Returns the oldest event that may be tried now. It stays until it is {@link #done}. */
    synchronized Optional<Delivery> next(long nowNanos) {
        if (!allHeld.hasPassed(nowNanos)) {
            return Optional.empty();
        }
        // Whoever is not held is the first of its channel: the failure of the first holds all of it.
        for (Delivery d : waiting) {
            if (held.getOrDefault(d.channel(), Deadline.PASSED).hasPassed(nowNanos)) {
                return Optional.of(d);
            }
        }
        return Optional.empty();
    }

    /** Removes an event that has been delivered, or never will be. */
    synchronized void done(Delivery d) {
        if (waiting.remove(d)) {
            chars -= d.body().length();
        }
        held.remove(d.channel());
    }

    /** Nothing of this channel is to be tried before. */
    synchronized void holdChannel(String channel, Deadline until) {
        held.put(channel, until);
    }

    /** Nothing at all is to be tried before. */
    synchronized void holdAll(Deadline until) {
        allHeld = until;
    }

    /** Everything may be tried at once: the receiver is another one now. */
    synchronized void release() {
        held.clear();
        allHeld = Deadline.PASSED;
        changes++;
        notifyAll();
    }

    /** Removes and returns the events that have waited for longer. */
    synchronized List<Delivery> expire(long nowNanos, Duration longest) {
        List<Delivery> old = new ArrayList<>();
        for (Iterator<Delivery> i = waiting.iterator(); i.hasNext();) {
            Delivery d = i.next();
            if (nowNanos - d.sinceNanos() > longest.toNanos()) {
                i.remove();
                chars -= d.body().length();
                held.remove(d.channel());
                old.add(d);
            }
        }
        return old;
    }

    /** Returns the number of events dropped since the last call. */
    synchronized long takeOverflowed() {
        long n = overflowed;
        overflowed = 0;
        return n;
    }

    synchronized int size() {
        return waiting.size();
    }

    /** Counts what was added and released: changes whenever it is worth looking again. */
    synchronized long changes() {
        return changes;
    }

    /** Waits until {@link #changes} is another number, or a while has passed. */
    synchronized void await(long changesSeen, Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        for (long left = most.toNanos(); changes == changesSeen && left > 0; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    /** Returns the nanoseconds until the next attempt; {@link Long#MAX_VALUE} when nothing waits. */
    synchronized long nanosToNext(long nowNanos) {
        long next = waiting.stream().mapToLong(d -> held.getOrDefault(d.channel(), Deadline.PASSED).nanosLeft(nowNanos)).min()
                .orElse(Long.MAX_VALUE);
        return Math.max(next, allHeld.nanosLeft(nowNanos));
    }
}
