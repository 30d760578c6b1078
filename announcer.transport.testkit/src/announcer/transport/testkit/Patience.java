package announcer.transport.testkit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The time limit of waits for expected changes: long, for machines are shared; the kit's own tests, which see it run out, shorten it. */
final class Patience {
    private static final long USUAL_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static volatile long nanos = USUAL_NANOS;

    private Patience() {
    }

    static long nanos() {
        return nanos;
    }

    static Duration limit() {
        return Duration.ofNanos(nanos);
    }

    static void shorten() {
        nanos = TimeUnit.SECONDS.toNanos(1);
    }

    static void restore() {
        nanos = USUAL_NANOS;
    }
}
