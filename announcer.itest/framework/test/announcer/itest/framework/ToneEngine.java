package announcer.itest.framework;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;

import announcer.api.audio.PcmFormat;
import announcer.api.speech.PcmSink;
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
    private final int hangsAfterMillis;
    private final AtomicInteger asked = new AtomicInteger();
    private final List<String> texts = new CopyOnWriteArrayList<>();
    private volatile boolean halted;

    private ToneEngine(String name, int hertz, CountDownLatch hang, int hangsAfterMillis) {
        this.voice = new Voice(name, "tone", Locale.ENGLISH, FORMAT);
        this.hertz = hertz;
        this.hang = hang;
        this.hangsAfterMillis = hangsAfterMillis;
    }

    static ToneEngine named(String name, int hertz) {
        return new ToneEngine(name, hertz, new CountDownLatch(0), 0);
    }

    /** One that does not return before {@link #letGo()}, not even when it is interrupted. */
    static ToneEngine hanging(String name) {
        return new ToneEngine(name, 500, new CountDownLatch(1), 0);
    }

    /** One that gives so much of its sound and no more, until it is told to end: then it ends as if that were all. */
    static ToneEngine haltingAfter(String name, int millis) {
        return new ToneEngine(name, 500, new CountDownLatch(1), millis);
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

    /** Whether somebody waits for the rest of its sound. */
    boolean isHalted() {
        return halted;
    }

    int asked() {
        return asked.get();
    }

    /** What it was asked to say, in order. */
    List<String> texts() {
        return List.copyOf(texts);
    }

    void letGo() {
        hang.countDown();
    }

    @Override
    public List<Voice> voices() {
        return List.of(voice);
    }

    @Override
    public void synthesize(SpeechRequest request, PcmSink sink) throws InterruptedException {
        asked.incrementAndGet();
        texts.add(request.text());
        if (hangsAfterMillis == 0) {
            hang();
            sink.write(tone(0, MILLIS));
            return;
        }
        sink.write(tone(0, hangsAfterMillis));
        halted = true;
        try {
            hang.await();
        } catch (InterruptedException e) {
            // As a badly made engine: it ends as if that were all, and halts no more.
            hang.countDown();
            return;
        }
        sink.write(tone(hangsAfterMillis, MILLIS));
    }

    private void hang() {
        while (hang.getCount() > 0) {
            try {
                hang.await();
            } catch (InterruptedException e) {
                // As a badly made engine: it notices nothing.
                Thread.onSpinWait();
            }
        }
    }

    private ByteBuffer tone(int fromMillis, int toMillis) {
        int perMilli = FORMAT.sampleRateHz() / 1000;
        ByteBuffer pcm = ByteBuffer.allocate((toMillis - fromMillis) * perMilli * PcmFormat.BYTES_PER_SAMPLE);
        for (int at = fromMillis * perMilli; at < toMillis * perMilli; at++) {
            int sample = (int) (8000 * Math.sin(2 * Math.PI * hertz * at / FORMAT.sampleRateHz()));
            pcm.put((byte) sample).put((byte) (sample >> 8));
        }
        return pcm.flip();
    }
}
