package announcer.engine.voice;

import announcer.lib.time.MonotonicClock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

import announcer.api.EngineStatus;
import announcer.api.VoiceFigures;
import announcer.api.speech.SpeechEngine;
import announcer.api.speech.Voice;
import announcer.engine.text.EngineMarkup;
import announcer.engine.util.RankedServices;

/** The voices of all engines that are present, and when those went that are not. Asks engines, so not for the framework's own threads. */
public final class VoiceCatalog {
    /** One voice and the engine that has it. */
    public record Candidate(ServiceReference<SpeechEngine> engine, Voice voice) {
        public long serviceId() {
            return VoiceCatalog.serviceId(engine);
        }

        public String language() {
            return VoiceCatalog.language(voice.locale());
        }

        /** What its engine understands beside plain text. */
        public EngineMarkup markup() {
            boolean silent = engine.getProperty(SpeechEngine.PHONEMES) == null;
            return new EngineMarkup(Boolean.TRUE.equals(engine.getProperty(SpeechEngine.SSML)),
                    silent ? Optional.empty() : Optional.of(Set.copyOf(phonemes(engine))));
        }
    }

    private final RankedServices<SpeechEngine> engines;
    private final VoiceQuery lists;
    private final EngineCircuitBreaker health;
    private final MonotonicClock clock;
    // When a voice went, by its id; those that are there are not in it.
    private final Map<String, Long> goneNanos = new ConcurrentHashMap<>();

    public VoiceCatalog(RankedServices<SpeechEngine> engines, EngineCircuitBreaker health, MonotonicClock clock) {
        this(engines, health, clock, VoiceQuery.PATIENCE_MILLIS);
    }

    public VoiceCatalog(RankedServices<SpeechEngine> engines, EngineCircuitBreaker health, MonotonicClock clock, long patienceMillis) {
        this.engines = engines;
        this.lists = new VoiceQuery(engines, clock, patienceMillis);
        this.health = health;
        this.clock = clock;
    }

    /** An engine's service goes. Asks nobody: for the framework's threads. */
    public void gone(long serviceId) {
        long now = clock.nanoTime();
        lists.forget(serviceId).forEach(v -> goneNanos.put(v.id(), now));
        health.forget(serviceId);
    }

    /** How long ago a voice went that was here before; empty when it is here, or never was. */
    OptionalLong goneFor(String id) {
        Long at = goneNanos.get(id);
        return at == null ? OptionalLong.empty() : OptionalLong.of(clock.nanoTime() - at);
    }

    /** @param figures what is known of a voice by use */
    public List<EngineStatus> engines(InstantSource wall, Function<Candidate, VoiceFigures> figures) {
        List<EngineStatus> all = new ArrayList<>();
        for (ServiceReference<SpeechEngine> ref : engines.refs()) {
            VoiceQuery.Answer answer = lists.of(ref);
            OptionalLong aside = health.setAsideNanos(serviceId(ref));
            all.add(new EngineStatus(name(ref), RankedServices.bundleOf(ref), answer.voices(), answer.problem(),
                    health.failures(serviceId(ref)),
                    aside.isPresent() ? Optional.of(wall.instant().plus(Duration.ofNanos(aside.getAsLong()))) : Optional.empty(),
                    answer.voices().stream().collect(Collectors.toMap(Voice::id, v -> figures.apply(new Candidate(ref, v)), (a, b) -> a)),
                    phonemes(ref)));
        }
        return all;
    }

    /** All voices of all engines, by ranking of engines, then in the engine's own order. */
    public List<Candidate> all() {
        List<Candidate> all = new ArrayList<>();
        for (ServiceReference<SpeechEngine> ref : engines.refs()) {
            // A failed engine has no voices; engines() shows why to whoever asks.
            List<Voice> offered = lists.of(ref).voices();
            offered.forEach(v -> goneNanos.remove(v.id()));
            if (engines.refs().contains(ref)) {
                offered.forEach(v -> all.add(new Candidate(ref, v)));
            } else {
                // It went while it was asked: what gone() has noted, or is about to note, must stay.
                offered.forEach(v -> goneNanos.putIfAbsent(v.id(), clock.nanoTime()));
            }
        }
        return all;
    }

    /** Whether the engine is set aside since it failed too often. */
    boolean isSetAside(Candidate c) {
        return health.setAsideNanos(c.serviceId()).isPresent();
    }

    /** The language of a locale; Mandarin is Chinese, by whichever of its two codes. */
    public static String language(Locale locale) {
        return locale.getLanguage().equals("cmn") ? "zh" : locale.getLanguage();
    }

    public static long serviceId(ServiceReference<?> ref) {
        return (Long) ref.getProperty(Constants.SERVICE_ID);
    }

    /** Ends the threads that ask. */
    public void close() {
        lists.close();
    }

    /** The alphabets of the phonemes that it speaks, each once. */
    private static List<String> phonemes(ServiceReference<SpeechEngine> ref) {
        Object property = ref.getProperty(SpeechEngine.PHONEMES);
        Stream<?> all = property instanceof Object[] array
                ? Stream.of(array)
                : property instanceof Collection<?> several ? several.stream() : Stream.ofNullable(property);
        return all.map(String::valueOf).distinct().toList();
    }

    static String name(ServiceReference<SpeechEngine> ref) {
        return String.valueOf(ref.getProperty(SpeechEngine.NAME));
    }
}
