package announcer.tts.testkit;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The processes and threads that are there that were not there before. */
final class Leftovers {
    /** How long what should end is waited for: long, for machines are shared; the kit's own tests, which see it run out, shorten it. */
    private static final long USUAL_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    /** Threads of the JDK, of the build and of this kit. */
    private static final List<String> OTHERS = List.of("testkit: ", "process reaper", "ForkJoinPool", "Common-Cleaner", "surefire-",
            "Attach Listener", "junit-", "Cleaner-", "JNA Cleaner", "Keep-Alive-Timer", "main");

    private static volatile long patienceNanos = USUAL_PATIENCE_NANOS;

    private final Set<Long> processesBefore;
    private final Set<Thread> threadsBefore;

    private Leftovers(Set<Long> processes, Set<Thread> threads) {
        processesBefore = processes;
        threadsBefore = threads;
    }

    static void shortenPatience() {
        patienceNanos = TimeUnit.MILLISECONDS.toNanos(500);
    }

    static void restorePatience() {
        patienceNanos = USUAL_PATIENCE_NANOS;
    }

    /** Remembers what is there now. */
    static Leftovers sinceNow() {
        return new Leftovers(ProcessHandle.current().descendants().map(ProcessHandle::pid).collect(Collectors.toSet()),
                Set.copyOf(Thread.getAllStackTraces().keySet()));
    }

    /** Returns the processes that have come since and do not end within seconds; each with its command. */
    List<String> processes() {
        return persistent(() -> ProcessHandle.current().descendants().filter(ProcessHandle::isAlive)
                .filter(p -> !processesBefore.contains(p.pid())).map(p -> p.pid() + " " + p.info().command().orElse("")));
    }

    /** Returns the threads that have come since and do not end within seconds; each with the place where it is. */
    List<String> threads() {
        return persistent(() -> Thread.getAllStackTraces().entrySet().stream()
                .filter(e -> e.getKey().isAlive() && !threadsBefore.contains(e.getKey()))
                .filter(e -> OTHERS.stream().noneMatch(o -> e.getKey().getName().startsWith(o)))
                .map(e -> e.getKey().getName() + Arrays.stream(e.getValue()).findFirst().map(f -> " at " + f).orElse("")));
    }

    private static List<String> persistent(Supplier<Stream<String>> found) {
        long start = System.nanoTime();
        List<String> left = found.get().toList();
        while (!left.isEmpty() && System.nanoTime() - start < patienceNanos) {
            LockSupport.parkNanos(LOOK_NANOS);
            left = found.get().toList();
        }
        return left;
    }
}
