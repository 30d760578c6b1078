package announcer.engine.text;

import java.util.List;
import java.util.Locale;

import announcer.api.lexicon.SpokenPart;

/** How the words of a text are pronounced, whatever speaks them. */
@FunctionalInterface
public interface Pronunciation {
    /** Every word as it is written. */
    Pronunciation AS_WRITTEN = (text, locale) -> List.of(new SpokenPart(text));

    /** The text in the stretches in which it is to be said; never throws, and has every word of the text in one of them. */
    List<SpokenPart> spoken(String text, Locale locale);
}
