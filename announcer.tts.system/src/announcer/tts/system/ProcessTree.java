package announcer.tts.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * A process and all that it started. Children of a dead process have another parent: on Linux they are found again by a mark in their
 * environment, elsewhere only if they were seen before. Safe for any thread.
 */
final class ProcessTree {
    /** The environment variable that carries the mark. */
    static final String MARK = "ANNOUNCER_SPEECH";
    private static final long DEATH_NANOS = 200_000_000;
    private static final long LOOK_NANOS = 1_000_000;
    private static final Path PROC = Path.of("/proc");
    /** Asked by name: a folder of this name elsewhere (for Windows programs under Wine it is there) has other processes' numbers. */
    private static final boolean LINUX = "Linux".equals(System.getProperty("os.name"));
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private final Process process;
    private final String mark;
    private final Set<ProcessHandle> seen = new LinkedHashSet<>();

    private ProcessTree(Process process, String mark) {
        this.process = process;
        this.mark = mark;
    }

    /** Starts it. */
    static ProcessTree start(ProcessBuilder builder) throws IOException {
        String mark = ownMarks() + UUID.randomUUID();
        builder.environment().put(MARK, mark);
        return new ProcessTree(builder.start(), mark);
    }

    /** What the marks of all that this JVM starts begin with. */
    static String ownMarks() {
        return ProcessHandle.current().pid() + "-";
    }

    Process process() {
        return process;
    }

    /**
     * Asks all of it to end, or has it ended. What is asked is not waited for; what has to end is, for a moment: it may start something just
     * before it dies, which only a look after its death is sure to find.
     */
    synchronized void destroy(boolean forcibly) {
        look();
        if (!forcibly) {
            seen.forEach(ProcessHandle::destroy);
            return;
        }
        long until = System.nanoTime() + DEATH_NANOS;
        while (!seen.isEmpty()) {
            seen.forEach(ProcessHandle::destroyForcibly);
            if (System.nanoTime() - until > 0) {
                return;
            }
            LockSupport.parkNanos(LOOK_NANOS);
            look();
        }
    }

    /** Ends what is left, softly first, and waits. Returns whether nothing is left. */
    boolean end(Duration grace, Duration limit) {
        destroy(false);
        if (awaitAll(grace)) {
            // Once more: a child may have come just after the first look.
            destroy(true);
            if (copy().isEmpty()) {
                return true;
            }
        }
        destroy(true);
        return awaitAll(limit);
    }

    private boolean awaitAll(Duration limit) {
        long until = System.nanoTime() + limit.toNanos();
        boolean ended = true;
        for (ProcessHandle handle : copy()) {
            ended &= await(handle, until);
        }
        return ended;
    }

    private synchronized List<ProcessHandle> copy() {
        return List.copyOf(seen);
    }

    private void look() {
        process.descendants().forEach(seen::add);
        seen.add(process.toHandle());
        String[] numbers = !LINUX ? null : PROC.toFile().list((folder, name) -> NUMBER.matcher(name).matches());
        if (numbers != null) {
            Arrays.stream(numbers).mapToLong(Long::parseLong).filter(this::marked).mapToObj(ProcessHandle::of).flatMap(Optional::stream)
                    .forEach(seen::add);
        }
        seen.removeIf(h -> !h.isAlive());
    }

    private boolean marked(long pid) {
        // Younger ones only, by their number, so that the end of each text does not cost a look into every process of the machine. The
        // numbers start again some time: a child left behind just then is not found.
        if (pid <= process.pid()) {
            return false;
        }
        Path file = PROC.resolve(Long.toString(pid)).resolve("environ");
        try {
            return Files.isReadable(file)
                    && Files.readString(file, StandardCharsets.ISO_8859_1).contains(MARK + "=" + mark + "\0");
        } catch (IOException e) {
            // It has just ended, or belongs to somebody else: either way it is not ours to end.
            return false;
        }
    }

    private static boolean await(ProcessHandle handle, long untilNanos) {
        CompletableFuture<ProcessHandle> exit = handle.onExit();
        try {
            exit.get(Math.max(1, untilNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException e) {
            return !handle.isAlive();
        }
        return !handle.isAlive();
    }
}
