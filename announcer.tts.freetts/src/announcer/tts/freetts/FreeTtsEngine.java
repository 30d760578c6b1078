package announcer.tts.freetts;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.audio.PcmSource;
import announcer.api.speech.PcmSink;
import announcer.api.speech.SpeechEngine;
import announcer.api.speech.SpeechException;
import announcer.api.speech.SpeechRequest;
import announcer.api.speech.UnspeakableTextException;
import announcer.api.speech.Voice;

/**
 * The speech engine "freetts". Activation starts at most one thread and loads nothing itself. Methods may be called by any thread; a call
 * of {@link #synthesize} waits until there is sound.
 */
// Immediate, so that the warm-up begins with the bundle and not with the first announcement.
@Component(configurationPid = FreeTtsEngine.PID, immediate = true, property = SpeechEngine.NAME + "=" + KevinVoices.ENGINE)
@Designate(ocd = FreeTtsConfig.class)
public final class FreeTtsEngine implements SpeechEngine {
    static final String PID = "announcer.tts.freetts";
    static final int MAX_POOL_SIZE = 16;
    private static final Duration JOIN = Duration.ofSeconds(2);
    private static final Duration WARM_UP = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(FreeTtsEngine.class);

    private final Map<Voice, SpeakerPool> pools = new LinkedHashMap<>();

    /** Called by Declarative Services. */
    @Activate
    public FreeTtsEngine(FreeTtsConfig config) {
        this(config, new KevinVoices()::speaker, System::nanoTime);
    }

    FreeTtsEngine(FreeTtsConfig config, Function<Voice, Speaker> speakers, LongSupplier nanoClock) {
        AtomicInteger threadNumber = new AtomicInteger();
        int size = poolSize(config);
        for (Voice voice : KevinVoices.ALL) {
            pools.put(voice,
                    new SpeakerPool(voice.id(), size, () -> speakers.apply(voice), threadNumber::incrementAndGet, nanoClock));
        }
        if (config.warmUp()) {
            warmUp();
        }
    }

    @Modified
    void modified(FreeTtsConfig config) {
        int size = poolSize(config);
        pools.values().forEach(pool -> pool.resize(size));
    }

    @Deactivate
    void deactivate() throws InterruptedException {
        pools.values().forEach(SpeakerPool::close);
        long until = System.nanoTime() + JOIN.toNanos();
        List<String> running = new ArrayList<>();
        for (SpeakerPool pool : pools.values()) {
            running.addAll(pool.join(until));
        }
        if (!running.isEmpty()) {
            LOG.warn("{} did not end within {} ms and are left behind", running, JOIN.toMillis());
        }
    }

    private static int poolSize(FreeTtsConfig config) {
        int size = Math.max(1, Math.min(MAX_POOL_SIZE, config.poolSize()));
        if (size != config.poolSize()) {
            LOG.warn("{}: poolSize is {}; it must be from 1 to {}; {} is used", PID, config.poolSize(), MAX_POOL_SIZE, size);
        }
        return size;
    }

    private void warmUp() {
        SpeakerPool pool = pools.get(KevinVoices.KEVIN16);
        // Nobody reads this one: it is held in memory until it is complete, and forgotten.
        SpeechRequest words = new SpeechRequest(KevinVoices.KEVIN16,
                "Number A 42, please go to counter three. Attention please: the office will close at half past five. Thank you for waiting.",
                WARM_UP);
        try {
            pool.submit(new Utterance(words, pool));
        } catch (SpeechException e) {
            LOG.warn("the warm-up of {} was not begun", KevinVoices.KEVIN16.id(), e);
        }
    }

    @Override
    public List<Voice> voices() {
        return KevinVoices.ALL;
    }

    @Override
    public void synthesize(SpeechRequest request, PcmSink sink) throws SpeechException, InterruptedException {
        try (PcmSource source = open(request)) {
            ByteBuffer buffer = ByteBuffer.allocate(8192);
            while (source.read(buffer.clear()) >= 0) {
                sink.write(buffer.flip());
            }
        } catch (IOException e) {
            throw new SpeechException(e.getMessage(), e);
        }
    }

    PcmSource open(SpeechRequest request) throws SpeechException, InterruptedException {
        SpeakerPool pool = pools.get(request.voice());
        if (pool == null) {
            throw new SpeechException("the engine freetts has no voice " + request.voice() + "; it has "
                    + KevinVoices.ALL.stream().map(Voice::id).collect(Collectors.joining(" and ")));
        }
        if (request.text().isBlank()) {
            throw new UnspeakableTextException("there is nothing to speak: the text is empty (\"\")");
        }
        Utterance utterance = new Utterance(request, pool);
        boolean begun = false;
        try {
            pool.submit(utterance);
            utterance.awaitSound();
            begun = true;
            return utterance;
        } finally {
            if (!begun) {
                utterance.close();
            }
        }
    }

    /** Instances that speak or are free, of all voices; for tests. */
    int serving() {
        return pools.values().stream().mapToInt(SpeakerPool::serving).sum();
    }

    /** Instances that did not come back, of all voices; for tests. */
    int stuck() {
        return pools.values().stream().mapToInt(SpeakerPool::stuck).sum();
    }
}
