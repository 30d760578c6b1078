package announcer.tts.testkit;

import java.nio.ByteBuffer;

import announcer.api.audio.PcmFormat;
import announcer.api.speech.PcmSink;

/** A hum with a break in its middle. */
final class Tone {
    private static final int HARMONICS = 4;
    private static final double FADE_SECONDS = 0.02;
    private static final int GROUPS_AT_ONCE = 1_000;

    private final PcmFormat format;
    private final double hz;
    private final long sound;
    private final long groups;

    Tone(PcmFormat format, double hz, double seconds, double breakSeconds) {
        this.format = format;
        this.hz = hz;
        sound = (long) (seconds * format.sampleRateHz());
        groups = sound + (long) (breakSeconds * format.sampleRateHz());
    }

    void into(PcmSink sink) throws InterruptedException {
        ByteBuffer part = ByteBuffer.allocate(GROUPS_AT_ONCE * format.bytesPerSampleGroup());
        for (long at = 0; at < groups;) {
            part.clear();
            for (int i = 0; i < GROUPS_AT_ONCE && at < groups; i++, at++) {
                short sample = (short) (sample(at) * Short.MAX_VALUE);
                for (int channel = 0; channel < format.channels(); channel++) {
                    part.put((byte) sample).put((byte) (sample >> 8));
                }
            }
            sink.write(part.flip());
        }
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
}
