package announcer.engine.sound;

/** Takes finished frames. */
@FunctionalInterface
public interface FrameSink {
    /**
     * Takes one frame of 20 ms.
     *
     * @param frame exactly {@code format.bytesPerFrame()} bytes; the caller uses the array again for the next frame, so copy what is kept
     * @throws InterruptedException when the calling thread was interrupted while waiting for room
     */
    void frame(byte[] frame) throws InterruptedException;
}
