package announcer.lib.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A process and all that it started. Children of a dead process have another parent: on Linux they are found again by a mark in their
 * environment, elsewhere only if they were seen before. Safe for any thread; no method holds a lock while it waits.
 */
public final class ProcessTree {
    private static final long POLL_NANOS = 1_000_000;
    private static final long YOUNG_NANOS = Duration.ofMinutes(1).toNanos();
    private static final Path PROC = Path.of("/proc");
    /** Asked by name: a folder of this name elsewhere (for Windows programs under Wine it is there) has other processes' numbers. */
    private static final boolean LINUX = "Linux".equals(System.getProperty("os.name"));
    /** Place of the number of threads among the fields of /proc/PID/stat that follow the name. */
    private static final int STAT_THREADS = 17;
    /** Of {@link #stat}: what the kernel calls flags. */
    private static final int STAT_FLAGS = 6;
    /** PF_KTHREAD of Linux' include/linux/sched.h. */
    private static final long KERNEL_THREAD = 0x0020_0000;
    /** Of {@link #stat}: where the environment begins and ends in the process's memory. */
    private static final int STAT_ENVIRONMENT_START = 47;
    private static final int STAT_ENVIRONMENT_END = 48;
    /** A busy machine takes its time over a program that loads. */
    private static final long LOADING_NANOS = Duration.ofSeconds(2).toNanos();
    /** A line of /proc/PID/status, in kilobytes. */
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s*([0-9]{1,15}) kB");
    /** Looks in a row that may have missed something, and found nothing. */
    private static final int MOST_LOOKS = 20;
    /** Stands between the parts of a mark. */
    private static final String MARK_PARTS = "-";
    /** Linux reckons the start of a process from a clock that may be set meanwhile. */
    private static final long START_TOLERANCE_MILLIS = 2000;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private final Process process;
    /** NAME=VALUE as it stands in the environment of all that belongs to the tree. */
    private final String mark;
    private final long startNanos = System.nanoTime();
    private final Set<ProcessHandle> seen = ConcurrentHashMap.newKeySet();

    private ProcessTree(Process process, String mark) {
        this.process = process;
        this.mark = mark;
    }

    /**
     * Starts a process and marks it.
     *
     * @param variable name of the environment variable that carries the mark
     */
    public static ProcessTree start(ProcessBuilder builder, String variable) throws IOException {
        String value = marksOfThisJvm() + UUID.randomUUID();
        builder.environment().put(variable, value);
        return new ProcessTree(builder.start(), variable + "=" + value);
    }

    /** Returns the beginning of the value of every mark that this JVM makes, and no other: its process id and when it was started. */
    public static String marksOfThisJvm() {
        ProcessHandle jvm = ProcessHandle.current();
        return jvm.pid() + MARK_PARTS + jvm.info().startInstant().map(Instant::toEpochMilli).orElse(0L) + MARK_PARTS;
    }

    /**
     * Kills all that a JVM has left behind that ended without ending it. Only where the system tells the environment of processes (Linux);
     * elsewhere there is nothing to find it by.
     *
     * @param variable name of the variable that carries the marks
     * @param owner NAME=VALUE that stands in the environment too: whose those are that may be ended
     * @param limit how long to wait for their death
     * @return ids of those that were found
     */
    public static List<Long> killOrphans(String variable, String owner, Duration limit) {
        List<ProcessHandle> orphans = numbers().filter(pid -> isOrphan(PROC, pid, variable, owner)).mapToObj(ProcessHandle::of)
                .flatMap(Optional::stream).toList();
        orphans.forEach(ProcessHandle::destroyForcibly);
        long start = System.nanoTime();
        while (orphans.stream().anyMatch(ProcessTree::runs) && System.nanoTime() - start < limit.toNanos()) {
            LockSupport.parkNanos(POLL_NANOS);
        }
        return orphans.stream().map(ProcessHandle::pid).toList();
    }

    /** The numbers of all processes of the machine, where the system has them in files: Linux. */
    private static LongStream numbers() {
        String[] numbers = !LINUX ? null : PROC.toFile().list((folder, name) -> NUMBER.matcher(name).matches());
        return numbers == null ? LongStream.empty() : Arrays.stream(numbers).mapToLong(Long::parseLong);
    }

