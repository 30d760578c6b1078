package announcer.lib.limit;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Wrong guesses by key (an address, a user's name), and how long the key has to wait for the next: the first few cost nothing, then a time that
 * doubles. It remembers 1,000 keys; a further one pushes out the one with the fewest guesses, so that a flood of new keys does not free one
 * that has to wait. Times are nanoseconds of a monotonic clock. Safe for use by any thread.
 *
 * @param <K> the key, with {@code equals} and {@code hashCode}
 */
public final class GuessLimiter<K> {
    private static final int MOST_KEYS = 1_000;
    /** A second doubled so often is longer than any limit. */
    private static final int MOST_DOUBLINGS = 20;

    private record Guesses(int count, long lastNanos, long untilNanos) {}

    private final int free;
    private final Duration first;
    private final Duration longest;
    private final Duration forgottenAfter;
    /** The one that has guessed last is last. */
    private final Map<K, Guesses> byKey = new LinkedHashMap<>();

    /**
     * A limiter without guesses.
     *
     * @param free the guess with which waiting begins
     * @param first the first time to wait; each further guess doubles it
     * @param longest no time to wait is longer
     * @param forgottenAfter so long after the last one they are forgotten
     */
    public GuessLimiter(int free, Duration first, Duration longest, Duration forgottenAfter) {
        this.free = free;
        this.first = first;
        this.longest = longest;
        this.forgottenAfter = forgottenAfter;
    }

    /** Returns the time that a key still has to wait; zero if it may try. */
    public synchronized Duration wait(K key, long nowNanos) {
        Guesses guesses = byKey.get(key);
        long left = guesses == null ? 0 : guesses.untilNanos() - nowNanos;
        return left <= 0 ? Duration.ZERO : Duration.ofNanos(left);
    }

    /**
     * Counts a wrong guess.
     *
     * @return how long the key now has to wait
     */
    public synchronized Duration wrong(K key, long nowNanos) {
        // Removed first: what is put back comes last.
        Guesses before = byKey.remove(key);
        if (before == null && byKey.size() >= MOST_KEYS) {
            makeRoom(nowNanos);
        }
        boolean isFirst = before == null || isForgotten(before, nowNanos);
        int count = isFirst ? 1 : before.count() + 1;
        Duration wait = count < free ? Duration.ZERO : first.multipliedBy(1L << Math.min(count - free, MOST_DOUBLINGS));
        if (wait.compareTo(longest) > 0) {
            wait = longest;
        }
        byKey.put(key, new Guesses(count, nowNanos, nowNanos + wait.toNanos()));
        return wait;
    }

    private boolean isForgotten(Guesses guesses, long nowNanos) {
        return nowNanos - guesses.lastNanos() >= forgottenAfter.toNanos();
    }

    /** Of those with the fewest guesses the one that guessed first goes. Under a flood of new keys it is found near the beginning. */
    private void makeRoom(long nowNanos) {
        K fewest = null;
        int least = Integer.MAX_VALUE;
        for (Map.Entry<K, Guesses> each : byKey.entrySet()) {
            int count = isForgotten(each.getValue(), nowNanos) ? 0 : each.getValue().count();
            if (count < least) {
                least = count;
                fewest = each.getKey();
            }
            if (least <= 1) {
                break;
            }
        }
        byKey.remove(fewest);
    }

    /** Forgets the guesses of a key: it knows. */
    public synchronized void right(K key) {
        byKey.remove(key);
    }

    /** Keys that are remembered now. */
    public synchronized int size() {
        return byKey.size();
    }
}
