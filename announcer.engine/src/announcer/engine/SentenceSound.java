package announcer.engine;

import java.time.Duration;
import java.util.Arrays;

import announcer.api.audio.PcmFormat;

/** Gathers the sound of a sentence: parts of speech and pauses, joined to the sample. One thread. */
final class SentenceSound {
    private static final int FIRST_SECONDS = 4;

    private final PcmFormat format;
    private byte[] pcm;
    private int length;

    SentenceSound(PcmFormat format) {
        this.format = format;
        this.pcm = new byte[FIRST_SECONDS * format.bytesPerSecond()];
    }

    void add(byte[] frame) {
        room(frame.length);
        System.arraycopy(frame, 0, pcm, length, frame.length);
        length += frame.length;
    }

    /** Where the next sample will come, in bytes. */
    int length() {
        return length;
    }

    /** Takes away what is behind a place: the zeros that filled up the last frame of a part. */
    void cutTo(int bytes) {
        Arrays.fill(pcm, bytes, length, (byte) 0);
        length = bytes;
    }

    /** Turns all from a place on into exact silence. */
    void mute(int fromByte) {
        Arrays.fill(pcm, fromByte, length, (byte) 0);
    }

    /** Adds exact silence, to the nearest sample. */
    void pause(Duration d) {
        int bytes = Math.toIntExact(Math.round(d.toNanos() / 1e9 * format.sampleRateHz())) * format.bytesPerSampleGroup();
        room(bytes);
        length += bytes;
    }

    /** All of it, the last frame filled up with silence. */
    byte[] frames() {
        int frame = format.bytesPerFrame();
        int whole = (length + frame - 1) / frame * frame;
        room(whole - length);
        // Behind the end there is nothing but zeros.
        return Arrays.copyOf(pcm, whole);
    }

    private void room(int more) {
        if (length + more > pcm.length) {
            pcm = Arrays.copyOf(pcm, Math.max(length + more, 2 * pcm.length));
        }
    }
}
