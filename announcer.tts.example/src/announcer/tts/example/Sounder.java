package announcer.tts.example;

import java.nio.ByteBuffer;

import announcer.api.audio.PcmFormat;
import announcer.api.speech.Prosody;

/** The sound of a keying, made one unit at a time. Holds nothing that changes; any thread. */
final class Sounder {
    /** PARIS timing: the word PARIS with its gap is 50 units long, so that at 25 words a minute a unit is 48 ms. */
    private static final double UNIT_SECONDS = 60.0 / (25 * 50);
    private static final double TONE_HZ = 600;
    private static final double AMPLITUDE = 0.4 * Short.MAX_VALUE;
    /** The key goes up and down softly: a step clicks. */
    private static final double RAMP_SECONDS = 0.005;

    private final String keying;
    private final int unit;
    private final int ramp;
    private final double radians;

    /** @param format mono */
    Sounder(String keying, PcmFormat format, Prosody prosody) {
        this.keying = keying;
        unit = (int) Math.round(UNIT_SECONDS / prosody.rate() * format.sampleRateHz());
        ramp = (int) (RAMP_SECONDS * format.sampleRateHz());
        radians = 2 * Math.PI * TONE_HZ * prosody.pitch() / format.sampleRateHz();
    }

    int bytesPerUnit() {
        return unit * PcmFormat.BYTES_PER_SAMPLE;
    }

    /** Puts the samples of one unit of the keying, low byte first, whatever the order of the buffer. */
    void sound(int index, ByteBuffer into) {
        for (int within = 0; within < unit; within++) {
            short sample = (short) Math.round(sample(index, within));
            into.put((byte) sample).put((byte) (sample >> 8));
        }
    }

    private double sample(int index, int within) {
        if (!isDown(index)) {
            return 0;
        }
        double loudness = 1;
        if (within < ramp && !isDown(index - 1)) {
            loudness = within / (double) ramp;
        } else if (within >= unit - ramp && !isDown(index + 1)) {
            loudness = (unit - 1 - within) / (double) ramp;
        }
        return loudness * AMPLITUDE * Math.sin(radians * ((long) index * unit + within));
    }

    private boolean isDown(int index) {
        return index >= 0 && index < keying.length() && keying.charAt(index) == '1';
    }
}
