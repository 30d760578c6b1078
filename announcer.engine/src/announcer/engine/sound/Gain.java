package announcer.engine.sound;

/** Every sample times one number. */
final class Gain implements SampleSink {
    private final float gain;
    private final int channels;
    private final SampleSink out;
    private float[] scaled = new float[0];

    Gain(float gain, int channels, SampleSink out) {
        this.gain = gain;
        this.channels = channels;
        this.out = out;
    }

    @Override
    public void write(float[] in, int firstGroup, int groups) throws InterruptedException {
        int samples = groups * channels;
        if (scaled.length < samples) {
            scaled = new float[samples];
        }
        for (int k = 0, i = firstGroup * channels; k < samples; k++, i++) {
            scaled[k] = in[i] * gain;
        }
        out.write(scaled, 0, groups);
    }

    @Override
    public void end() throws InterruptedException {
        out.end();
    }
}
