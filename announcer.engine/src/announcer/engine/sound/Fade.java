package announcer.engine.sound;

/**
 * Raises the very start of an utterance from nothing and lowers its very end to nothing, so that it joins silence without a click. The
 * gain is a raised cosine, {@code (1 - cos(pi * (k + 0.5) / n)) / 2} for sample group k of n. To know the end when it comes, the last n
 * groups are held back. An utterance shorter than a fade gets a shorter one at its end.
 */
final class Fade implements SampleSink {
    private final int channels;
    private final int length;
    private final SampleSink out;
    private final float[] ramp;
    /** The last {@link #length} groups, as a ring. */
    private final float[] held;
    private float[] passed = new float[0];
    private long seen;

    Fade(int lengthGroups, int channels, SampleSink out) {
        this.channels = channels;
        this.out = out;
        length = lengthGroups;
        ramp = ramp(length);
        held = new float[length * channels];
    }

    private static float[] ramp(int length) {
        float[] gains = new float[length];
        for (int k = 0; k < length; k++) {
            gains[k] = gain(k, length);
        }
        return gains;
    }

    private static float gain(int k, int length) {
        return (float) ((1 - Math.cos(Math.PI * (k + 0.5) / length)) / 2);
    }

    @Override
    public void write(float[] in, int firstGroup, int groups) throws InterruptedException {
        if (length == 0) {
            out.write(in, firstGroup, groups);
            return;
        }
        if (passed.length < groups * channels) {
            passed = new float[groups * channels];
        }
        int passedSamples = 0;
        for (int g = firstGroup; g < firstGroup + groups; g++) {
            int slot = (int) (seen % length) * channels;
            float gain = seen < length ? ramp[(int) seen] : 1;
            for (int c = 0; c < channels; c++) {
                if (seen >= length) {
                    passed[passedSamples++] = held[slot + c];
                }
                held[slot + c] = in[g * channels + c] * gain;
            }
            seen++;
        }
        if (passedSamples > 0) {
            out.write(passed, 0, passedSamples / channels);
        }
    }

    @Override
    public void end() throws InterruptedException {
        int groups = (int) Math.min(seen, length);
        for (int k = 0; k < groups; k++) {
            int slot = (int) ((seen - groups + k) % length);
            for (int c = 0; c < channels; c++) {
                held[slot * channels + c] *= gain(groups - 1 - k, groups);
            }
        }
        if (groups > 0) {
            int oldest = (int) ((seen - groups) % length);
            int toWrap = Math.min(groups, length - oldest);
            out.write(held, oldest, toWrap);
            if (groups > toWrap) {
                out.write(held, 0, groups - toWrap);
            }
        }
        out.end();
    }
}
