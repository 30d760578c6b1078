package announcer.engine.playout;

import java.nio.ByteBuffer;

import announcer.api.audio.PcmFormat;

/** The frame that a lane is about to write, and goes on writing where the pipe took a part of it. Pacer only; allocates nothing. */
final class FrameBuffer {
    private final PcmFormat format;
    private final byte[] zeros;
    private final ByteBuffer pcm;
    private int peak;
    private boolean zero;

    FrameBuffer(PcmFormat format) {
        this.format = format;
        this.zeros = new byte[format.bytesPerFrame()];
        // Direct: a socket writes from it without a copy of its own.
        this.pcm = ByteBuffer.allocateDirect(format.bytesPerFrame()).limit(0);
    }

    /** Makes it silence. */
    void silence() {
        pcm.clear();
        if (!zero) {
            pcm.put(zeros);
            pcm.flip();
            zero = true;
        }
        peak = 0;
    }

    /** Makes it a frame of a playout's utterance, which must be there. */
    void of(Playout s, long index) {
        pcm.clear();
        zero = false;
        peak = s.read(index, pcm);
        pcm.flip();
    }

    /**
     * Multiplies it, in a straight line from one factor to another. To zero, over a frame, is short enough to be a cut, and long enough not to
     * click.
     */
    void scale(float from, float to) {
        int groups = format.sampleGroupsPerFrame();
        int channels = format.channels();
        float step = (to - from) / groups;
        int highest = 0;
        for (int g = 0, at = 0; g < groups; g++) {
            float factor = from + step * (g + 1);
            for (int c = 0; c < channels; c++, at += PcmFormat.BYTES_PER_SAMPLE) {
                int sample = Math.round(sample(at) * factor);
                put(at, sample);
                highest = Math.max(highest, Math.abs(sample));
            }
        }
        peak = highest;
    }

    /** Adds a frame of the same format to it, multiplied in a straight line from one factor to another. The sum is held at full scale. */
    void add(byte[] frame, float from, float to) {
        int groups = format.sampleGroupsPerFrame();
        int channels = format.channels();
        float step = (to - from) / groups;
        int highest = 0;
        for (int g = 0, at = 0; g < groups; g++) {
            float factor = from + step * (g + 1);
            for (int c = 0; c < channels; c++, at += PcmFormat.BYTES_PER_SAMPLE) {
                int more = Math.round((short) (frame[at] & 0xff | frame[at + 1] << 8) * factor);
                int sum = Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, sample(at) + more));
                put(at, sum);
                highest = Math.max(highest, Math.abs(sum));
            }
        }
        peak = highest;
        zero = false;
    }

    private int sample(int at) {
        return (short) (pcm.get(at) & 0xff | pcm.get(at + 1) << 8);
    }

    private void put(int at, int sample) {
        pcm.put(at, (byte) sample);
        pcm.put(at + 1, (byte) (sample >> 8));
    }

    /** Nothing is to be written any more. */
    void drop() {
        pcm.limit(0);
    }

    /** Whether all of it has been written. */
    boolean isWritten() {
        return !pcm.hasRemaining();
    }

    /** What is left to be written; behind it the whole frame is still there, from index 0 on. */
    ByteBuffer pcm() {
        return pcm;
    }

    /** Its highest sample, 0 to 32768. */
    int peak() {
        return peak;
    }
}
