package announcer.engine.synthesis;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.lexicon.Lexicon;
import announcer.api.lexicon.SpokenPart;
import announcer.engine.text.Pronunciation;
import announcer.engine.text.sayas.Characters;
import announcer.engine.util.RankedServices;
import announcer.lib.log.LogThrottle;
import announcer.lib.time.MonotonicClock;

/**
 * Asks the lexicon, if there is one, for each text that is given to a speech engine. It may come, go and change at any time: no text is lost to
 * that, nor to one that fails. Any thread.
 */
public final class Pronouncer implements Pronunciation {
    private static final Logger LOG = LoggerFactory.getLogger(Pronouncer.class);

    private final RankedServices<Lexicon> lexicons;
    private final LogThrottle throttle;

    public Pronouncer(RankedServices<Lexicon> lexicons, MonotonicClock clock) {
        this.lexicons = lexicons;
        throttle = new LogThrottle(clock::nanoTime);
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
