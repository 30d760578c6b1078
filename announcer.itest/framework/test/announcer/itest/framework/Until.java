package announcer.itest.framework;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for what must come about, with a limit. */
final class Until {
    private static final long EVERY_NANOS = 5_000_000;
    /** A busy machine oversleeps by so much; one that oversleeps by more stood still. */
    private static final long OVERSLEPT_NANOS = 100_000_000;

    /**
     * An announcement by hand has its outcome 200 ms after its end, and the gap is 300 ms, once 400 ms: after this time one that is said
     * again has begun.
     */
    static final Duration SAID_AGAIN = Duration.ofMillis(500);

    private Until() {
    }

    /** @param what the sentence that is false for as long as it waits */
    static void holds(String what, Duration limit, BooleanSupplier condition) {
        matches(what, limit, condition::getAsBoolean, b -> b);
    }

    static <T> T matches(String what, Duration limit, Supplier<T> ask, Predicate<T> right) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            T answer = ask.get();
            if (right.test(answer)) {
                return answer;
            }
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("after " + limit.toMillis() + " ms it still does not hold that " + what + "; it is: " + answer);
            }
            long parked = System.nanoTime();
            LockSupport.parkNanos(EVERY_NANOS);
            // While the machine stood still the product could do nothing either: that time is no part of the limit.
            deadline += Math.max(0, System.nanoTime() - parked - EVERY_NANOS - OVERSLEPT_NANOS);
        }
    }

    /** Lets the stream go on for a while: only sound that was heard counts. */
    static void heard(Listener listener, Duration sound) {
        long frames = listener.received().frames() + sound.toMillis() / 20;
        holds("the listener hears " + sound.toMillis() + " ms more", sound.plusSeconds(5), () -> listener.received().frames() >= frames);
    }
}
