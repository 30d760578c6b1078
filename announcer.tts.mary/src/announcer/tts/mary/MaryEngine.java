package announcer.tts.mary;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
import announcer.api.speech.Voice;

/**
 * The speech engine "mary". Activation loads nothing; MaryTTS is loaded on a thread of this component's own when there is something to
 * speak, or in the warm-up. Methods may be called by any thread; a call of {@link #synthesize} waits until there is sound.
 */
// Immediate, so that the warm-up begins with the bundle and not with the first announcement.
@Component(configurationPid = MaryEngine.PID, immediate = true, property = {SpeechEngine.NAME + "=" + VoiceCatalogue.ENGINE,
        SpeechEngine.SSML + ":Boolean=true", "service.ranking:Integer=-10"})
@Designate(ocd = MaryTtsConfig.class)
public final class MaryEngine implements SpeechEngine {
    static final String PID = "announcer.tts.mary";
    static final int MAX_POOL_SIZE = 8;
    private static final Duration JOIN = Duration.ofSeconds(4);
    private static final Logger LOG = LoggerFactory.getLogger(MaryEngine.class);

    private final NarratorPool pool;
    private VoiceCatalogue catalogue;

    /** Called by Declarative Services. */
    @Activate
    public MaryEngine(MaryTtsConfig config) {
        this(config, new MaryNarrator(), System::nanoTime);
    }

    MaryEngine(MaryTtsConfig config, Narrator narrator, LongSupplier nanoClock) {
        pool = new NarratorPool(narrator, poolSize(config), nanoClock);
        if (config.warmUp()) {
            pool.load();
        }
    }

    @Modified
    void modified(MaryTtsConfig config) {
        pool.resize(poolSize(config));
    }

    @Deactivate
    void deactivate() throws InterruptedException {
        pool.close();
        List<String> running = pool.join(System.nanoTime() + JOIN.toNanos());
        if (!running.isEmpty()) {
            LOG.warn("{} did not end within {} ms and are left behind", running, JOIN.toMillis());
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
        if (!voices().contains(request.voice())) {
            throw new SpeechException("the engine mary has no voice " + request.voice() + "; it has "
                    + voices().stream().map(Voice::id).collect(Collectors.joining(", ")));
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

    /** For tests. */
    NarratorPool pool() {
        return pool;
    }
}
