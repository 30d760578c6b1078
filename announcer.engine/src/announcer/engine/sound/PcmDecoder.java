package announcer.engine.sound;

import java.nio.ByteBuffer;

/** Signed 16-bit little-endian bytes to samples. Bytes may come split anywhere: what is incomplete waits for the next call. */
final class PcmDecoder {
    private static final int BLOCK_GROUPS = 512;

    private final int channels;
    private final SampleSink out;
    private final float[] block;
    private int samples;
    private int lowByte = -1;

    PcmDecoder(int channels, SampleSink out) {
        this.channels = channels;
        this.out = out;
        block = new float[BLOCK_GROUPS * channels];
    }

    /** Takes all that remains in {@code pcm}; the buffer's byte order does not matter and is left as it is. */
    void write(ByteBuffer pcm) throws InterruptedException {
        while (pcm.hasRemaining()) {
            int b = pcm.get();
            if (lowByte < 0) {
                lowByte = b & 0xff;
            } else {
                block[samples++] = (short) (b << 8 | lowByte);
                lowByte = -1;
                if (samples == block.length) {
                    forward();
                }
            }
        }
        forward();
    }

    private void forward() throws InterruptedException {
        int groups = samples / channels;
        if (groups > 0) {
            out.write(block, 0, groups);
            int taken = groups * channels;
            System.arraycopy(block, taken, block, 0, samples - taken);
            samples -= taken;
        }
    }

    /** Ends the sound; a sample group that never became complete is no sound and is dropped. */
    void end() throws InterruptedException {
        out.end();
    }
}