    /** Whatever a process has written over its own environment, and it may write anything there. */
    static boolean isOrphan(Path proc, long pid, String variable, String owner) {
        try {
            // With a zero before each: a name is not the end of another's.
            String environment = "\0" + Files.readString(environ(proc, pid), StandardCharsets.ISO_8859_1);
            int at = environment.indexOf("\0" + variable + "=");
            int end = environment.indexOf('\0', at + 1);
            if (at < 0 || end < 0 || !environment.contains("\0" + owner + "\0") || !sameNamespace(proc, pid)) {
                return false;
            }
            String[] mark = environment.substring(at + variable.length() + 2, end).split(MARK_PARTS, 3);
            return mark.length == 3 && !lives(mark[0], mark[1]) && !descendsFrom(pid, mark[0]);
        } catch (IOException e) {
            // It has just ended, or belongs to another user: either way it is not ours to end.
            return false;
        }
    }

    private static Path environ(Path proc, long pid) {
        return proc.resolve(Long.toString(pid)).resolve("environ");
    }

    /** Whether it counts processes as this one does: the numbers in the marks of another container's are others than here. */
    private static boolean sameNamespace(Path proc, long pid) throws IOException {
        Path namespace = Path.of("ns", "pid");
        return Files.readSymbolicLink(proc.resolve(Long.toString(pid)).resolve(namespace))
                .equals(Files.readSymbolicLink(proc.resolve("self").resolve(namespace)));
    }

    /** Whether the JVM that has marked it lives: it ends by itself what it has started. */
    private static boolean lives(String pid, String startMillis) {
        if (!NUMBER.matcher(pid).matches() || !NUMBER.matcher(startMillis).matches()) {
            return false;
        }
        return ProcessHandle.of(Long.parseLong(pid)).filter(ProcessTree::runs).flatMap(jvm -> jvm.info().startInstant())
                .filter(start -> Math.abs(start.toEpochMilli() - Long.parseLong(startMillis)) <= START_TOLERANCE_MILLIS).isPresent();
    }

    /** Whether the process that has marked it lives above it still. */
    private static boolean descendsFrom(long pid, String ancestor) {
        Optional<ProcessHandle> above = ProcessHandle.of(pid).flatMap(ProcessHandle::parent);
        while (above.isPresent()) {
            if (Long.toString(above.get().pid()).equals(ancestor)) {
                return true;
            }
            above = above.get().parent();
        }
        return false;
    }

    /** What the process itself, without what it has started, uses of the machine. */
    public ProcessUsage usage() {
        return new ProcessUsage(process.toHandle().info().totalCpuDuration(), residentBytes());
    }

    private OptionalLong residentBytes() {
        if (!LINUX) {
            return OptionalLong.empty();
        }
        try (Stream<String> lines = Files.lines(PROC.resolve(Long.toString(process.pid())).resolve("status"),
                StandardCharsets.ISO_8859_1)) {
            return lines.map(RESIDENT::matcher).filter(Matcher::matches).mapToLong(line -> Long.parseLong(line.group(1)) * 1024)
                    .findFirst();
        } catch (IOException | UncheckedIOException e) {
            // It has just ended.
            return OptionalLong.empty();
        }
    }

    public Process process() {
        return process;
    }

    /** Remembers the process and its descendants, cheaply: what has lost its parent is looked for when all of it is to end. */
    public void look() {
        process.descendants().forEach(seen::add);
        seen.add(process.toHandle());
        forgetDead();
    }

    /**
     * Remembers all of it that runs now, also what has lost its parent.
     *
     * @return whether a process ended before it was looked at: it may have been of this tree, and have started another that was not there yet when
     *         the look began
     */
    private boolean lookForAll() {
        look();
        // In the first minute younger ones only, by their number, so that the end of a short process does not cost a look into every
        // process of the machine. Later the numbers may have started again.
        long youngest = System.nanoTime() - startNanos < YOUNG_NANOS ? process.pid() : 0;
        boolean missed = false;
        for (long pid : numbers().filter(pid -> pid > youngest).toArray()) {
            if (marked(pid)) {
                ProcessHandle.of(pid).ifPresent(seen::add);
            } else {
                missed |= Files.notExists(PROC.resolve(Long.toString(pid)));
            }
        }
        forgetDead();
        return missed;
    }

    /** Asks all of it to end. Does not wait. */
    public void terminate() {
        lookForAll();
        seen.forEach(ProcessHandle::destroy);
    }

