package announcer.tts.mary;

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
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                Assertions.fail("not within 20 s: " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Ours, and those that MaryTTS starts for a text, which are in the groups of ours. */
    static List<String> maryThreads() {
        return Thread.getAllStackTraces().keySet().stream().filter(Thread::isAlive)
                .filter(t -> t.getName().startsWith("announcer-mary-") || groupName(t).startsWith("announcer-mary-")
                        || t.getName().startsWith("Timer-"))
                .map(t -> t.getName() + " of " + groupName(t)).toList();
    }

    private static String groupName(Thread thread) {
        ThreadGroup group = thread.getThreadGroup();
        return group == null ? "" : group.getName();
    }
}
