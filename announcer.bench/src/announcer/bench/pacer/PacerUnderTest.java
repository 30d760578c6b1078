package announcer.bench.pacer;

import java.util.function.LongConsumer;

/**
 * What the pacer driver measures. The engine's own is plugged in by a {@link java.util.ServiceLoader} entry, from outside this jar: the
 * bench knows no class of the product.
 */
public interface PacerUnderTest {
    /** A name for the table. */
    String name();

    /**
     * Begins to pace this many channels, 20 ms frames, each into a pipe that is always drained.
     *
     * @param lateness told of each frame, on the pacer's thread: how many nanoseconds after its due time it was written
     */
    Running start(int channels, LongConsumer lateness) throws Exception;

    /** A pacer at work. */
    interface Running extends AutoCloseable {
        /** The thread that paces. */
        Thread thread();

        /** Ends it, and waits until its thread has ended. */
        @Override
        void close();
    }
}