    /**
     * Kills all of it and waits for that, also in an interrupted thread. A process may start another just before it dies, which only a look
     * after its death is sure to find: therefore it looks again until a look finds nothing.
     *
     * @return whether nothing is left
     */
    public boolean kill(Duration limit) {
        long start = System.nanoTime();
        boolean missed = lookForAll();
        // Others' processes end as well, and on some machines all the time.
        for (int looks = 0; !seen.isEmpty() || missed && looks < MOST_LOOKS; looks++) {
            seen.forEach(ProcessHandle::destroyForcibly);
            if (!awaitDeath(start, limit)) {
                return false;
            }
            missed = lookForAll();
        }
        return true;
    }

    /**
     * Asks all of it to end, waits, and kills what is left then.
     *
     * @param grace time to end by itself; an interrupt shortens it
     * @param limit time for its death after that
     * @return whether nothing is left
     */
    public boolean end(Duration grace, Duration limit) {
        terminate();
        long start = System.nanoTime();
        while (!Thread.currentThread().isInterrupted() && !forgetDead() && System.nanoTime() - start < grace.toNanos()) {
            LockSupport.parkNanos(POLL_NANOS);
        }
        return kill(limit);
    }

    /** Waits for the end of all that was seen. Polls, since the JDK looks only every 300 ms at a process that is no child of its own. */
    private boolean awaitDeath(long startNanos, Duration limit) {
        boolean interrupted = false;
        try {
            while (!forgetDead()) {
                if (System.nanoTime() - startNanos >= limit.toNanos()) {
                    return false;
                }
                // The flag would turn every wait into none.
                interrupted |= Thread.interrupted();
                LockSupport.parkNanos(POLL_NANOS);
            }
            return true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Returns whether none is left that was seen. */
    private boolean forgetDead() {
        // The JDK takes note of the end of its own child by itself, and who asks for its exit code wants that to have happened.
        seen.removeIf(handle -> handle.pid() == process.pid() ? !handle.isAlive() : !runs(handle));
        return seen.isEmpty();
    }

    /**
     * Returns whether a process runs. One that has ended is alive to the JDK until its parent has taken note of that (a zombie), which the
     * first process of a container may do late or never.
     */
    public static boolean runs(ProcessHandle handle) {
        return handle.isAlive() && !(LINUX && isZombie(handle.pid()));
    }

    private static boolean isZombie(long pid) {
        try {
            String[] fields = stat(pid);
            // While a second thread lives, only the first one is a zombie.
            return fields[0].equals("Z") && Integer.parseInt(fields[STAT_THREADS]) <= 1;
        } catch (IOException e) {
            // It has just gone for good, which the next look sees.
            return false;
        }
    }

    /** What the kernel tells of a process, from its state on: after the name in brackets, which may hold anything. */
    private static String[] stat(long pid) throws IOException {
        String stat = Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"), StandardCharsets.ISO_8859_1);
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    }

    private boolean marked(long pid) {
        Path file = environ(PROC, pid);
        try {
            return pid != ProcessHandle.current().pid() && Files.isReadable(file) && environment(pid, file).contains(mark + "\0");
        } catch (IOException e) {
            // It has just ended, or belongs to another user: either way it is not ours to end.
            return false;
        }
    }

    /**
     * The environment of a process. One that is just loading its program has none for a moment, and a file that was opened before that moment
     * stays empty after it: and what was started by another's last act is just loading.
     */
    private static String environment(long pid, Path file) throws IOException {
        String environment = Files.readString(file, StandardCharsets.ISO_8859_1);
        long start = System.nanoTime();
        while (environment.isEmpty() && !hasNone(pid) && System.nanoTime() - start < LOADING_NANOS) {
            LockSupport.parkNanos(POLL_NANOS);
            environment = Files.readString(file, StandardCharsets.ISO_8859_1);
        }
        return environment;
    }

    /** Whether it has no environment and gets none: it was started with none, has ended, or is a thread of the kernel's. */
    private static boolean hasNone(long pid) throws IOException {
        String[] fields = stat(pid);
        String end = fields[STAT_ENVIRONMENT_END];
        return !end.equals("0") && end.equals(fields[STAT_ENVIRONMENT_START]) || fields[0].equals("Z") || fields[0].equals("X")
                || (Long.parseLong(fields[STAT_FLAGS]) & KERNEL_THREAD) != 0;
    }
}
