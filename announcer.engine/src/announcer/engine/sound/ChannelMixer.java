package announcer.engine.sound;

/** One audio channel to two (the same on both) or two to one (their mean, which cannot overflow). Equal numbers pass unchanged. */
final class ChannelMixer implements SampleSink {
    private final int from;
    private final int to;
    private final SampleSink out;
    private float[] mixed = new float[0];

    ChannelMixer(int from, int to, SampleSink out) {
        this.from = from;
        this.to = to;
        this.out = out;
    }

    @Override
    public void write(float[] in, int firstGroup, int groups) throws InterruptedException {
        if (from == to) {
            out.write(in, firstGroup, groups);
            return;
        }
        if (mixed.length < groups * to) {
            mixed = new float[groups * to];
        }
        if (to == 1) {
            for (int g = 0, i = 2 * firstGroup; g < groups; g++, i += 2) {
                mixed[g] = (in[i] + in[i + 1]) * 0.5f;
            }
        } else {
            for (int g = 0; g < groups; g++) {
                mixed[2 * g] = in[firstGroup + g];
                mixed[2 * g + 1] = in[firstGroup + g];
            }
        }
        out.write(mixed, 0, groups);
    }

    @Override
    public void end() throws InterruptedException {
        out.end();
    }
}
