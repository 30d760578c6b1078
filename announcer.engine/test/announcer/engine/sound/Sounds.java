package announcer.engine.sound;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Test signals, and sinks that keep what comes. */
final class Sounds {
    private Sounds() {
    }

    /** A tone of which every sample is a whole number, as an engine gives it. */
    static float[] tone(double hz, int rateHz, int groups, double amplitude) {
        float[] t = new float[groups];
        for (int k = 0; k < groups; k++) {
            t[k] = Math.round(amplitude * Math.sin(2 * Math.PI * hz * k / rateHz));
        }
        return t;
    }

    static float[] constant(int groups, float value) {
        float[] c = new float[groups];
        Arrays.fill(c, value);
        return c;
    }

    static float[] join(float[]... parts) {
        int length = Arrays.stream(parts).mapToInt(p -> p.length).sum();
        float[] all = new float[length];
        int at = 0;
        for (float[] p : parts) {
            System.arraycopy(p, 0, all, at, p.length);
            at += p.length;
        }
        return all;
    }

    static byte[] bytes(float[] samples) {
        ByteBuffer b = ByteBuffer.allocate(samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (float s : samples) {
            b.putShort((short) s);
        }
        return b.array();
    }

    /** Keeps samples. */
    static final class Collected implements SampleSink {
        private float[] samples = new float[1024];
        private int filled;
        private final int channels;
        boolean ended;

        Collected(int channels) {
            this.channels = channels;
        }

        @Override
        public void write(float[] in, int firstGroup, int groups) {
            int n = groups * channels;
            if (filled + n > samples.length) {
                samples = Arrays.copyOf(samples, Math.max(filled + n, 2 * samples.length));
            }
            System.arraycopy(in, firstGroup * channels, samples, filled, n);
            filled += n;
        }

        @Override
        public void end() {
            ended = true;
        }

        float[] samples() {
            return Arrays.copyOf(samples, filled);
        }
    }

    /** Keeps frames. */
    static final class Frames implements FrameSink {
        final List<byte[]> frames = new ArrayList<>();

        @Override
        public void frame(byte[] frame) {
            frames.add(frame.clone());
        }

        float[] samples() {
            ByteBuffer b = ByteBuffer.wrap(bytes()).order(ByteOrder.LITTLE_ENDIAN);
            float[] s = new float[b.remaining() / 2];
            for (int i = 0; i < s.length; i++) {
                s[i] = b.getShort();
            }
            return s;
        }

        byte[] bytes() {
            ByteBuffer all = ByteBuffer.allocate(frames.stream().mapToInt(f -> f.length).sum());
            frames.forEach(all::put);
            return all.array();
        }
    }

    /** Root mean square of a part. */
    static double rms(float[] s, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += (double) s[i] * s[i];
        }
        return Math.sqrt(sum / (to - from));
    }

    static double decibels(double ratio) {
        return 20 * Math.log10(ratio);
    }
}
