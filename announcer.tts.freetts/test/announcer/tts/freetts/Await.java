package announcer.tts.freetts;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.assertj.core.api.Assertions;

/** Waits for a condition, with a limit. */
final class Await {
    private Await() {
    }

    static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                Assertions.fail("not within 10 s: " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    static List<String> voiceThreads() {
        return Thread.getAllStackTraces().keySet().stream().filter(Thread::isAlive).map(Thread::getName)
                .filter(n -> n.startsWith("announcer-freetts-")).toList();
    }
}
