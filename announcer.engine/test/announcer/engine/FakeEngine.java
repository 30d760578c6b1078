package announcer.engine;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import announcer.api.audio.PcmFormat;
import announcer.api.speech.PcmSink;
import announcer.api.speech.SpeechEngine;
import announcer.api.speech.SpeechException;
import announcer.api.speech.SpeechRequest;
import announcer.api.speech.Voice;

/** Speaks every text as a steady tone-less level: 200 ms for each character, loudness by voice. Can be told to misbehave. */
public class FakeEngine implements SpeechEngine {
    static final PcmFormat FORMAT = new PcmFormat(24_000, 1);
    public final Voice voice;
    private final short level;
    public volatile CountDownLatch hang;
    public volatile String refusal;
    public volatile int failAfterFrames = -1;
    public volatile int requests;
    /** What it was asked for, in order. */
    final List<SpeechRequest> asked = new CopyOnWriteArrayList<>();
    /** Whether it hangs on when its thread is interrupted. */
    volatile boolean deaf;
    /** How often it began to hang. */
    final AtomicInteger hangs = new AtomicInteger();
    /** Hangs only at texts that hold this; null: at all. */
    volatile String hangsAt;

    public FakeEngine(String name, Locale locale, int level) {
        this.voice = new Voice(name, "v", locale, FORMAT);
        this.level = (short) level;
    }

    @Override
    public List<Voice> voices() {
        return List.of(voice);
    }

    @Override
    public void synthesize(SpeechRequest r, PcmSink sink) throws SpeechException, InterruptedException {
        synchronized (this) {
            requests = requests + 1;
        }
        asked.add(r);
        CountDownLatch h = hang;
        if (h != null && (hangsAt == null || r.text().contains(hangsAt))) {
            hangs.incrementAndGet();
            hang(h);
        }
        if (refusal != null) {
            throw new SpeechException(refusal);
        }
        int groups = r.text().length() * FORMAT.sampleRateHz() / 5;
        ByteBuffer frame = ByteBuffer.allocate(FORMAT.bytesPerFrame());
        for (int at = 0; at < groups; at += FORMAT.sampleGroupsPerFrame()) {
            if (failAfterFrames >= 0 && at >= failAfterFrames * FORMAT.sampleGroupsPerFrame()) {
                failAfterFrames = -1;
                throw new SpeechException("the engine broke down");
            }
            frame.clear();
            for (int i = 0; i < Math.min(groups - at, FORMAT.sampleGroupsPerFrame()); i++) {
                frame.put((byte) level).put((byte) (level >> 8));
            }
            sink.write(frame.flip());
        }
    }

    private void hang(CountDownLatch until) throws InterruptedException {
        while (until.getCount() > 0) {
            try {
                until.await();
            } catch (InterruptedException e) {
                if (!deaf) {
                    throw e;
                }
            }
        }
    }
}
