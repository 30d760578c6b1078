package announcer.engine.synthesis;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.lexicon.Lexicon;
import announcer.api.lexicon.SpokenPart;
import announcer.engine.text.EngineMarkup;
import announcer.engine.text.Pronunciation;
import announcer.engine.text.sayas.Characters;
import announcer.engine.util.RankedServices;
import announcer.engine.voice.VoiceCatalog;
import announcer.lib.log.LogThrottle;
import announcer.lib.time.MonotonicClock;

/**
 * Asks the lexicon, if there is one, for each text that is given to a speech engine. It may come, go and change at any time: no text is lost to
 * that, nor to one that fails. Any thread.
 */
public final class Pronouncer implements Pronunciation {
    private static final Logger LOG = LoggerFactory.getLogger(Pronouncer.class);

    private static final int MOST_TOLD = 1_000;

    private final RankedServices<Lexicon> lexicons;
    /** Voices and words of which the log has it that their phonemes are not spoken. */
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final LogThrottle throttle;

    public Pronouncer(RankedServices<Lexicon> lexicons, MonotonicClock clock) {
        this.lexicons = lexicons;
        throttle = new LogThrottle(clock::nanoTime);
    }

    /** What a voice is given: of phonemes that its engine does not speak the words, and the log says so, once for each word of each voice. */
    Pronunciation of(VoiceCatalog.Candidate voice) {
        EngineMarkup markup = voice.markup();
        return (text, locale) -> spoken(text, locale).stream().map(part -> known(part, markup, voice.voice().id())).toList();
    }

    private SpokenPart known(SpokenPart part, EngineMarkup markup, String voice) {
        if (part.phonemes().isEmpty() || markup.speaks(part.alphabet())) {
            return part;
        }
        if (told.size() < MOST_TOLD && told.add(voice + " " + part)) {
            LOG.info(
                    "the engine of {} speaks no phonemes in the alphabet {}: it says \"{}\" as it is written, and not as /{}/; an alias beside"
                            + " the phonemes is said by all",
                    voice, part.alphabet(), part.text(), part.phonemes());
        }
        return new SpokenPart(part.text());
    }

    @Override
    public List<SpokenPart> spoken(String text, Locale locale) {
        for (ServiceReference<Lexicon> ref : lexicons.refs()) {
            try {
                List<SpokenPart> parts = ask(ref, text, locale);
                if (Characters.hasWords(text) == parts.stream().anyMatch(p -> Characters.hasWords(p.text()))) {
                    return parts;
                }
            } catch (RuntimeException | LinkageError e) {
                OptionalLong missed = throttle.pass(ref.toString());
                if (missed.isPresent()) {
                    LOG.warn("the lexicon of bundle {} failed; words are said as they are written{}", RankedServices.bundleOf(ref),
                            LogThrottle.more(missed.getAsLong()), e);
                }
            }
        }
        return AS_WRITTEN.spoken(text, locale);
    }

    /** Nothing when its component has failed. */
    private List<SpokenPart> ask(ServiceReference<Lexicon> ref, String text, Locale locale) {
        try (RankedServices.Lease<Lexicon> lexicon = lexicons.lease(ref).orElse(null)) {
            return lexicon == null ? List.of() : lexicon.service().spoken(text, locale);
        }
    }
}
