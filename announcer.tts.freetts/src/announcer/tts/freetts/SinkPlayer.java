package announcer.tts.freetts;

import javax.sound.sampled.AudioFormat;

import com.sun.speech.freetts.audio.AudioPlayer;

/**
 * What FreeTTS takes for a sound card: turns its big-endian samples round and passes them on. Never throws: FreeTTS would print the
 * exception and go on.
 */
final class SinkPlayer implements AudioPlayer {
    private final PcmSink sink;
    private byte[] littleEndian = new byte[0];
    private AudioFormat format;
    private float volume = 1;

    SinkPlayer(PcmSink sink) {
        this.sink = sink;
    }

    @Override
    public boolean write(byte[] audio) {
        return write(audio, 0, audio.length);
    }

    @Override
    public boolean write(byte[] audio, int offset, int size) {
        if (littleEndian.length < size) {
            littleEndian = new byte[size];
        }
        for (int i = 0; i + 1 < size; i += 2) {
            littleEndian[i] = audio[offset + i + 1];
            littleEndian[i + 1] = audio[offset + i];
        }
        return sink.take(littleEndian, size & ~1);
    }

    @Override
    public boolean drain() {
        return sink.wanted();
    }

    @Override
    public boolean end() {
        return sink.wanted();
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
