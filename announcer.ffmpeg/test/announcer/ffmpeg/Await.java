package announcer.ffmpeg;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import announcer.lib.process.ProcessTree;

/** Waits for a condition, under a deadline. */
final class Await {
    private Await() {
    }

    static void until(Duration limit, Supplier<?> what, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("not within " + limit.toMillis() + " ms: " + what.get());
            }
            LockSupport.parkNanos(2_000_000);
        }
    }

    static void dead(long pid, Duration limit) {
        until(limit, () -> "end of pid " + pid, () -> ProcessHandle.of(pid).filter(ProcessTree::runs).isEmpty());
    }
}
