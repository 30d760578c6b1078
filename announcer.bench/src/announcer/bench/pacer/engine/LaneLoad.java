package announcer.bench.pacer.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongConsumer;

import announcer.api.audio.PcmFormat;
import announcer.api.stream.MediaPipe;
import announcer.bench.pacer.PacerUnderTest;
import announcer.bench.util.Until;
import announcer.engine.playout.FrameTaps;
import announcer.engine.playout.Pacer;
import announcer.engine.playout.PlayoutLane;
import announcer.lib.time.MonotonicClock;

/** A pacer at work on many lanes, all on silence, as most channels are most of the time. */
final class LaneLoad implements PacerUnderTest.Running {
    static final PcmFormat FORMAT = new PcmFormat(24_000, 1);
    private static final long MAX_OWED_FRAMES = 500;
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** What is to be ended when the load is. */
    interface Ending {
        void end() throws IOException;
    }

    private final Pacer pacer = new Pacer(MonotonicClock.SYSTEM);
    private final List<PlayoutLane> lanes = new ArrayList<>();
    private final Deque<Ending> endings = new ArrayDeque<>();
    private volatile Thread thread;
    // The pacer's until it has stopped.
    private long refused;

    LaneLoad() {
        pacer.start();
    }

    void add(MediaPipe pipe, LongConsumer lateness) {
        add(pipe, lateness, new FrameTaps("bench", FORMAT, MonotonicClock.SYSTEM, InstantSource.system()));
    }

    /** @param taps who hears what is sent */
    void add(MediaPipe pipe, LongConsumer lateness, FrameTaps taps) {
        Timed timed = new Timed(pipe, lateness);
        PlayoutLane lane = new PlayoutLane(timed, FORMAT, 0, 0, 0, MAX_OWED_FRAMES, () -> {
            // Nobody is to be told.
        });
        timed.lane = lane;
        lane.heardBy(taps);
        lane.expectReader(true);
        lanes.add(lane);
        pacer.add(lane);
    }

    /** Last come, first ended; the pacer before all. */
    void atTheEnd(Ending e) {
        endings.push(e);
    }

    void awaitReaders() {
        Until.isTrue("every lane has its reader and has written", LIMIT, () -> lanes.stream().allMatch(l -> l.written() > 0));
    }

    @Override
    public Thread thread() {
        return thread;
    }

    @Override
    public void close() {
        List<String> left = lanes.stream().filter(l -> !l.connected()).map(l -> l.pipe().inputUrl()).toList();
        pacer.stop();
        if (refused > 0) {
            System.err.println(
                    "bench: " + refused + " writes on " + lanes.size() + " channels found their pipe full: there the reader was late, "
                            + "and the lateness of what was owed then is not the pacer's alone");
        }
        while (!endings.isEmpty()) {
            try {
                endings.pop().end();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        if (!left.isEmpty()) {
            throw new IllegalStateException(
                    left.size() + " of " + lanes.size() + " readers went while it was measured, such as " + left.get(0));
        }
    }

    /** Tells how late each frame was when it had been written, against the due time that its number gives. */
    private final class Timed implements MediaPipe {
        private final MediaPipe pipe;
        private final LongConsumer lateness;
        private PlayoutLane lane;

        Timed(MediaPipe pipe, LongConsumer lateness) {
            this.pipe = pipe;
            this.lateness = lateness;
        }

        @Override
        public String inputUrl() {
            return pipe.inputUrl();
        }

        @Override
        public boolean connected() throws IOException {
            return pipe.connected();
        }

        @Override
        public int write(ByteBuffer media) throws IOException {
            if (thread == null) {
                thread = Thread.currentThread();
            }
            int bytes = pipe.write(media);
            if (media.hasRemaining()) {
                refused++;
                return bytes;
            }
            // The frame is not counted yet, so this is the time since it was due.
            lateness.accept(-lane.driftNanos(System.nanoTime()));
            return bytes;
        }

        @Override
        public void disconnect() {
            pipe.disconnect();
        }

        @Override
        public void close() {
            pipe.close();
        }
    }
}
