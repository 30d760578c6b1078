package announcer.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import announcer.api.audio.PcmFormat;
import announcer.api.speech.PcmSource;
import announcer.api.speech.SpeechEngine;
import announcer.api.speech.SpeechException;
import announcer.api.speech.SpeechRequest;
import announcer.api.speech.Voice;

/** Speaks every text as a steady tone-less level: 200 ms for each character, loudness by voice. Can be told to misbehave. */
class FakeEngine implements SpeechEngine {
    static final PcmFormat FORMAT = new PcmFormat(24_000, 1);
    final Voice voice;
    private final short level;
    volatile CountDownLatch hang;
    volatile String refusal;
    volatile int failAfterFrames = -1;
    volatile int requests;
    /** What it was asked for, in order. */
    final List<SpeechRequest> asked = new CopyOnWriteArrayList<>();
    /** Hangs only at texts that hold this; null: at all. */
    volatile String hangsAt;

    FakeEngine(String name, Locale locale, int level) {
        this.voice = new Voice(name, "v", locale, FORMAT);
        this.level = (short) level;
    }

    @Override
    public List<Voice> voices() {
        return List.of(voice);
    }

    @Override
    public PcmSource synthesize(SpeechRequest r) throws SpeechException, InterruptedException {
        synchronized (this) {
            requests = requests + 1;
        }
        asked.add(r);
        CountDownLatch h = hang;
        if (h != null && (hangsAt == null || r.text().contains(hangsAt))) {
            h.await();
        }
        if (refusal != null) {
            throw new SpeechException(refusal);
        }
        int groups = r.text().length() * FORMAT.sampleRateHz() / 5;
        return new PcmSource() {
            private int at;

            @Override
            public PcmFormat format() {
                return FORMAT;
            }

            @Override
            public int read(ByteBuffer into) throws IOException {
                if (at >= groups) {
                    return -1;
                }
                if (failAfterFrames >= 0 && at >= failAfterFrames * FORMAT.sampleGroupsPerFrame()) {
                    failAfterFrames = -1;
                    throw new IOException("the engine broke down");
                }
                int n = Math.min(Math.min(into.remaining() / 2, groups - at), FORMAT.sampleGroupsPerFrame());
                for (int i = 0; i < n; i++) {
                    into.put((byte) level).put((byte) (level >> 8));
                }
                at += n;
                return n * 2;
            }

            @Override
            public void close() {
                at = Integer.MAX_VALUE;
            }
        };
    }
}
