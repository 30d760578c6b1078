package announcer.engine.audio;

import java.util.Arrays;
import java.util.OptionalDouble;

import announcer.api.audio.PcmFormat;

/**
 * Integrated loudness and true peak of a sound by ITU-R BS.1770-4 (the same in -5): K-weighted power in blocks of 400 ms that begin every
 * 100 ms, without those below -70 LUFS and those more than 10 LU below the rest. Mono and stereo; a mono sound counts as one channel, not as
 * two.
 *
 * <p>
 * Sound shorter than one block is measured whole and without the relative gate, which the Recommendation leaves open. Of longer sound, what
 * follows the last whole 100 ms is left out.
 */
public final class LoudnessMeter {
    private static final double FULL_SCALE = 32_768;

    /**
     * How loud a sound is.
     *
     * @param integratedLufs loudness; empty when no block is above -70 LUFS, as for silence and for nothing
     * @param truePeakDbtp highest magnitude, four times oversampled, in dB of full scale (0 is 32,768), as if silence went before and
     *            followed; negative infinity for silence, may be above 0
     */
    public record Loudness(OptionalDouble integratedLufs, double truePeakDbtp) {}

    private final int channels;
    private final KWeighting[] weightings;
    private final TruePeak[] peaks;
    private final GatedPower power = new GatedPower();
    private final int stepGroups;
    private int groups;
    private double sum;
    private float peak;

    private LoudnessMeter(PcmFormat format) {
        channels = format.channels();
        stepGroups = format.sampleRateHz() / GatedPower.STEPS_PER_SECOND;
        weightings = new KWeighting[channels];
        Arrays.setAll(weightings, c -> new KWeighting(format.sampleRateHz()));
        peaks = new TruePeak[channels];
        Arrays.setAll(peaks, c -> new TruePeak());
    }

    /** Measures a whole sound. @param littleEndianPcm signed 16-bit little-endian samples */
    public static Loudness measure(byte[] littleEndianPcm, PcmFormat format) {
        LoudnessMeter meter = new LoudnessMeter(format);
        float[] samples = Pcm16.decode(littleEndianPcm, format.channels());
        for (int i = 0; i < samples.length; i += format.channels()) {
            meter.group(samples, i);
        }
        return meter.loudness();
    }

    private void group(float[] in, int at) {
        for (int c = 0; c < channels; c++) {
            float sample = in[at + c];
            peak = Math.max(peak, peaks[c].push(sample, peak));
            double weighted = weightings[c].apply(sample / FULL_SCALE);
            sum += weighted * weighted;
        }
        if (++groups == stepGroups) {
            power.step(sum / groups);
            groups = 0;
            sum = 0;
            for (KWeighting w : weightings) {
                w.settle();
            }
        }
    }

    private Loudness loudness() {
        double rest = groups == 0 ? 0 : sum / stepGroups;
        float most = peak;
        for (TruePeak p : peaks) {
            most = Math.max(most, p.rest());
        }
        return new Loudness(power.loudness(rest, (double) groups / stepGroups), 20 * Math.log10(most / FULL_SCALE));
    }
}
