package announcer.tts.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import announcer.api.speech.PcmSink;
import announcer.api.speech.SpeechRequest;

/**
 * A sink that checks what an engine writes. A breach ends the call and is kept until {@link #verify}, as an engine may swallow an error that is
 * thrown at it. Any thread, one at a time: two at once are such a breach.
 */
class CheckedSink implements PcmSink {
    /** No text of the kit is so long: an engine without an end is found before the memory is full. */
    private static final long LONGEST_KEPT_SECONDS = 3_600;
    private static final long LONGEST_COUNTED_SECONDS = 24 * 3_600;

    private final SpeechRequest request;
    private final boolean keeps;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final AtomicBoolean inside = new AtomicBoolean();
    private final AtomicLong total = new AtomicLong();
    private volatile String breach = "";

    /** @param keeps whether the sound is kept, or only counted */
    CheckedSink(SpeechRequest request, boolean keeps) {
        this.request = request;
        this.keeps = keeps;
    }

    @Override
    public void write(ByteBuffer pcm) throws InterruptedException {
        if (!inside.compareAndSet(false, true)) {
            refuse("two threads write into the sink of one call at once");
        }
        try {
            check(pcm.remaining());
            byte[] part = new byte[pcm.remaining()];
            pcm.get(part);
            total.addAndGet(part.length);
            if (keeps) {
                kept.writeBytes(part);
            }
            took();
        } finally {
            inside.set(false);
        }
    }

    private void check(int bytes) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the thread that speaks was interrupted");
        }
        int group = request.voice().format().bytesPerSampleGroup();
        if (bytes % group != 0) {
            refuse(request.voice().id() + " wrote " + bytes + " bytes at once, which are no whole sample groups of " + group
                    + " bytes: keep the rest for the next write");
        }
        long longest = keeps ? LONGEST_KEPT_SECONDS : LONGEST_COUNTED_SECONDS;
        if (total.get() / request.voice().format().bytesPerSecond() > longest) {
            refuse(request.voice().id() + " has spoken for " + longest + " s without an end");
        }
    }

    private void refuse(String why) throws InterruptedException {
        breach = breach.isEmpty() ? why : breach;
        throw new InterruptedException(why);
    }

    /** Called after each part; ends the call when it throws. */
    void took() throws InterruptedException {
        // Nothing more than to take it.
    }

    /** Fails when the engine wrote what it must not. */
    void verify() {
        if (!breach.isEmpty()) {
            throw new AssertionError(breach);
        }
    }

    /** Returns the number of bytes taken. */
    long total() {
        return total.get();
    }

    byte[] bytes() {
        return kept.toByteArray();
    }
}
