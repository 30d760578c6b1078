package announcer.tts.testkit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import announcer.api.audio.PcmFormat;

/** Sound that was read to its end, and what can be measured of it. */
public final class Pcm {
    /** Below the peak by this factor (40 dB) is silence. */
    private static final double SILENCE = 0.01;
    private static final double FULL_SCALE = 32_768;

    private final PcmFormat format;
    private final byte[] bytes;

    /** @param bytes whole sample groups of {@code format}; not copied */
    public Pcm(PcmFormat format, byte[] bytes) {
        if (bytes.length % format.bytesPerSampleGroup() != 0) {
            throw new IllegalArgumentException(bytes.length + " bytes are not whole sample groups of " + format);
        }
        this.format = format;
        this.bytes = bytes;
    }

    /** The bytes; not copied. */
    public byte[] bytes() {
        return bytes;
    }

    /** Returns the SHA-256 of the bytes in hexadecimal, to compare a sound with a recorded one. */
    public String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** How long it is, in seconds. */
    public double seconds() {
        return bytes.length / (double) format.bytesPerSecond();
    }

    /** How long it sounds, in seconds: without the silence before and after. */
    public double speechSeconds() {
        double[] samples = mono();
        double quiet = peak() * SILENCE;
        int from = 0;
        int to = samples.length;
        while (from < to && Math.abs(samples[from]) <= quiet) {
            from++;
        }
        while (to > from && Math.abs(samples[to - 1]) <= quiet) {
            to--;
        }
        return (to - from) / (double) format.sampleRateHz();
    }

    /** The greatest magnitude, where 1 is full scale. */
    public double peak() {
        double peak = 0;
        for (double sample : mono()) {
            peak = Math.max(peak, Math.abs(sample));
        }
        return peak;
    }

    /** One number for each sample group, from -1 to 1: the mean of its channels. */
    public double[] mono() {
        return mono(ByteOrder.LITTLE_ENDIAN);
    }

    /** How much neighbours differ, in all, when the samples are read in this byte order; the right one is far smoother. */
    double roughness(ByteOrder order) {
        double[] samples = mono(order);
        double sum = 0;
        for (int i = 1; i < samples.length; i++) {
            sum += Math.abs(samples[i] - samples[i - 1]);
        }
        return sum;
    }

    private double[] mono(ByteOrder order) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(order);
        double[] samples = new double[bytes.length / format.bytesPerSampleGroup()];
        for (int i = 0; i < samples.length; i++) {
            for (int channel = 0; channel < format.channels(); channel++) {
                samples[i] += in.getShort() / FULL_SCALE / format.channels();
            }
        }
        return samples;
    }
}
