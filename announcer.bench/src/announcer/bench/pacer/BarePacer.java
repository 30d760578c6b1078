package announcer.bench.pacer;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/**
 * The least that a pacer can be: one thread, channels spread over 20 phases of 1 ms, parkNanos, and no sound. What it shows is this
 * machine's floor, which the engine's figures are compared with.
 */
public final class BarePacer implements PacerUnderTest {
    private static final long FRAME_NANOS = 20_000_000;
    private static final int PHASES = 20;

    @Override
    public String name() {
        return "bare";
    }

    @Override
    public Running start(int channels, LongConsumer lateness) {
        return new Loop(channels, lateness);
    }

    private static final class Loop implements Running {
        private final Thread thread;
        private volatile boolean stopped;

        Loop(int channels, LongConsumer lateness) {
            thread = new Thread(() -> pace(channels, lateness), "bench-bare-pacer");
            thread.start();
        }

        private void pace(int channels, LongConsumer lateness) {
            long start = System.nanoTime() + FRAME_NANOS;
            for (long tick = 0; !stopped; tick++) {
                int phase = (int) (tick % PHASES);
                long due = start + tick * (FRAME_NANOS / PHASES);
                if (phase < channels) {
                    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                        LockSupport.parkNanos(left);
                    }
                    for (int channel = phase; channel < channels; channel += PHASES) {
                        lateness.accept(System.nanoTime() - due);
                    }
                }
            }
        }

        @Override
        public Thread thread() {
            return thread;
        }

        @Override
        public void close() {
            stopped = true;
            try {
                thread.join(2_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
