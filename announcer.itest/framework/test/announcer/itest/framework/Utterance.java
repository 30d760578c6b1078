package announcer.itest.framework;

import java.util.Arrays;

/** The sound of one utterance; equal when every sample is. */
final class Utterance {
    private final byte[] pcm;

    /** @param pcm from its first frame that is not silent to its last; not changed afterwards */
    Utterance(byte[] pcm) {
        this.pcm = pcm;
    }

    long millis() {
        return pcm.length / 48L;
    }

    /** Whether this is where the other one begins: what remains of one that was cut off by a lost reader. */
    boolean isBeginningOf(Utterance whole) {
        return pcm.length <= whole.pcm.length && Arrays.equals(pcm, 0, pcm.length, whole.pcm, 0, pcm.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Utterance u && Arrays.equals(pcm, u.pcm);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(pcm);
    }

    @Override
    public String toString() {
        return millis() + " ms of sound (" + Integer.toHexString(hashCode()) + ")";
    }
}
