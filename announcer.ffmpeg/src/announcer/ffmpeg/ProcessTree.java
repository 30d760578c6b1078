package announcer.ffmpeg;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process and everything that it started, also what it left behind: children of a dead process have another parent, so that on Linux
 * they are known by a mark in their environment, elsewhere only if they were seen before.
 */
final class ProcessTree {
    /** Name of the environment variable that carries the mark. */
    static final String MARK = "ANNOUNCER_PUSH";
    private static final Path PROC = Path.of("/proc");
    /** Asked by name: a folder of this name elsewhere (for Windows programs under Wine it is there) has other processes' numbers. */
    private static final boolean LINUX = "Linux".equals(System.getProperty("os.name"));

    private final ProcessHandle root;
    private final String mark;
    private final Set<ProcessHandle> seen = new LinkedHashSet<>();

    ProcessTree(ProcessHandle root, String mark) {
        this.root = root;
        this.mark = mark;
    }

    /** Remembers what is running now. */
    void look() {
        root.descendants().forEach(seen::add);
    }

    /** Kills all of it and waits. Returns whether nothing is left. */
    boolean kill(Duration limit) {
        look();
        root.destroyForcibly();
        boolean ended = await(root, limit);
        if (LINUX) {
            ProcessHandle.allProcesses().filter(this::marked).forEach(seen::add);
        }
        for (ProcessHandle descendant : List.copyOf(seen)) {
            descendant.destroyForcibly();
        }
        for (ProcessHandle descendant : List.copyOf(seen)) {
            ended &= await(descendant, limit);
        }
        seen.removeIf(handle -> !handle.isAlive());
        return ended;
    }

    private boolean marked(ProcessHandle handle) {
        Optional<String> environment = environment(handle.pid());
        return environment.isPresent() && handle.pid() != ProcessHandle.current().pid()
                && environment.get().contains(MARK + "=" + mark + "\0");
    }

    private static Optional<String> environment(long pid) {
        Path file = PROC.resolve(Long.toString(pid)).resolve("environ");
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            // It has just ended, or belongs to somebody else: either way it is not ours to end.
            return Optional.empty();
        }
    }

    private static boolean await(ProcessHandle handle, Duration limit) {
        CompletableFuture<ProcessHandle> exit = handle.onExit();
        try {
            exit.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException e) {
            return !handle.isAlive();
        }
        return !handle.isAlive();
    }
}
