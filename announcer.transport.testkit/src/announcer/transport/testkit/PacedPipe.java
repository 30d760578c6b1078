package announcer.transport.testkit;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;

import announcer.api.stream.MediaPipe;

/**
 * A pipe whose calls of the pacer's side fail when the thread waited in them: for a lock's condition, for time, for another thread. One
 * pacer serves all channels, so that a wait in one pipe is a gap in every stream.
 */
final class PacedPipe implements MediaPipe {
    private final MediaPipe pipe;

    PacedPipe(MediaPipe pipe) {
        this.pipe = pipe;
    }

    /** The pipe itself, for figures. */
    MediaPipe unwatched() {
        return pipe;
    }

    @Override
    public String inputUrl() {
        return pipe.inputUrl();
    }

    @Override
    public boolean connected() throws IOException {
        long before = waits();
        boolean connected = pipe.connected();
        neverWaited("connected", before);
        return connected;
    }

    @Override
    public int write(ByteBuffer media) throws IOException {
        long before = waits();
        int taken = pipe.write(media);
        neverWaited("write", before);
        return taken;
    }

    @Override
    public void disconnect() {
        long before = waits();
        pipe.disconnect();
        neverWaited("disconnect", before);
    }

    @Override
    public void close() {
        pipe.close();
    }

    /** How often this thread has waited so far. */
    private static long waits() {
        return ManagementFactory.getThreadMXBean().getThreadInfo(Thread.currentThread().getId()).getWaitedCount();
    }

    private static void neverWaited(String call, long before) {
        long waited = waits() - before;
        if (waited != 0) {
            throw new AssertionError(call + "() waited " + waited + " times on the pacer's thread, which must never wait");
        }
    }
}
