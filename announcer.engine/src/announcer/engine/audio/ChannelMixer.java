package announcer.engine.audio;

/** One audio channel to two (the same on both) or two to one (their mean, which cannot overflow). */
final class ChannelMixer {
    private ChannelMixer() {
    }

    /** Returns interleaved samples of {@code to} channels; {@code in} itself when the numbers are equal. */
    static float[] mix(float[] in, int from, int to) {
        if (from == to) {
            return in;
        }
        int groups = in.length / from;
        float[] mixed = new float[groups * to];
        if (to == 1) {
            for (int g = 0, i = 0; g < groups; g++, i += 2) {
                mixed[g] = (in[i] + in[i + 1]) * 0.5f;
            }
        } else {
            for (int g = 0; g < groups; g++) {
                mixed[2 * g] = in[g];
                mixed[2 * g + 1] = in[g];
            }
        }
        return mixed;
    }
}
