package announcer.ffmpeg.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.ffmpeg.supervisor.PushProcess;
import announcer.lib.process.LineReader;
import announcer.lib.process.ProcessTree;
import announcer.lib.process.ProcessUsage;

/**
 * A real process. Its progress (standard output) and its log (standard error) are each drained by a thread until they end, so that it never
 * blocks on either; an end of stream ends the thread, whatever the process does.
 */
public final class FfmpegProcess implements PushProcess {
    private static final Logger LOG = LoggerFactory.getLogger(FfmpegProcess.class);
    private static final Duration QUIT = Duration.ofSeconds(1);
    private static final Duration DESTROY = Duration.ofSeconds(1);
    private static final Duration KILL = Duration.ofSeconds(2);
    private static final long DRAIN_MILLIS = 500;
    private static final String MEDIA_TIME = "out_time_us=";

    private final Process process;
    private final ProcessTree tree;
    private final Thread progress;
    private final Thread log;

    /**
     * @param threads prefix of the threads' names
     */
    FfmpegProcess(ProcessTree tree, String threads, Listener listener) {
        this.tree = tree;
        process = tree.process();
        progress = reader(threads + "-progress", process.getInputStream(), line -> progress(line, listener));
        log = reader(threads + "-log", process.getErrorStream(), listener::line);
        process.onExit().thenAccept(ended -> {
            // The last lines say why: they are read before the end is told.
            join(log);
            listener.exited(ended.exitValue());
        });
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public ProcessUsage usage() {
        return tree.usage();
    }

    @Override
    public boolean end(boolean gently) {
        tree.look();
        try {
            if (gently && process.isAlive()) {
                quit();
                if (!process.waitFor(QUIT.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.toHandle().destroy();
                    process.waitFor(DESTROY.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            // Whoever interrupts wants an end: no more waiting for a gentle one.
            Thread.currentThread().interrupt();
        }
        boolean ended = tree.kill(KILL);
        close(process.getOutputStream());
        join(progress);
        join(log);
        return ended;
    }

    /** ffmpeg ends its output properly when it reads a q. */
    private void quit() {
        try (OutputStream in = process.getOutputStream()) {
            in.write("q\n".getBytes(StandardCharsets.US_ASCII));
            in.flush();
        } catch (IOException e) {
            LOG.debug("pid {} no longer reads its standard input: {}", pid(), e.toString());
        }
    }

    private static void progress(String line, Listener listener) {
        if (line.startsWith(MEDIA_TIME)) {
            try {
                listener.mediaTime(Duration.ofNanos(1000 * Long.parseLong(line, MEDIA_TIME.length(), line.length(), 10)));
            } catch (NumberFormatException e) {
                // N/A, until the first packet is out: not progress.
                LOG.trace("{}", line);
            }
        }
    }

    private Thread reader(String name, InputStream in, Consumer<String> line) {
        Thread thread = new Thread(() -> {
            try (in) {
                LineReader.readAll(in, line);
            } catch (IOException e) {
                LOG.debug("the output of pid {} ended: {}", pid(), e.toString());
            }
        }, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void join(Thread thread) {
        try {
            thread.join(DRAIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void close(OutputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            LOG.debug("closing the standard input of pid {}: {}", pid(), e.toString());
        }
    }
}
