package announcer.itest.framework;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;

import announcer.api.audio.PcmFormat;
import announcer.api.speech.PcmSource;
import announcer.api.speech.SpeechEngine;
import announcer.api.speech.SpeechRequest;
import announcer.api.speech.Voice;

/** A speech engine that a test registers: its voice is half a second of one tone. */
final class ToneEngine implements SpeechEngine {
    static final int MILLIS = 500;
    private static final PcmFormat FORMAT = new PcmFormat(24_000, 1);

    private final Voice voice;
    private final int hertz;
    private final CountDownLatch hang;
    private final AtomicInteger asked = new AtomicInteger();

    private ToneEngine(String name, int hertz, CountDownLatch hang) {
        this.voice = new Voice(name, "tone", Locale.ENGLISH, FORMAT);
        this.hertz = hertz;
        this.hang = hang;
    }

    static ToneEngine named(String name, int hertz) {
        return new ToneEngine(name, hertz, new CountDownLatch(0));
    }

    /** One that does not return before {@link #letGo()}, not even when it is interrupted. */
    static ToneEngine hanging(String name) {
        return new ToneEngine(name, 500, new CountDownLatch(1));
    }

    ServiceRegistration<SpeechEngine> register(int ranking) {
        return Product.context().registerService(SpeechEngine.class, this, Product.dictionary(properties(ranking)));
    }

    Map<String, Object> properties(int ranking) {
        return Map.of(SpeechEngine.NAME, voice.engine(), Constants.SERVICE_RANKING, ranking);
    }

    String voiceId() {
        return voice.id();
    }

    int asked() {
        return asked.get();
    }

    void letGo() {
        hang.countDown();
    }

    @Override
    public List<Voice> voices() {
        return List.of(voice);
    }

    @Override
    public PcmSource synthesize(SpeechRequest request) {
        asked.incrementAndGet();
        while (hang.getCount() > 0) {
            try {
                hang.await();
            } catch (InterruptedException e) {
                // As a badly made engine: it notices nothing.
                Thread.onSpinWait();
            }
        }
        return new Tone();
    }

    private final class Tone implements PcmSource {
        private int at;

        @Override
        public PcmFormat format() {
            return FORMAT;
        }

        @Override
        public int read(ByteBuffer into) {
            int left = FORMAT.sampleRateHz() * MILLIS / 1000 - at;
            if (left <= 0) {
                return -1;
            }
            int n = Math.min(left, into.remaining() / PcmFormat.BYTES_PER_SAMPLE);
            for (int i = 0; i < n; i++, at++) {
                int sample = (int) (8000 * Math.sin(2 * Math.PI * hertz * at / FORMAT.sampleRateHz()));
                into.put((byte) sample).put((byte) (sample >> 8));
            }
            return n * PcmFormat.BYTES_PER_SAMPLE;
        }

        @Override
        public void close() {
            at = Integer.MAX_VALUE / 2;
        }
    }
}
