package announcer.engine.playout;

import java.nio.ByteBuffer;

import announcer.api.audio.PcmFormat;

/** The frame that a lane is about to write, and goes on writing where the pipe took a part of it. Pacer only; allocates nothing. */
final class FrameBuffer {
    private final PcmFormat format;
    private final byte[] zeros;
    private final ByteBuffer pcm;
    private int peak;
    private boolean first;
    private boolean last;
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
        first = false;
        last = false;
    }

    /** Makes it a frame of a playout's utterance, which must be there. */
    void of(Playout s, long index, boolean isLast) {
        pcm.clear();
        zero = false;
        peak = s.read(index, pcm);
        pcm.flip();
        first = index == 0;
        last = isLast;
    }

    /** Fades it out: a straight line to zero over a frame is short enough to be a cut, and long enough not to click. Ends nothing. */
    void fadeOut() {
        first = false;
        last = false;
        int groups = format.sampleGroupsPerFrame();
        int channels = format.channels();
        for (int i = 0; i < groups; i++) {
            for (int c = 0; c < channels; c++) {
                int at = (i * channels + c) * PcmFormat.BYTES_PER_SAMPLE;
                int sample = (short) (pcm.get(at) & 0xff | pcm.get(at + 1) << 8);
                int faded = sample * (groups - 1 - i) / groups;
                pcm.put(at, (byte) faded);
                pcm.put(at + 1, (byte) (faded >> 8));
            }
        }
    }

    /** Adds the next frame of the background, if there is one. */
    void mix(BackgroundTrack background, boolean speaking) {
        int sum = background.mix(pcm, speaking);
        if (sum >= 0) {
            peak = sum;
            zero = false;
        }
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

    /** Whether an announcement begins with it. */
    boolean isFirst() {
        return first;
    }

    /** Whether an announcement ends with it. */
    boolean isLast() {
        return last;
    }
}
