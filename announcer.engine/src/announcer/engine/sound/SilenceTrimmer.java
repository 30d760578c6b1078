package announcer.engine.sound;

import announcer.api.audio.PcmFormat;

/**
 * Takes away the silence before and after an utterance while it streams through. Before the first sound only the last
 * {@code leadKeep} of silence is remembered. After a sound, {@code tailKeep} of silence passes at once (it will be spoken in any case);
 * what follows it is held until sound comes, which releases it unchanged, or the end, which drops it.
 */
final class SilenceTrimmer implements SampleSink {
    /** How much near-silence is held at most; exact silence is only counted and has no limit. */
    static final int HOLD_SECONDS = 2;

    private final int channels;
    private final float threshold;
    private final int tailGroups;
    private final SampleSink out;
    private final float[] lead;
    private final int leadGroups;
    private final HeldSilence held;
    private long leadSeen;
    private boolean heardSound;
    private int quietGroups;

    SilenceTrimmer(PcmFormat format, ConverterSettings settings, SampleSink out) {
        channels = format.channels();
        threshold = settings.onsetThreshold();
        leadGroups = ConverterSettings.groups(settings.leadKeep(), format.sampleRateHz());
        tailGroups = ConverterSettings.groups(settings.tailKeep(), format.sampleRateHz());
        lead = new float[leadGroups * channels];
        held = new HeldSilence(channels, HOLD_SECONDS * format.sampleRateHz(), out);
        this.out = out;
    }

    /** Whether any sound came yet. */
    boolean heardSound() {
        return heardSound;
    }

    @Override
    public void write(float[] in, int firstGroup, int groups) throws InterruptedException {
        int end = firstGroup + groups;
        int start = heardSound ? firstGroup : awaitOnset(in, firstGroup, end);
        if (start < end) {
            pass(in, start, end);
        }
    }

    /** Returns the group of the onset, or {@code end} when all of it is silence. */
    private int awaitOnset(float[] in, int first, int end) throws InterruptedException {
        int onset = first;
        while (onset < end && !isSound(in, onset)) {
            onset++;
        }
        remember(in, first, onset);
        if (onset < end) {
            heardSound = true;
            emitLead();
        }
        return onset;
    }

    private void remember(float[] in, int first, int end) {
        if (leadGroups == 0) {
            return;
        }
        for (int g = Math.max(first, end - leadGroups); g < end; g++) {
            int slot = (int) (leadSeen++ % leadGroups) * channels;
            System.arraycopy(in, g * channels, lead, slot, channels);
        }
    }

    private void emitLead() throws InterruptedException {
        if (leadSeen < leadGroups) {
            emit(lead, 0, (int) leadSeen);
        } else if (leadGroups > 0) {
            int oldest = (int) (leadSeen % leadGroups);
            emit(lead, oldest, leadGroups);
            emit(lead, 0, oldest);
        }
    }

    private void pass(float[] in, int first, int end) throws InterruptedException {
        int pending = first;
        for (int g = first; g < end; g++) {
            if (isSound(in, g)) {
                quietGroups = 0;
                held.release();
            } else if (quietGroups < tailGroups) {
                quietGroups++;
            } else {
                emit(in, pending, g);
                held.hold(in, g);
                pending = g + 1;
            }
        }
        emit(in, pending, end);
    }

    private void emit(float[] samples, int first, int end) throws InterruptedException {
        if (first < end) {
            out.write(samples, first, end - first);
        }
    }

    private boolean isSound(float[] in, int group) {
        for (int i = group * channels; i < (group + 1) * channels; i++) {
            if (Math.abs(in[i]) > threshold) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void end() throws InterruptedException {
        held.drop();
        out.end();
    }
}
