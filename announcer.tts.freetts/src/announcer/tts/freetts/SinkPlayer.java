package announcer.tts.freetts;

import javax.sound.sampled.AudioFormat;

import com.sun.speech.freetts.audio.AudioPlayer;

import announcer.api.speech.SpeechException;
import announcer.lib.speech.MonitoredSink;

/**
 * The sound card of one text, as FreeTTS sees it: turns its big-endian samples round and passes them on. It never throws, since FreeTTS would
 * print the exception and go on: it keeps what the sink throws, and says that no more is wanted. One thread.
 */
final class SinkPlayer implements AudioPlayer {
    private final MonitoredSink sink;
    private byte[] littleEndian = new byte[0];
    private InterruptedException interruption;
    private RuntimeException failure;
    private AudioFormat format;
    private float volume = 1;

    SinkPlayer(MonitoredSink sink) {
        this.sink = sink;
    }

    @Override
    public boolean write(byte[] audio) {
        return write(audio, 0, audio.length);
    }

    @Override
    public boolean write(byte[] audio, int offset, int size) {
        if (!wanted()) {
            return false;
        }
        if (littleEndian.length < size) {
            littleEndian = new byte[size];
        }
        for (int i = 0; i + 1 < size; i += 2) {
            littleEndian[i] = audio[offset + i + 1];
            littleEndian[i + 1] = audio[offset + i];
        }
        try {
            sink.write(littleEndian, size & ~1);
        } catch (InterruptedException e) {
            interruption = e;
        } catch (RuntimeException e) {
            failure = e;
        }
        return wanted();
    }

    /** Returns whether the text is to be spoken on. */
    boolean wanted() {
        return interruption == null && failure == null && !Thread.currentThread().isInterrupted() && !sink.isLate();
    }

    /** Tells the caller why no more was wanted, if it was so. */
    void rethrow() throws SpeechException, InterruptedException {
        if (interruption != null) {
            throw interruption;
        }
        if (failure != null) {
            throw failure;
        }
        sink.check();
    }

    @Override
    public boolean drain() {
        return wanted();
    }

    @Override
    public boolean end() {
        return wanted();
    }

    @Override
    public void setAudioFormat(AudioFormat audioFormat) {
        format = audioFormat;
    }

    @Override
    public AudioFormat getAudioFormat() {
        return format;
    }

    @Override
    public float getVolume() {
        return volume;
    }

    @Override
    public void setVolume(float volume) {
        this.volume = volume;
    }

    @Override
    public long getTime() {
        return -1;
    }

    // What a sound card would do has no meaning here.

    @Override
    public void pause() {
    }

    @Override
    public void resume() {
    }

    @Override
    public void reset() {
    }

    @Override
    public void begin(int size) {
    }

    @Override
    public void cancel() {
    }

    @Override
    public void close() {
    }

    @Override
    public void resetTime() {
    }

    @Override
    public void startFirstSampleTimer() {
    }

    @Override
    public void showMetrics() {
    }
}
