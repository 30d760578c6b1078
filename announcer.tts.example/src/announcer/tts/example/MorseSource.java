package announcer.tts.example;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import announcer.api.audio.PcmFormat;
import announcer.api.audio.PcmSource;
import announcer.api.speech.SpeechRequest;

/** The sound of one text, made while it is read: however long the text, nothing is held. */
final class MorseSource implements PcmSource {
    /** PARIS timing: the word PARIS with its gap is 50 units long, so that at 25 words a minute a unit is 48 ms. */
    private static final double UNIT_SECONDS = 60.0 / (25 * 50);
    private static final double TONE_HZ = 600;
    private static final double AMPLITUDE = 0.4 * Short.MAX_VALUE;
    /** The key goes up and down softly: a step clicks. */
    private static final double RAMP_SECONDS = 0.005;

    private final SpeechRequest request;
    private final PcmFormat format;
    private final String keying;
    private final LongSupplier nanoClock;
    private final Consumer<MorseSource> whenClosed;
    private final int unit;
    private final int ramp;
    private final double radians;
    private long at;
    private long spentNanos;
    private volatile String ended;

    MorseSource(SpeechRequest request, String keying, LongSupplier nanoClock, Consumer<MorseSource> whenClosed) {
        this.request = request;
        this.keying = keying;
        this.nanoClock = nanoClock;
        this.whenClosed = whenClosed;
        format = request.voice().format();
        unit = (int) Math.round(UNIT_SECONDS / request.prosody().rate() * format.sampleRateHz());
        ramp = (int) (RAMP_SECONDS * format.sampleRateHz());
        radians = 2 * Math.PI * TONE_HZ * request.prosody().pitch() / format.sampleRateHz();
    }

    @Override
    public PcmFormat format() {
        return format;
    }

    @Override
    public int read(ByteBuffer into) throws IOException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while reading " + request.voice().id());
        }
        if (into.remaining() < format.bytesPerSampleGroup()) {
            throw new IllegalArgumentException("the buffer has room for " + into.remaining() + " bytes; a sample needs 2");
        }
        long length = (long) keying.length() * unit;
        check(at < length);
        // A second at most, so that a close or a missed deadline is noticed soon.
        int samples = (int) Math.min(Math.min(format.sampleRateHz(), into.remaining() / 2), length - at);
        long start = nanoClock.getAsLong();
        for (int i = 0; i < samples; i++) {
            put(into, sample(at++));
        }
        spentNanos += nanoClock.getAsLong() - start;
        return samples == 0 ? -1 : samples * 2;
    }

    private void check(boolean more) throws IOException {
        String reason = ended;
        if (reason != null) {
            throw new IOException(reason);
        }
        // Only the time that the reader waits counts: one that takes its time does not make the engine late.
        if (more && spentNanos > request.deadline().toNanos()) {
            throw new IOException(request.voice().id() + " did not finish within " + request.deadline().toMillis() + " ms");
        }
    }

    private double sample(long position) {
        int now = (int) (position / unit);
        int within = (int) (position % unit);
        if (!isDown(now)) {
            return 0;
        }
        double loudness = 1;
        if (within < ramp && !isDown(now - 1)) {
            loudness = within / (double) ramp;
        } else if (within >= unit - ramp && !isDown(now + 1)) {
            loudness = (unit - 1 - within) / (double) ramp;
        }
        return loudness * AMPLITUDE * Math.sin(radians * position);
    }

    private boolean isDown(int index) {
        return index >= 0 && index < keying.length() && keying.charAt(index) == '1';
    }

    /** Low byte first, whatever the order of the buffer. */
    private static void put(ByteBuffer into, double sample) {
        short value = (short) Math.round(sample);
        into.put((byte) value).put((byte) (value >> 8));
    }

    /** The engine goes away: an error, as the text is not complete. */
    void stop() {
        ended = request.voice().id() + " was stopped before it had finished";
    }

    @Override
    public void close() {
        ended = "this utterance was closed";
        whenClosed.accept(this);
    }
}
