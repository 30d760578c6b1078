package announcer.ffmpeg.process;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.stream.PlayedStream;
import announcer.lib.process.LineReader;
import announcer.lib.process.OutputTail;
import announcer.lib.process.ProcessTree;

/** The sound that an ffmpeg writes to its standard output. A thread of its own drains its log, so that it never blocks on that. */
public final class FfmpegPlayedStream implements PlayedStream {
    private static final Logger LOG = LoggerFactory.getLogger(FfmpegPlayedStream.class);
    private static final Duration KILL = Duration.ofSeconds(2);
    private static final long DRAIN_MILLIS = 500;
    private static final int LINES = 10;
    private static final int LINE_LENGTH = 500;

    private final ProcessTree tree;
    private final InputStream sound;
    private final OutputTail log;
    private final Thread reader;
    private final Runnable onClose;

    /**
     * @param mask hides credentials in a line of its log
     * @param onClose called at each close
     */
    public FfmpegPlayedStream(ProcessTree tree, UnaryOperator<String> mask, Runnable onClose) {
        this.tree = tree;
        this.onClose = onClose;
        sound = tree.process().getInputStream();
        log = new OutputTail(LINES, LINE_LENGTH, mask);
        reader = new Thread(this::readLog, "announcer-play-log");
        reader.setDaemon(true);
        reader.start();
    }

    private void readLog() {
        try (InputStream in = tree.process().getErrorStream()) {
            LineReader.readAll(in, log::add);
        } catch (IOException e) {
            LOG.debug("the log of pid {} ended: {}", tree.process().pid(), e.toString());
        }
    }

    @Override
    public int read(byte[] into) throws IOException {
        boolean alive = tree.process().isAlive();
        int there = sound.available();
        if (there > 0) {
            return sound.read(into, 0, Math.min(there, into.length));
        }
        return alive ? 0 : -1;
    }

    @Override
    public List<String> output() {
        return log.lines();
    }

    /** Begins to end it; {@link #close} is to follow. Does not wait. */
    public void closeSoon() {
        tree.process().destroyForcibly();
    }

    @Override
    public void close() {
        if (!tree.kill(KILL)) {
            LOG.error("pid {} does not end", tree.process().pid());
        }
        try {
            reader.join(DRAIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        onClose.run();
    }
}
