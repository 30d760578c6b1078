package announcer.tts.freetts;

import java.util.concurrent.locks.Lock;

import com.sun.speech.freetts.FreeTTSSpeakableImpl;
import com.sun.speech.freetts.OutputQueue;
import com.sun.speech.freetts.Voice;

import announcer.api.speech.Prosody;

/** A FreeTTS voice that speaks in the calling thread, whole sentences one after the other. */
final class KevinSpeaker implements Speaker {
    private final Voice voice;
    private final Lock allocation;

    /** @param allocation held while loading: FreeTTS loads into shared tables, and two loading at once can fail */
    KevinSpeaker(Voice voice, Lock allocation) {
        this.voice = voice;
        this.allocation = allocation;
    }

    @Override
    public void load() throws InterruptedException {
        allocation.lockInterruptibly();
        try {
            // Without an output queue allocate() starts an output thread of FreeTTS's own that never ends.
            // With none at the time of speaking the voice speaks in the calling thread.
            voice.setOutputQueue(new OutputQueue());
            voice.setAudioPlayer(new SinkPlayer(NOTHING_WANTED));
            voice.allocate();
            voice.setOutputQueue(null);
        } finally {
            allocation.unlock();
        }
    }

    @Override
    public void speak(String text, Prosody prosody, PcmSink sink) throws VoiceFailure {
        SinkPlayer player = new SinkPlayer(sink);
        voice.setAudioPlayer(player);
        SinkSpeakable speakable = new SinkSpeakable(text, sink);
        float ownStretch = voice.getDurationStretch();
        float ownPitch = voice.getPitch();
        float ownRange = voice.getPitchRange();
        voice.setDurationStretch((float) (ownStretch / prosody.rate()));
        voice.setPitch((float) (ownPitch * prosody.pitch()));
        // The melody too: an interval is a factor, and a high voice with a low one's melody drones.
        voice.setPitchRange((float) (ownRange * prosody.pitch()));
        try {
            voice.speak(speakable);
        } finally {
            voice.setDurationStretch(ownStretch);
            voice.setPitch(ownPitch);
            voice.setPitchRange(ownRange);
            // Keep nothing of this utterance alive.
            voice.setAudioPlayer(new SinkPlayer(NOTHING_WANTED));
        }
        if (speakable.failed) {
            throw new VoiceFailure("FreeTTS gave up underway; its own words are in the error output");
        }
    }

    @Override
    public void dispose() {
        voice.deallocate();
    }

    private static final PcmSink NOTHING_WANTED = new PcmSink() {
        @Override
        public boolean take(byte[] pcm, int length) {
            return false;
        }

        @Override
        public boolean wanted() {
            return false;
        }
    };

    /** Tells FreeTTS, which asks between words and frames, that it may stop as soon as the sink wants no more. */
    private static final class SinkSpeakable extends FreeTTSSpeakableImpl {
        private final PcmSink sink;
        private boolean failed;

        SinkSpeakable(String text, PcmSink sink) {
            super(text);
            this.sink = sink;
        }

        // Not synchronized as in the parent: all calls come from the speaking thread.
        @Override
        @SuppressWarnings("UnsynchronizedOverridesSynchronized")
        public boolean isCompleted() {
            return failed || !sink.wanted();
        }

        @Override
        @SuppressWarnings("UnsynchronizedOverridesSynchronized")
        public void cancelled() {
            // FreeTTS calls this after an exception of its own, which it prints and does not pass on; and when it was stopped.
            failed = sink.wanted();
        }

        @Override
        @SuppressWarnings("UnsynchronizedOverridesSynchronized")
        public boolean waitCompleted() {
            return !failed;
        }
    }
}
