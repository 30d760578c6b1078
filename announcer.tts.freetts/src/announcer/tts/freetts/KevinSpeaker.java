package announcer.tts.freetts;

import java.util.concurrent.locks.Lock;

import com.sun.speech.freetts.FreeTTSSpeakableImpl;
import com.sun.speech.freetts.OutputQueue;
import com.sun.speech.freetts.Voice;
import com.sun.speech.freetts.audio.AudioPlayer;
import com.sun.speech.freetts.audio.NullAudioPlayer;

import announcer.api.speech.Prosody;
import announcer.api.speech.SpeechException;
import announcer.api.speech.SpeechRequest;
import announcer.lib.speech.MonitoredSink;

/** A FreeTTS voice that speaks in the calling thread, whole sentences one after the other. */
final class KevinSpeaker implements Speaker {
    /** The player that the voice holds between two texts, so that nothing of the last one is kept alive. */
    private static final AudioPlayer NOBODY = new NullAudioPlayer();

    private final Voice voice;
    private final FreeTtsText wording;

    private KevinSpeaker(Voice voice) {
        this.voice = voice;
        wording = new FreeTtsText(voice);
    }

    /**
     * Loads what a voice needs; heavy.
     *
     * @param allocation held while loading: FreeTTS loads into shared tables, and two loading at once can fail
     */
    static KevinSpeaker load(Voice voice, Lock allocation) throws InterruptedException {
        allocation.lockInterruptibly();
        try {
            // Without an output queue allocate() starts an output thread of FreeTTS's own that never ends.
            // With none at the time of speaking the voice speaks in the calling thread.
            voice.setOutputQueue(new OutputQueue());
            voice.setAudioPlayer(NOBODY);
            voice.allocate();
            voice.setOutputQueue(null);
            return new KevinSpeaker(voice);
        } finally {
            allocation.unlock();
        }
    }

    @Override
    public void speak(SpeechRequest request, MonitoredSink sink) throws SpeechException, InterruptedException {
        String words = wording.of(request.voice(), request.text()).text();
        if (words.isEmpty()) {
            return;
        }
        sink.check();
        SinkPlayer player = new SinkPlayer(sink);
        voice.setAudioPlayer(player);
        PlayedText text = new PlayedText(words, player);
        Prosody prosody = request.prosody();
        float ownStretch = voice.getDurationStretch();
        float ownPitch = voice.getPitch();
        float ownRange = voice.getPitchRange();
        voice.setDurationStretch((float) (ownStretch / prosody.rate()));
        voice.setPitch((float) (ownPitch * prosody.pitch()));
        // The melody too: an interval is a factor, and a high voice with a low one's melody drones.
        voice.setPitchRange((float) (ownRange * prosody.pitch()));
        try {
            voice.speak(text);
        } finally {
            voice.setDurationStretch(ownStretch);
            voice.setPitch(ownPitch);
            voice.setPitchRange(ownRange);
            voice.setAudioPlayer(NOBODY);
        }
        player.rethrow();
        if (text.failed) {
            throw new SpeechException(request.voice().id() + ": FreeTTS gave up underway; its own words are in the error output");
        }
    }

    /** What is made of a text before there is sound. */
    FreeTtsText wording() {
        return wording;
    }

    @Override
    public void dispose() {
        voice.deallocate();
    }

    /** Tells FreeTTS, which asks between words and frames, that it may stop as soon as no more is wanted. */
    private static final class PlayedText extends FreeTTSSpeakableImpl {
        private final SinkPlayer player;
        private boolean failed;

        PlayedText(String text, SinkPlayer player) {
            super(text);
            this.player = player;
        }

        // Not synchronized as in the parent: all calls come from the speaking thread.
        @Override
        @SuppressWarnings("UnsynchronizedOverridesSynchronized")
        public boolean isCompleted() {
            return failed || !player.wanted();
        }

        @Override
        @SuppressWarnings("UnsynchronizedOverridesSynchronized")
        public void cancelled() {
            // FreeTTS calls this after an exception of its own, which it prints and does not pass on; and when it was stopped.
            failed = player.wanted();
        }

        @Override
        @SuppressWarnings("UnsynchronizedOverridesSynchronized")
        public boolean waitCompleted() {
            return !failed;
        }
    }
}
