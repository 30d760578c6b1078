package announcer.bench.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Recorded sound: signed 16-bit samples, interleaved by channel. Positions are in sample groups (one sample of each channel). Levels are in
 * dBFS, full scale being 32768. Immutable, but for its array, which it shares.
 */
public final class Recording {
    private static final double FULL_SCALE = 32_768;

    private final short[] samples;
    private final int sampleRateHz;
    private final int channels;

    /** Of samples that nobody changes any more. */
    public Recording(short[] samples, int sampleRateHz, int channels) {
        if (samples.length % channels != 0) {
            throw new IllegalArgumentException(samples.length + " samples are not whole groups of " + channels);
        }
        this.samples = samples;
        this.sampleRateHz = sampleRateHz;
        this.channels = channels;
    }

    /** Of raw little-endian bytes; what is left over of a sample group at their end is dropped. */
    public static Recording ofRaw(byte[] bytes, int length, int sampleRateHz, int channels) {
        int groups = length / 2 / channels;
        short[] samples = new short[groups * channels];
        ByteBuffer.wrap(bytes, 0, samples.length * 2).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        return new Recording(samples, sampleRateHz, channels);
    }

    /** Reads a 16-bit PCM WAV file, also one whose sizes were never filled in (ffmpeg writing to a pipe, or ended by a signal). */
    public static Recording readWav(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < 12 || !tag(bytes, 0).equals("RIFF") || !tag(bytes, 8).equals("WAVE")) {
            throw new IOException(file + " is not a WAV file");
        }
        int rate = 0;
        int channels = 0;
        int at = 12;
        while (at + 8 <= bytes.length) {
            String name = tag(bytes, at);
            long size = Integer.toUnsignedLong(in.getInt(at + 4));
            int body = at + 8;
            if (name.equals("fmt ")) {
                int bits = in.getShort(body + 14);
                if (bits != 16) {
                    throw new IOException(file + " has " + bits + " bits a sample; only 16 are understood");
                }
                channels = in.getShort(body + 2);
                rate = in.getInt(body + 4);
            } else if (name.equals("data")) {
                if (rate == 0) {
                    throw new IOException(file + " has its data before its format");
                }
                int length = (int) Math.min(size, bytes.length - body);
                return ofRaw(Arrays.copyOfRange(bytes, body, body + length), length, rate, channels);
            }
            at = (int) Math.min(body + size + (size & 1), bytes.length);
        }
        throw new IOException(file + " has no data chunk");
    }

    private static String tag(byte[] bytes, int at) {
        return new String(bytes, at, 4, StandardCharsets.US_ASCII);
    }

    /** Sample groups a second. */
    public int sampleRateHz() {
        return sampleRateHz;
    }

    /** Sample groups in all. */
    public int length() {
        return samples.length / channels;
    }

    /** One sample, of the first channel. */
    public short sample(int sampleGroup) {
        return samples[sampleGroup * channels];
    }

    /** All of it. */
    public SampleRange whole() {
        return new SampleRange(0, length());
    }

    /** How long it sounds, in seconds. */
    public double seconds() {
        return (double) length() / sampleRateHz;
    }

    /** Sample groups in this time, rounded. */
    public int groupsIn(double millis) {
        return (int) Math.round(millis * sampleRateHz / 1_000);
    }

    /** The time of this many sample groups, in milliseconds. */
    public double millisOf(int sampleGroups) {
        return sampleGroups * 1_000.0 / sampleRateHz;
    }

    /** The part as a recording of its own. */
    public Recording part(SampleRange s) {
        return new Recording(Arrays.copyOfRange(samples, s.start() * channels, s.end() * channels), sampleRateHz, channels);
    }

    /** The largest magnitude in the part, 0 to 32768. */
    public int peak(SampleRange s) {
        int peak = 0;
        for (int i = s.start() * channels; i < s.end() * channels; i++) {
            peak = Math.max(peak, Math.abs((int) samples[i]));
        }
        return peak;
    }

    /** Its {@link #peak} in dBFS; negative infinity when all is zero. */
    public double peakDbfs(SampleRange s) {
        return 20 * Math.log10(peak(s) / FULL_SCALE);
    }

    /** Sum of the squares of the samples in the part, full scale being 1: for lossless paths, whether the same was played as often. */
    public double energy(SampleRange s) {
        double sum = 0;
        for (int i = s.start() * channels; i < s.end() * channels; i++) {
            double v = samples[i] / FULL_SCALE;
            sum += v * v;
        }
        return sum;
    }

    /** Root mean square of the part in dBFS (a full-scale square wave has 0); negative infinity when all is zero. */
    public double rmsDbfs(SampleRange s) {
        if (s.length() == 0) {
            throw new IllegalArgumentException("the level of no samples at all: " + s);
        }
        return 10 * Math.log10(energy(s) / s.length() / channels);
    }

    /** The first sample group of the part that is not exact silence, or -1 when the part is all zeros. */
    public int firstNonZero(SampleRange s) {
        for (int i = s.start() * channels; i < s.end() * channels; i++) {
            if (samples[i] != 0) {
                return i / channels;
            }
        }
        return -1;
    }

    /** The largest difference between neighbouring samples of a channel in the part, 0 to 65535: a click is a large one. */
    public int largestStep(SampleRange s) {
        int largest = 0;
        for (int i = (s.start() + 1) * channels; i < s.end() * channels; i++) {
            largest = Math.max(largest, Math.abs(samples[i] - samples[i - channels]));
        }
        return largest;
    }

    /** Levels of successive windows, linear, 0 to 1 (the last window may be left out when it is not whole). */
    public double[] envelope(double windowMillis) {
        int window = Math.max(1, groupsIn(windowMillis));
        double[] levels = new double[length() / window];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = Math.sqrt(energy(new SampleRange(i * window, (i + 1) * window)) / window / channels);
        }
        return levels;
    }
}
