package announcer.lib.speech;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.LongSupplier;

import announcer.api.speech.PcmSink;
import announcer.api.speech.SpeechException;
import announcer.api.speech.SpeechRequest;
import announcer.api.speech.UnspeakableTextException;
import announcer.lib.text.Excerpt;

/**
 * The sink of one call that keeps account of it: whether anything can be heard, and how much of the deadline is left. Used by one thread at
 * a time.
 */
public final class MonitoredSink implements PcmSink {
    /** The length of what messages show of a text, in characters. */
    public static final int EXCERPT = 40;
    /** A sample above this magnitude is sound: -60 dB of full scale. */
    private static final int AUDIBLE = 33;
    /** So that nobody counts more nanoseconds than there are. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private final SpeechRequest request;
    private final PcmSink sink;
    private final LongSupplier nanoClock;
    private final long startNanos;
    private boolean heard;

    /** The deadline counts from now. */
    public MonitoredSink(SpeechRequest request, PcmSink sink, LongSupplier nanoClock) {
        this.request = request;
        this.sink = sink;
        this.nanoClock = nanoClock;
        startNanos = nanoClock.getAsLong();
    }

    @Override
    public void write(ByteBuffer pcm) throws InterruptedException {
        for (int i = pcm.position(); !heard && i + 1 < pcm.limit(); i += 2) {
            heard = Math.abs((short) (pcm.get(i + 1) << 8 | pcm.get(i) & 0xff)) > AUDIBLE;
        }
        sink.write(pcm);
    }

    /** Passes on little-endian samples that begin an array. */
    public void write(byte[] pcm, int length) throws InterruptedException {
        write(ByteBuffer.wrap(pcm, 0, length));
    }

    /**
     * Ends a call that is not to go on.
     *
     * @throws InterruptedException when the thread was interrupted
     * @throws SpeechException when the deadline is over
     */
    public void check() throws SpeechException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while " + request.voice().id() + " was speaking");
        }
        if (isLate()) {
            throw late();
        }
    }

    /** Returns whether the deadline is over. */
    public boolean isLate() {
        return left().isNegative();
    }

    /** Returns what is left of the deadline, a day at most; negative when it is over. */
    public Duration left() {
        Duration deadline = request.deadline().compareTo(LONGEST) < 0 ? request.deadline() : LONGEST;
        return deadline.minusNanos(nanoClock.getAsLong() - startNanos);
    }

    /** Returns what a caller is told whose text took too long. */
    public SpeechException late() {
        return late("did not finish within");
    }

    /** @param verb the end of a sentence about the voice, up to the time that was allowed */
    public SpeechException late(String verb) {
        return new SpeechException(
                request.voice().id() + " " + verb + " " + request.deadline().toMillis() + " ms: "
                        + Excerpt.quoted(request.text(), EXCERPT));
    }

    /** Returns what a caller is told when the voice failed at its text. */
    public SpeechException failed(Throwable cause) {
        return new SpeechException(request.voice().id() + " failed at " + Excerpt.quoted(request.text(), EXCERPT) + ": " + cause, cause);
    }

    /**
     * Refuses a text that was spoken whole and is not to be heard.
     *
     * @param hint what the voice does speak, after a semicolon; or empty
     */
    public void expectSound(String hint) throws UnspeakableTextException {
        if (!heard) {
            throw new UnspeakableTextException(
                    request.voice().id() + " has no sound for " + Excerpt.quoted(request.text(), EXCERPT) + hint);
        }
    }
}
