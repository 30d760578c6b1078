package announcer.engine.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Test signals. */
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

    static float[] samples(byte[] pcm) {
        ByteBuffer b = ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN);
        float[] s = new float[pcm.length / 2];
        for (int i = 0; i < s.length; i++) {
            s[i] = b.getShort();
        }
        return s;
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
