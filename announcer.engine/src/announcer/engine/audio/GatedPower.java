package announcer.engine.audio;

import java.util.Arrays;
import java.util.OptionalDouble;

/** The two gates of ITU-R BS.1770-4, Annex 1, over the K-weighted power of a sound, which comes in steps of 100 ms. */
final class GatedPower {
    static final int STEPS_PER_SECOND = 10;

    private static final int STEPS_IN_BLOCK = 4;
    private static final double OFFSET = -0.691;
    private static final double ABSOLUTE_GATE = power(-70);
    private static final double RELATIVE_GATE = Math.pow(10, -10 / 10.0);

    private double[] steps = new double[64];
    private int count;

    /** Takes the mean square of 100 ms, summed over the channels; 1 is full scale. */
    void step(double meanSquare) {
        if (count == steps.length) {
            steps = Arrays.copyOf(steps, 2 * count);
        }
        steps[count++] = meanSquare;
    }

    /**
     * @param rest power of an unfinished step times its length; counts only where there is no whole block
     * @param restSteps its length in steps, below 1
     */
    OptionalDouble loudness(double rest, double restSteps) {
        if (count < STEPS_IN_BLOCK) {
            double all = rest;
            for (int k = 0; k < count; k++) {
                all += steps[k];
            }
            double mean = all / (count + restSteps);
            return mean > ABSOLUTE_GATE ? OptionalDouble.of(lufs(mean)) : OptionalDouble.empty();
        }
        double audible = meanOfBlocksAbove(ABSOLUTE_GATE);
        if (Double.isNaN(audible)) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(lufs(meanOfBlocksAbove(Math.max(ABSOLUTE_GATE, audible * RELATIVE_GATE))));
    }

    private double meanOfBlocksAbove(double gate) {
        double sum = 0;
        int blocks = 0;
        for (int first = 0; first + STEPS_IN_BLOCK <= count; first++) {
            double block = (steps[first] + steps[first + 1] + steps[first + 2] + steps[first + 3]) / STEPS_IN_BLOCK;
            if (block > gate) {
                sum += block;
                blocks++;
            }
        }
        return sum / blocks;
    }

    private static double lufs(double power) {
        return OFFSET + 10 * Math.log10(power);
    }

    private static double power(double lufs) {
        return Math.pow(10, (lufs - OFFSET) / 10);
    }
}
