package announcer.engine.audio;

import java.time.Duration;
import java.util.Arrays;

import announcer.api.audio.PcmFormat;

/** A growing array of 16-bit PCM: the sound of a sentence, of which parts of speech and pauses are joined to the sample. For one thread. */
public final class PcmBuilder {
    private static final int FIRST_SECONDS = 4;

    private final PcmFormat format;
    private byte[] pcm;
    private int length;

    public PcmBuilder(PcmFormat format) {
        this.format = format;
        this.pcm = new byte[FIRST_SECONDS * format.bytesPerSecond()];
    }

    /** Adds sound of the builder's format. */
    public void add(byte[] sound) {
        room(sound.length);
        System.arraycopy(sound, 0, pcm, length, sound.length);
        length += sound.length;
    }

    /** Adds exact silence, to the nearest sample. */
    public void pause(Duration d) {
        silence(Math.toIntExact(Math.round(d.toNanos() / 1e9 * format.sampleRateHz())) * format.bytesPerSampleGroup());
    }

    /** Adds exact silence of so many bytes. */
    public void silence(int bytes) {
        room(bytes);
        length += bytes;
    }

    /** How much there is so far, in bytes. */
    public int bytes() {
        return length;
    }

    /** Returns all of it, the last frame filled up with silence. */
    public byte[] frames() {
        int frame = format.bytesPerFrame();
        // Behind the end there is nothing but zeros.
        return Arrays.copyOf(pcm, (length + frame - 1) / frame * frame);
    }

    private void room(int more) {
        if (length + more > pcm.length) {
            pcm = Arrays.copyOf(pcm, Math.max(length + more, 2 * pcm.length));
        }
    }
}
