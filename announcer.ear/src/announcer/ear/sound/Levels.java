package announcer.ear.sound;

import java.util.Arrays;

import announcer.api.audio.PcmFormat;

/**
 * The level of a sound in each step of 20 ms of the wall clock, over the last {@value #KEPT} steps. What comes in a row stays in a row: a frame
 * that is a little early or late by the clock leaves no hole. For one thread.
 */
public final class Levels {
    /** 20 s. */
    static final int KEPT = 1000;
    /** The level of silence, in dB of full scale; less is not told apart. */
    public static final float SILENCE = -90;
    private static final double FULL_SCALE = 32_768;

    private final float[] ring = new float[KEPT];
    private final int tolerance;
    private long newest = Long.MIN_VALUE;

    /** @param tolerance steps by which a frame may be early or late against those before it without being taken for another place */
    public Levels(int tolerance) {
        this.tolerance = tolerance;
        Arrays.fill(ring, Float.NaN);
    }

    /** The step that a time lies in. @param epochNanos since 1970 */
    public static long step(long epochNanos) {
        return Math.floorDiv(epochNanos, PcmFormat.FRAME_NANOS);
    }

    /** Adds the next frame. @param step the one that it lies in by the clock */
    public void add(long step, float level) {
        long next = newest + 1;
        if (newest == Long.MIN_VALUE || Math.abs(step - next) > tolerance) {
            forgetUpTo(step);
            next = step;
        }
        ring[index(next)] = level;
        newest = next;
    }

    /** What lies in between, or was written ahead of a clock that has been set back, is not known. */
    private void forgetUpTo(long step) {
        long from = newest == Long.MIN_VALUE ? step - KEPT : newest + 1;
        if (step - from >= KEPT || step < from) {
            Arrays.fill(ring, Float.NaN);
        } else {
            for (long s = from; s < step; s++) {
                ring[index(s)] = Float.NaN;
            }
        }
    }

    /** The step of the newest frame; {@link Long#MIN_VALUE}: there is none. */
    public long newest() {
        return newest;
    }

    /** The level in a step, in dB of full scale; NaN: not known. */
    public float at(long step) {
        return newest == Long.MIN_VALUE || step > newest || newest - step >= KEPT ? Float.NaN : ring[index(step)];
    }

    /** Forgets everything. */
    public void clear() {
        Arrays.fill(ring, Float.NaN);
        newest = Long.MIN_VALUE;
    }

    private static int index(long step) {
        return (int) Math.floorMod(step, (long) KEPT);
    }

    /** The level of some sound in dB of full scale. @param pcm signed 16-bit little-endian samples */
    public static float of(byte[] pcm, int offset, int length) {
        double sum = 0;
        for (int i = offset; i + 1 < offset + length; i += 2) {
            double sample = (pcm[i] & 0xFF | pcm[i + 1] << 8) / FULL_SCALE;
            sum += sample * sample;
        }
        return sum == 0 ? SILENCE : (float) Math.max(SILENCE, 10 * Math.log10(sum * 2 / length));
    }
}
