package announcer.bench.util;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/**
 * Waiting for something to come true, with a limit. Looks 20 times a second at first, and less often the longer it waits; when time is up
 * it says what was waited for and what was seen last. An exception in a look counts as "not yet" and is reported the same way; an error (an
 * {@link AssertionError}: it can never come true) ends the waiting.
 */
public final class Until {
    private static final long SHORTEST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 150;

    private Until() {
    }

    /** Waits until {@code look} gives true. */
    public static void isTrue(String what, Duration limit, Callable<Boolean> look) {
        matches(what, limit, look, b -> b);
    }

    /** Waits until what {@code look} gives is {@code good}, and returns it. */
    public static <T> T matches(String what, Duration limit, Callable<T> look, Predicate<? super T> good) {
        long start = System.nanoTime();
        long deadline = start + limit.toNanos();
        Object last;
        Exception thrown = null;
        boolean lastLook;
        do {
            lastLook = System.nanoTime() >= deadline;
            try {
                T seen = look.call();
                if (good.test(seen)) {
                    return seen;
                }
                last = seen;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting until " + what, e);
            } catch (Exception e) {
                last = e;
                thrown = e;
            }
            // Each look costs the product as much as it costs the test: not twenty of them in each second of a long sentence.
            pause(what, Math.min(LONGEST_PAUSE_MILLIS, (System.nanoTime() - start) / 20_000_000));
            // Once more after the limit: while a machine stands still nobody looks, and all may be well.
        } while (!lastLook);
        throw new AssertionError("waited " + limit.toMillis() + " ms until " + what + "; last seen: " + last, thrown);
    }

    /** Whether {@code look} stays true for the whole of {@code time}; fails at the first time that it is not. */
    public static void stays(String what, Duration time, Callable<Boolean> look) throws Exception {
        long start = System.nanoTime();
        while (System.nanoTime() - start < time.toNanos()) {
            if (!look.call()) {
                throw new AssertionError(what + " ended after " + (System.nanoTime() - start) / 1_000_000 + " ms");
            }
            pause(what, SHORTEST_PAUSE_MILLIS);
        }
    }

    private static void pause(String what, long millis) {
        try {
            Thread.sleep(Math.max(SHORTEST_PAUSE_MILLIS, millis));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting until " + what, e);
        }
    }
}
