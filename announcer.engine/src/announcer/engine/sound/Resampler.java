package announcer.engine.sound;

/**
 * Converts the rate of a stream with a {@link PolyphaseFilter}. However the input is cut into writes, the output is the same to the bit.
 * Nothing is delayed against the input: output sample group k lies at input time {@code k * from / to}, and {@code n} input groups give
 * {@code ceil(n * to / from)}. Sound outside of the utterance counts as zero. Equal rates pass unchanged.
 */
final class Resampler implements SampleSink {
    private static final int BLOCK_GROUPS = 512;

    private final PolyphaseFilter filter;
    private final int channels;
    private final boolean identity;
    private final SampleSink out;
    /** Input of each channel; what the next output sample needs begins at {@link #first}. */
    private final float[][] window;
    private final float[] block;
    private int first;
    private int filled;
    private int phase;
    private int produced;

    Resampler(int fromHz, int toHz, int channels, SampleSink out) {
        this(new PolyphaseFilter(fromHz, toHz), channels, out);
    }

    Resampler(PolyphaseFilter filter, int channels, SampleSink out) {
        this.filter = filter;
        this.channels = channels;
        this.out = out;
        identity = filter.phases() == filter.step();
        window = new float[channels][filter.taps() + BLOCK_GROUPS];
        block = new float[BLOCK_GROUPS * channels];
        // The first output sample lies on the first input sample: before that there was silence.
        filled = filter.half() - 1;
    }

    @Override
    public void write(float[] in, int firstGroup, int groups) throws InterruptedException {
        if (identity) {
            out.write(in, firstGroup, groups);
            return;
        }
        int taken = 0;
        while (taken < groups) {
            int some = Math.min(groups - taken, window[0].length - filled);
            for (int c = 0; c < channels; c++) {
                float[] w = window[c];
                for (int g = 0, i = (firstGroup + taken) * channels + c; g < some; g++, i += channels) {
                    w[filled + g] = in[i];
                }
            }
            taken += some;
            filled += some;
            produce();
        }
        flush();
    }

    private void produce() throws InterruptedException {
        int taps = filter.taps();
        while (first + taps <= filled) {
            for (int c = 0; c < channels; c++) {
                block[produced * channels + c] = filter.apply(phase, window[c], first);
            }
            if (++produced == BLOCK_GROUPS) {
                flush();
            }
            phase += filter.step();
            first += phase / filter.phases();
            phase %= filter.phases();
        }
        discardUsed();
    }

    private void discardUsed() {
        // One step may lead past all that has come so far; the rest of the way is walked when more comes.
        int used = Math.min(first, filled);
        for (float[] w : window) {
            System.arraycopy(w, used, w, 0, filled - used);
        }
        first -= used;
        filled -= used;
    }

    private void flush() throws InterruptedException {
        if (produced > 0) {
            int groups = produced;
            produced = 0;
            out.write(block, 0, groups);
        }
    }

    @Override
    public void end() throws InterruptedException {
        if (!identity) {
            // With half a window of silence behind it, the last input sample is the last that an output sample can lie on.
            write(new float[filter.half() * channels], 0, filter.half());
        }
        out.end();
    }
}
