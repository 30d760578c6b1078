package announcer.tts.freetts;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.speech.PcmSink;
import announcer.api.speech.SpeechEngine;
import announcer.api.speech.SpeechException;
import announcer.api.speech.SpeechRequest;
import announcer.api.speech.UnspeakableTextException;
import announcer.api.speech.Voice;
import announcer.lib.speech.InFlightGate;
import announcer.lib.speech.InstancePool;
import announcer.lib.speech.MonitoredSink;
import announcer.lib.thread.ThreadJoin;

/**
 * The speech engine "freetts": a pool of loaded instances for each voice, which speak on the threads of the callers. Activation loads nothing
 * itself; the warm-up has a thread of its own. Methods may be called by any thread.
 */
// Immediate, so that the warm-up begins with the bundle and not with the first announcement.
@Component(configurationPid = FreeTtsEngine.PID, immediate = true, property = SpeechEngine.NAME + "=" + KevinVoices.ENGINE)
@Designate(ocd = FreeTtsConfig.class)
public final class FreeTtsEngine implements SpeechEngine {
    static final String PID = "announcer.tts.freetts";
    static final int MAX_POOL_SIZE = 16;
    /** The most instances that may be lost at one time: each holds a thread and some 6 MB. */
    static final int MAX_LOST = 4;
    /** A voice whose text is late or was cancelled comes back within a few milliseconds. */
    static final Duration GRACE = Duration.ofSeconds(2);
    private static final Duration JOIN = Duration.ofSeconds(2);
    private static final Duration WARM_UP = Duration.ofMinutes(1);
    private static final String WARM_UP_WORDS = "Number A 42, please go to counter three. "
            + "Attention please: the office will close at half past five. Thank you for waiting.";
    private static final Logger LOG = LoggerFactory.getLogger(FreeTtsEngine.class);

    /** Loads an instance of a voice. */
    @FunctionalInterface
    interface Loader {
        Speaker load(Voice voice) throws InterruptedException;
    }

    private final Map<Voice, InstancePool<Speaker>> pools = new LinkedHashMap<>();
    private final InFlightGate gate = new InFlightGate("the speech engine freetts");
    private volatile boolean stopping;
    private final LongSupplier nanoClock;
    private final Thread warmUp = new Thread(this::warmUp, "announcer-freetts-warm-up");

    /** Called by Declarative Services. */
    @Activate
    public FreeTtsEngine(FreeTtsConfig config) {
        this(config, new KevinVoices()::load, System::nanoTime);
    }

    FreeTtsEngine(FreeTtsConfig config, Loader loader, LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        InstancePool.Limits limits = new InstancePool.Limits(poolSize(config), MAX_LOST, GRACE);
        for (Voice voice : KevinVoices.ALL) {
            pools.put(voice, new InstancePool<>(voice.id(), PID, limits, factory(voice, loader), nanoClock));
        }
        warmUp.setDaemon(true);
        if (config.warmUp()) {
            warmUp.start();
        }
    }

    private static InstancePool.Factory<Speaker> factory(Voice voice, Loader loader) {
        return new InstancePool.Factory<>() {
            @Override
            public Speaker load() throws SpeechException, InterruptedException {
                try {
                    return loader.load(voice);
                } catch (RuntimeException | Error e) {
                    // FreeTTS throws Error for anything.
                    throw new SpeechException(voice.id() + " cannot be loaded: " + e, e);
                }
            }

            @Override
            public void dispose(Speaker speaker) {
                speaker.dispose();
            }
        };
    }

    @Modified
    void modified(FreeTtsConfig config) {
        int size = poolSize(config);
        pools.values().forEach(pool -> pool.resize(size));
    }

    @Deactivate
    void deactivate() {
        stopping = true;
        // First, so that who waits for a voice is refused and does not get the one of a call that is being ended.
        pools.values().forEach(InstancePool::close);
        // The warm-up is a call too.
        List<String> running = gate.close(JOIN);
        ThreadJoin.within(warmUp, JOIN);
        if (!running.isEmpty()) {
            LOG.warn("{} did not end within {} ms and are left behind in FreeTTS", running, JOIN.toMillis());
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
        try {
            synthesize(new SpeechRequest(KevinVoices.KEVIN16, WARM_UP_WORDS, WARM_UP), pcm -> {});
        } catch (SpeechException e) {
            if (!stopping) {
                LOG.warn("the warm-up of {} failed", KevinVoices.KEVIN16.id(), e);
            }
        } catch (InterruptedException e) {
            LOG.debug("the warm-up was told to end");
        }
    }

    @Override
    public List<Voice> voices() {
        return KevinVoices.ALL;
    }

    @Override
    public void synthesize(SpeechRequest request, PcmSink sink) throws SpeechException, InterruptedException {
        InstancePool<Speaker> pool = pools.get(request.voice());
        if (pool == null) {
            throw new SpeechException("the engine freetts has no voice " + request.voice() + "; it has "
                    + KevinVoices.ALL.stream().map(Voice::id).collect(Collectors.joining(" and ")));
        }
        if (request.text().isBlank()) {
            throw new UnspeakableTextException("there is nothing to speak: the text is empty (\"\")");
        }
        MonitoredSink monitored = new MonitoredSink(request, sink, nanoClock);
        gate.pass(() -> speak(request, monitored, pool));
    }

    private static void speak(SpeechRequest request, MonitoredSink sink, InstancePool<Speaker> pool)
            throws SpeechException, InterruptedException {
        try (InstancePool<Speaker>.Lease lease = pool.take(sink.left())
                .orElseThrow(() -> sink.late("was not free (busy with other texts, or loading) within"))) {
            try {
                lease.instance().speak(request, sink);
            } catch (RuntimeException | Error e) {
                // FreeTTS throws Error for anything, and this instance may be broken.
                lease.broken();
                throw sink.failed(e);
            }
        }
        sink.expectSound("; it speaks English text, in letters and digits");
    }

    /** Instances that speak or are free, of all voices; for tests. */
    int serving() {
        return pools.values().stream().mapToInt(InstancePool::serving).sum();
    }

    /** Instances that did not come back, of all voices; for tests. */
    int lost() {
        return pools.values().stream().mapToInt(InstancePool::lost).sum();
    }
}
