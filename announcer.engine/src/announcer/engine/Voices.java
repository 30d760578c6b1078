package announcer.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.EngineStatus;
import announcer.api.speech.SpeechEngine;
import announcer.api.speech.Voice;

/** The voices of all engines that are present, and the choice among them. Asks engines, so not for the framework's own threads. */
final class Voices {
    private static final Logger LOG = LoggerFactory.getLogger(Voices.class);

    /** One voice and the engine that has it. */
    record Candidate(ServiceReference<SpeechEngine> engine, Voice voice) {}

    /**
     * What an announcement would like.
     *
     * @param asked the voice it names, as it was when it was accepted
     * @param channelVoice id of the channel's default; may be empty
     */
    record Wish(Optional<Voice> asked, String channelVoice) {}

    private final Ranked<SpeechEngine> engines;

    Voices(Ranked<SpeechEngine> engines) {
        this.engines = engines;
    }

    List<EngineStatus> engines() {
        List<EngineStatus> all = new ArrayList<>();
        for (ServiceReference<SpeechEngine> ref : engines.refs()) {
            List<Voice> voices = List.of();
            Optional<String> problem = Optional.empty();
            try {
                voices = of(ref);
            } catch (IllegalStateException e) {
                problem = Optional.of(e.getMessage());
            }
            all.add(new EngineStatus(name(ref), Ranked.bundleOf(ref), voices, problem, 0, Optional.empty()));
        }
        return all;
    }

    /** The voice with this id. */
    Optional<Voice> find(String id) {
        return all().stream().map(Candidate::voice).filter(v -> v.id().equals(id)).findFirst();
    }

    /** All voice ids, for messages. */
    List<String> ids() {
        return all().stream().map(c -> c.voice().id()).toList();
    }

    /**
     * The best candidate for a wish: the voice asked for, else the channel's default, else the first voice, by ranking of engines, in the
     * language of the wish (of any, when it names none that is known).
     *
     * @param tried engines, by service id, that have failed on this announcement
     */
    Optional<Candidate> choose(Wish wish, Set<Long> tried) {
        List<Candidate> all = all();
        Optional<Voice> channelVoice = find(all, wish.channelVoice()).map(Candidate::voice);
        Optional<String> language = wish.asked().or(() -> channelVoice).map(v -> v.locale().getLanguage());
        List<Candidate> left = all.stream().filter(c -> !tried.contains(serviceId(c.engine()))).toList();
        Optional<Candidate> asked = wish.asked().flatMap(v -> find(left, v.id()));
        Optional<Candidate> byDefault = find(left, wish.channelVoice())
                .filter(c -> language.isEmpty() || c.voice().locale().getLanguage().equals(language.get()));
        return asked.or(() -> byDefault).or(() -> left.stream()
                .filter(c -> language.isEmpty() || c.voice().locale().getLanguage().equals(language.get())).findFirst());
    }

    static long serviceId(ServiceReference<?> ref) {
        return (Long) ref.getProperty(Constants.SERVICE_ID);
    }

    private static Optional<Candidate> find(List<Candidate> among, String id) {
        return among.stream().filter(c -> c.voice().id().equals(id)).findFirst();
    }

    private List<Candidate> all() {
        List<Candidate> all = new ArrayList<>();
        for (ServiceReference<SpeechEngine> ref : engines.refs()) {
            try {
                of(ref).forEach(v -> all.add(new Candidate(ref, v)));
            } catch (IllegalStateException e) {
                // A failed engine has no voices; engines() shows why to whoever asks.
                LOG.debug("{} is left out", name(ref), e);
            }
        }
        return all;
    }

    private List<Voice> of(ServiceReference<SpeechEngine> ref) {
        String what = "speech engine " + name(ref) + " of bundle " + Ranked.bundleOf(ref);
        try (Ranked.Lease<SpeechEngine> lease = engines.lease(ref)
                .orElseThrow(() -> new IllegalStateException(what + " failed to start; the log says why"))) {
            return List.copyOf(lease.service().voices());
        } catch (IllegalStateException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            throw new IllegalStateException(what + " cannot list its voices: " + e, e);
        }
    }

    private static String name(ServiceReference<SpeechEngine> ref) {
        return String.valueOf(ref.getProperty(SpeechEngine.NAME));
    }
}
