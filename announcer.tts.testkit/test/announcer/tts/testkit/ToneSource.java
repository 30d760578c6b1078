package announcer.tts.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;

import announcer.api.audio.PcmFormat;
import announcer.api.audio.PcmSource;

/** A hum with a break in its middle, made while it is read. */
class ToneSource implements PcmSource {
    private static final int HARMONICS = 4;
    private static final double FADE_SECONDS = 0.02;

    private final PcmFormat format;
    private final double hz;
    private final long sound;
    private final long groups;
    private volatile boolean closed;
    private long at;

    ToneSource(PcmFormat format, double hz, double seconds, double breakSeconds) {
        this.format = format;
        this.hz = hz;
        sound = (long) (seconds * format.sampleRateHz());
        groups = sound + (long) (breakSeconds * format.sampleRateHz());
    }

    @Override
    public PcmFormat format() {
        return format;
    }

    @Override
    public int read(ByteBuffer into) throws IOException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while reading a hum");
        }
        if (closed) {
            throw new IOException("this hum was closed");
        }
        int n = (int) Math.min(groups - at, into.remaining() / format.bytesPerSampleGroup());
        for (int i = 0; i < n; i++, at++) {
            short sample = (short) (sample(at) * Short.MAX_VALUE);
            for (int channel = 0; channel < format.channels(); channel++) {
                into.put((byte) sample).put((byte) (sample >> 8));
            }
        }
        return n == 0 ? -1 : n * format.bytesPerSampleGroup();
    }

    private double sample(long group) {
        long gap = groups - sound;
        if (group >= sound / 2 && group < sound / 2 + gap) {
            return 0;
        }
        long position = group < sound / 2 ? group : group - gap;
        double seconds = position / (double) format.sampleRateHz();
        double fade = Math.min(1, Math.min(seconds, (sound - position) / (double) format.sampleRateHz()) / FADE_SECONDS);
        double sum = 0;
        for (int harmonic = 1; harmonic <= HARMONICS; harmonic++) {
            sum += Math.sin(2 * Math.PI * hz * harmonic * seconds) / harmonic;
        }
        return 0.3 * fade * sum;
    }

    @Override
    public void close() {
        closed = true;
    }
}
