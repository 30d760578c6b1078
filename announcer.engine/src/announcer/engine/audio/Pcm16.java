package announcer.engine.audio;

import java.util.Arrays;

import announcer.api.audio.PcmFormat;

/**
 * Signed 16-bit little-endian PCM, read and written. Samples are floats in the 16-bit scale (-32768 to 32767), so that sound is rounded once,
 * at the very end. There is no dither: silence must stay exactly zero, and plain rounding noise lies 98 dB below a full tone.
 */
final class Pcm16 {
    private Pcm16() {
    }

    /** Reads interleaved samples. A sample group at the end that is incomplete is dropped. */
    static float[] decode(byte[] pcm, int channels) {
        int group = channels * PcmFormat.BYTES_PER_SAMPLE;
        float[] samples = new float[pcm.length / group * channels];
        for (int i = 0, at = 0; i < samples.length; i++, at += PcmFormat.BYTES_PER_SAMPLE) {
            samples[i] = (short) (pcm[at + 1] << 8 | pcm[at] & 0xff);
        }
        return samples;
    }

    /** Rounds to 16 bits; what lies outside is held at the limit. */
    static byte[] encode(float[] samples) {
        byte[] pcm = new byte[samples.length * PcmFormat.BYTES_PER_SAMPLE];
        for (int i = 0, at = 0; i < samples.length; i++, at += PcmFormat.BYTES_PER_SAMPLE) {
            int sample = Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(samples[i])));
            pcm[at] = (byte) sample;
            pcm[at + 1] = (byte) (sample >> 8);
        }
        return pcm;
    }

    /** Every sample times one number. */
    static float[] times(float[] samples, float factor) {
        float[] product = Arrays.copyOf(samples, samples.length);
        for (int i = 0; i < product.length; i++) {
            product[i] *= factor;
        }
        return product;
    }

    /** The highest sample, without its sign, of signed 16-bit little-endian PCM: 0 to 32768. */
    static int peak(byte[] pcm, int from, int bytes) {
        int highest = 0;
        for (int i = from; i < from + bytes; i += 2) {
            highest = Math.max(highest, Math.abs((pcm[i] & 0xff) | (pcm[i + 1] << 8)));
        }
        return highest;
    }
}
