package announcer.engine.sound;

import java.util.Arrays;

/**
 * Silence of which it is not known yet whether sound will follow. Exact zeros at its end are a count, so a pause of any length costs
 * nothing; samples that are merely quiet are kept as they are, up to a limit. Past the limit all of it is released: an utterance may
 * then end with more silence than wanted, which does no harm, and memory stays bounded.
 */
final class HeldSilence {
    private static final int FIRST_GROUPS = 1024;
    private static final int BLOCK_GROUPS = 512;

    private final int channels;
    private final int limitGroups;
    private final SampleSink out;
    private final float[] zeroBlock;
    private float[] quiet = new float[0];
    private int quietGroups;
    private long zeroGroups;

    HeldSilence(int channels, int limitGroups, SampleSink out) {
        this.channels = channels;
        this.limitGroups = limitGroups;
        this.out = out;
        zeroBlock = new float[BLOCK_GROUPS * channels];
    }

    void hold(float[] in, int group) throws InterruptedException {
        if (isZero(in, group)) {
            zeroGroups++;
            return;
        }
        if (quietGroups + zeroGroups + 1 > limitGroups) {
            release();
        }
        int groups = (int) (quietGroups + zeroGroups);
        makeRoom(groups + 1);
        // The zeros between two quiet samples become real ones; the array may hold older sound there.
        Arrays.fill(quiet, quietGroups * channels, groups * channels, 0);
        System.arraycopy(in, group * channels, quiet, groups * channels, channels);
        quietGroups = groups + 1;
        zeroGroups = 0;
    }

    /** Passes all of it on, unchanged. */
    void release() throws InterruptedException {
        for (int g = 0; g < quietGroups; g += BLOCK_GROUPS) {
            out.write(quiet, g, Math.min(BLOCK_GROUPS, quietGroups - g));
        }
        while (zeroGroups > 0) {
            int groups = (int) Math.min(zeroGroups, BLOCK_GROUPS);
            out.write(zeroBlock, 0, groups);
            zeroGroups -= groups;
        }
        quietGroups = 0;
    }

    /** Forgets all of it. */
    void drop() {
        quietGroups = 0;
        zeroGroups = 0;
    }

    /** Sample groups that take memory now. */
    int storedGroups() {
        return quiet.length / channels;
    }

    private void makeRoom(int groups) {
        if (groups * channels > quiet.length) {
            int doubled = Math.max(FIRST_GROUPS, 2 * quiet.length / channels);
            quiet = Arrays.copyOf(quiet, Math.min(Math.max(doubled, groups), limitGroups) * channels);
        }
    }

    private boolean isZero(float[] in, int group) {
        for (int i = group * channels; i < (group + 1) * channels; i++) {
            if (in[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
