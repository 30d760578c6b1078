package announcer.ffmpeg.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.ffmpeg.program.FfmpegProgram;
import announcer.ffmpeg.supervisor.PushProcess;
import announcer.lib.process.ProcessTree;

/**
 * Starts an ffmpeg. On Linux through {@code setpriv --pdeathsig KILL} where that exists: should this JVM be killed, the kernel ends ffmpeg
 * whatever it is waiting for. (Without it an ffmpeg that is publishing ends at the end of its input; one that waits for a mute server does
 * not.) The signal is tied to the thread that starts the process, so that must be the push's own thread, which outlives it. Safe for use by
 * any thread.
 */
public final class FfmpegLauncher {
    private static final Logger LOG = LoggerFactory.getLogger(FfmpegLauncher.class);
    private static final List<Path> SETPRIV = List.of(Path.of("/usr/bin/setpriv"), Path.of("/bin/setpriv"));
    /** Name of the environment variable that marks ffmpeg and all that it starts. */
    private static final String MARK = "ANNOUNCER_PUSH";
    /** Name of the environment variable that says whose it is: those of a home are found by the next run on this home. */
    private static final String OWNER = "ANNOUNCER_PUSH_OWNER";
    private static final Duration ORPHANS = Duration.ofSeconds(2);
    private static final String TRUE = "true";
    private static final boolean LINUX = "Linux".equals(System.getProperty("os.name"));

    private final String owner;
    private List<String> guard;

    /** @param owner what this run and its successors have in common, and no other run on this machine */
    public FfmpegLauncher(String owner) {
        this.owner = owner;
    }

    /**
     * Ends each ffmpeg that an earlier run of the same owner has left behind, because it was killed and nothing ended its ffmpeg. One would
     * go on publishing, or hold what the next one needs. Only Linux tells whose a process is.
     */
    public void endOrphans() {
        List<Long> orphans = ProcessTree.killOrphans(MARK, OWNER + "=" + owner, ORPHANS);
        if (!orphans.isEmpty()) {
            LOG.warn("an earlier run on {} was killed and has left processes of its ffmpeg behind; they are ended now: pid {}", owner,
                    orphans.stream().map(String::valueOf).collect(Collectors.joining(", ")));
        }
    }

    /** @param threads prefix of the names of the threads that read its output */
    public PushProcess launch(FfmpegProgram ffmpeg, List<String> arguments, String threads, PushProcess.Listener listener)
            throws IOException {
        ProcessTree tree = start(ffmpeg, arguments);
        try {
            return new FfmpegProcess(tree, threads, listener);
        } catch (RuntimeException | Error e) {
            // No thread could be had to read its output: one that nobody watches must not live.
            tree.process().destroyForcibly();
            throw e;
        }
    }

    /** Starts it alone: who calls reads its output, and ends it. */
    public ProcessTree start(FfmpegProgram ffmpeg, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(guard());
        command.add(ffmpeg.program().toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(ffmpeg.environment());
        // The packaged one has libraries with functions missing that it never calls: they must be bound lazily.
        builder.environment().remove("LD_BIND_NOW");
        builder.environment().put("AV_LOG_FORCE_NOCOLOR", "1");
        builder.environment().put(OWNER, owner);
        try {
            return ProcessTree.start(builder, MARK);
        } catch (IOException e) {
            // Not e.getMessage() alone: it has the program, but nothing to do about it.
            throw new IOException("ffmpeg cannot be started: " + e.getMessage(), e);
        }
    }

    private synchronized List<String> guard() {
        if (guard == null) {
            guard = SETPRIV.stream().filter(program -> LINUX && Files.isExecutable(program)).findFirst()
                    .map(program -> List.of(program.toString(), "--pdeathsig", "KILL")).filter(FfmpegLauncher::works).orElse(List.of());
            LOG.debug("ffmpeg is started through {}", guard);
        }
        return guard;
    }

    private static boolean works(List<String> guard) {
        List<String> command = new ArrayList<>(guard);
        command.add(TRUE);
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            try {
                return process.waitFor(2, TimeUnit.SECONDS) && process.exitValue() == 0;
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            LOG.debug("{} does not work", command, e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
