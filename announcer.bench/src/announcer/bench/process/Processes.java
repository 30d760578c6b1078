package announcer.bench.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import announcer.bench.util.Until;

/** Processes of this machine, by id. Signals go to ids only, never to names. */
public final class Processes {
    private Processes() {
    }

    /** Sends a signal, {@code STOP} for instance. */
    public static void signal(long pid, String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid).inheritIO().start();
        if (!kill.waitFor(5, TimeUnit.SECONDS) || kill.exitValue() != 0) {
            throw new IOException("kill -" + name + " " + pid + " did not succeed");
        }
    }

    /** What a program writes to its standard output; empty where there is no such program, or it takes longer than 20 s. */
    public static String output(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            try {
                process.getOutputStream().close();
                return process.waitFor(20, TimeUnit.SECONDS)
                        ? new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                        : "";
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            // There is no such program.
            return "";
        }
    }

    /** Whether a process with this id runs; one that has ended and that nobody has waited for (a zombie) does not. */
    public static boolean alive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false) && !ProcFiles.zombie(pid);
    }

    /** Waits until it has ended. */
    public static void awaitEnd(long pid, Duration limit) {
        Until.isTrue("process " + pid + " has ended", limit, () -> !alive(pid));
    }

    /** All descendants of a process that run a program with {@code part} in its command line. */
    public static List<ProcessHandle> descendants(long pid, String part) {
        Optional<ProcessHandle> top = ProcessHandle.of(pid);
        return top.isEmpty() ? List.of() : matching(top.get().descendants(), part);
    }

    /** All processes of this machine with {@code part} in their command line, a path that nobody else uses for instance. */
    public static List<ProcessHandle> having(String part) {
        return matching(ProcessHandle.allProcesses(), part);
    }

    private static List<ProcessHandle> matching(Stream<ProcessHandle> processes, String part) {
        return processes.filter(p -> ProcFiles.commandLine(p.pid()).contains(part)).filter(p -> alive(p.pid())).toList();
    }

    /** Whether this process, and so its children, ignore SIGINT: so it is for what a shell without job control runs in the background. */
    public static boolean interruptIsIgnored() {
        return ProcFiles.signalIgnored(ProcessHandle.current().pid(), 2);
    }
}
