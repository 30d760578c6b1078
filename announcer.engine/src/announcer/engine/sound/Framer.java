package announcer.engine.sound;

import java.util.Arrays;

import announcer.api.audio.PcmFormat;

/**
 * Rounds samples to 16 bits and cuts them into frames; the last frame is filled up with exact zeros. What lies outside of 16 bits is
 * held at the limit. There is no dither: silence must stay exactly zero, and plain rounding noise lies 98 dB below a full tone.
 */
final class Framer implements SampleSink {
    private final int channels;
    private final byte[] frame;
    private FrameSink out;
    private int filledBytes;
    private int fillBytes;
    private long frames;

    Framer(PcmFormat format, FrameSink out) {
        this.out = out;
        channels = format.channels();
        frame = new byte[format.bytesPerFrame()];
    }

    /** Where frames go from now on. */
    void sendTo(FrameSink sink) {
        out = sink;
    }

    /** Sample groups passed on, without the zeros that filled up the last frame. */
    long groups() {
        return (frames * frame.length + filledBytes - fillBytes) / ((long) channels * PcmFormat.BYTES_PER_SAMPLE);
    }

    /** Frames passed on. */
    long frames() {
        return frames;
    }

    @Override
    public void write(float[] in, int firstGroup, int groups) throws InterruptedException {
        for (int i = firstGroup * channels; i < (firstGroup + groups) * channels; i++) {
            int sample = Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(in[i])));
            frame[filledBytes++] = (byte) sample;
            frame[filledBytes++] = (byte) (sample >> 8);
            if (filledBytes == frame.length) {
                send();
            }
        }
    }

    private void send() throws InterruptedException {
        filledBytes = 0;
        out.frame(frame);
        frames++;
    }

    @Override
    public void end() throws InterruptedException {
        if (filledBytes > 0) {
            fillBytes = frame.length - filledBytes;
            Arrays.fill(frame, filledBytes, frame.length, (byte) 0);
            send();
        }
    }
}
