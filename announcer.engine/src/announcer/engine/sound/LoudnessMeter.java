package announcer.engine.sound;

import java.nio.ByteBuffer;
import java.util.OptionalDouble;

import announcer.api.audio.PcmFormat;

/**
 * Integrated loudness and true peak of a sound by ITU-R BS.1770-4 (the same in -5), while it streams through: K-weighted power in blocks
 * of 400 ms that begin every 100 ms, without those below -70 LUFS and those more than 10 LU below the rest. Mono and stereo; a mono sound
 * counts as one channel, not as two.
 *
 * <p>
 * Sound shorter than one block is measured whole and without the relative gate, which the Recommendation leaves open. Of longer sound, what
 * follows the last whole 100 ms is left out. It takes 80 bytes for each second measured. For one thread at a time.
 */
public final class LoudnessMeter {
    private static final double FULL_SCALE = 32_768;

    private final int channels;
    private final PcmDecoder decoder;
    private final KWeighting[] weightings;
    private final TruePeak[] peaks;
    private final GatedPower power = new GatedPower();
    private final int stepGroups;
    private int groups;
    private double sum;
    private float peak;

    public LoudnessMeter(PcmFormat format) {
        channels = format.channels();
        stepGroups = format.sampleRateHz() / GatedPower.STEPS_PER_SECOND;
        weightings = new KWeighting[channels];
        peaks = new TruePeak[channels];
        for (int c = 0; c < channels; c++) {
            weightings[c] = new KWeighting(format.sampleRateHz());
            peaks[c] = new TruePeak();
        }
        decoder = new PcmDecoder(channels, new SampleSink() {
            @Override
            public void write(float[] interleaved, int firstGroup, int count) {
                for (int g = firstGroup; g < firstGroup + count; g++) {
                    measure(interleaved, g * channels);
                }
            }

            @Override
            public void end() {
                // The meter can be read at any time; nothing is held back.
            }
        });
    }

    /**
     * Takes sound.
     *
     * @param littleEndianPcm signed 16-bit little-endian samples; all that remains is taken. It may be cut anywhere
     */
    public void write(ByteBuffer littleEndianPcm) {
        try {
            decoder.write(littleEndianPcm);
        } catch (InterruptedException e) {
            throw new AssertionError("measuring does not wait for anything", e);
        }
    }

    private void measure(float[] in, int at) {
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

    /**
     * The loudness so far, in LUFS. Empty when no block is above -70 LUFS, as for silence and for nothing. Below 400 ms, the loudness of what
     * there is, ungated but for the -70 LUFS.
     */
    public OptionalDouble integratedLufs() {
        double rest = groups == 0 ? 0 : sum / stepGroups;
        return power.loudness(rest, (double) groups / stepGroups);
    }

    /**
     * The true peak so far, in dB of full scale (0 is 32,768), four times oversampled; as if silence went before and followed. Negative
     * infinity for silence. May be above 0.
     */
    public double truePeakDbtp() {
        float most = peak;
        for (TruePeak p : peaks) {
            most = Math.max(most, p.rest());
        }
        return 20 * Math.log10(most / FULL_SCALE);
    }
}
