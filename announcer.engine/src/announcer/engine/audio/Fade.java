package announcer.engine.audio;

/**
 * Raises the very start of an utterance from nothing and lowers its very end to nothing, so that it joins silence without a click. The
 * gain is a raised cosine, {@code (1 - cos(pi * (k + 0.5) / n)) / 2} for sample group k of n. An utterance shorter than a fade gets a
 * shorter one at its end.
 */
final class Fade {
    private Fade() {
    }

    /** Fades both ends, in place. @param length of a fade in sample groups; 0: none */
    static void apply(float[] samples, int channels, int length) {
        int groups = samples.length / channels;
        int touched = Math.min(groups, length);
        for (int k = 0; k < touched; k++) {
            scale(samples, k, channels, gain(k, length));
        }
        for (int k = 0; k < touched; k++) {
            scale(samples, groups - 1 - k, channels, gain(k, touched));
        }
    }

    private static void scale(float[] samples, int group, int channels, float gain) {
        for (int i = group * channels; i < (group + 1) * channels; i++) {
            samples[i] *= gain;
        }
    }

    private static float gain(int k, int length) {
        return (float) ((1 - Math.cos(Math.PI * (k + 0.5) / length)) / 2);
    }
}
