package announcer.tts.mary;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
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
import announcer.api.speech.Voice;
import announcer.lib.speech.InFlightGate;
import announcer.lib.speech.InstancePool;
import announcer.lib.speech.MonitoredSink;

/**
 * The speech engine "mary". Activation loads nothing; MaryTTS is loaded on a thread of this component's own when there is something to
 * speak, or in the warm-up. Methods may be called by any thread.
 */
// Immediate, so that the warm-up begins with the bundle and not with the first announcement.
@Component(configurationPid = MaryEngine.PID, immediate = true, property = {SpeechEngine.NAME + "=" + VoiceCatalogue.ENGINE,
        SpeechEngine.SSML + ":Boolean=true", SpeechEngine.PHONEMES + "=ipa", "service.ranking:Integer=-10"})
@Designate(ocd = MaryTtsConfig.class)
public final class MaryEngine implements SpeechEngine {
    static final String PID = "announcer.tts.mary";
    static final int MAX_POOL_SIZE = 8;
    private static final Duration JOIN = Duration.ofSeconds(4);
    private static final Logger LOG = LoggerFactory.getLogger(MaryEngine.class);

    /** The most texts that may be lost at one time: each may hold 10 MB. */
    static final int MAX_LOST = 3;

    private final NarratorLoader loader;
    private final InstancePool<ThreadGroup> pool;
    private final InFlightGate gate = new InFlightGate("the speech engine mary");
    private final LongSupplier nanoClock;
    private VoiceCatalogue catalogue;

    /** Called by Declarative Services. */
    @Activate
    public MaryEngine(MaryTtsConfig config) {
        this(config, new MaryNarrator(), System::nanoTime);
    }

    MaryEngine(MaryTtsConfig config, Narrator narrator, LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        loader = new NarratorLoader(narrator);
        pool = new InstancePool<>("the speech engine mary", PID, new InstancePool.Limits(poolSize(config), MAX_LOST, NarratorCall.GRACE),
                groups(), nanoClock);
        if (config.warmUp()) {
            loader.begin();
        }
    }

    /** Thread groups are kept and lent, since Java 17 never lets go of one. */
    private static InstancePool.Factory<ThreadGroup> groups() {
        AtomicInteger made = new AtomicInteger();
        return new InstancePool.Factory<>() {
            @Override
            public ThreadGroup load() {
                return new ThreadGroup("announcer-mary-" + made.incrementAndGet());
            }

            @Override
            public void dispose(ThreadGroup group) {
                // It is empty, and some 100 bytes.
            }
        };
    }

    @Modified
    void modified(MaryTtsConfig config) {
        pool.resize(poolSize(config));
    }

    @Deactivate
    void deactivate() {
        // First, so that who waits for an instance is refused and does not get the one of a call that is being ended.
        pool.close();
        // Both are told before either is waited for.
        loader.stop();
        List<String> running = gate.close(JOIN);
        boolean ended = loader.close(JOIN);
        if (!running.isEmpty() || !ended) {
            LOG.warn("{}{} did not end within {} ms and are left behind in MaryTTS", running, ended ? "" : ", its loader",
                    JOIN.toMillis());
        }
    }

    private static int poolSize(MaryTtsConfig config) {
        int size = Math.max(1, Math.min(MAX_POOL_SIZE, config.poolSize()));
        if (size != config.poolSize()) {
            LOG.warn("{}: poolSize is {}; it must be from 1 to {}; {} is used", PID, config.poolSize(), MAX_POOL_SIZE, size);
        }
        return size;
    }

    /** Fragments are attached when the bundle is resolved, so what is there stays so for the life of this class loader. */
    private synchronized VoiceCatalogue catalogue() {
        if (catalogue == null) {
            catalogue = new VoiceCatalogue(MaryEngine.class.getClassLoader());
        }
        return catalogue;
    }

    @Override
    public List<Voice> voices() {
        return catalogue().voices();
    }

    @Override
    public Optional<String> problem() {
        return catalogue().problem();
    }

    @Override
    public void synthesize(SpeechRequest request, PcmSink sink) throws SpeechException, InterruptedException {
        if (!voices().contains(request.voice())) {
            throw new SpeechException("the engine mary has no voice " + request.voice() + "; it has "
                    + voices().stream().map(Voice::id).collect(Collectors.joining(", ")));
        }
        NarratorCall.Exit exit = new NarratorCall.Exit(sink);
        MonitoredSink monitored = new MonitoredSink(request, exit, nanoClock);
        try {
            gate.pass(() -> speak(request, monitored));
        } finally {
            exit.leave();
        }
    }

    private void speak(SpeechRequest request, MonitoredSink sink) throws SpeechException, InterruptedException {
        Narrator narrator;
        try {
            narrator = loader.await(sink.left());
        } catch (TimeoutException e) {
            throw sink.late("is still loading (that takes 2 to 7 seconds, once) and could not speak within");
        }
        // Not closed here: the call's own thread does that when MaryTTS has let go of the text.
        InstancePool<ThreadGroup>.Lease place = pool.take(sink.left())
                .orElseThrow(() -> sink.late("was not free, as it is busy with other texts, within"));
        new NarratorCall(narrator, request, sink, place).run();
    }

    /** Texts that did not come back; for tests. */
    int lost() {
        return pool.lost();
    }
}
