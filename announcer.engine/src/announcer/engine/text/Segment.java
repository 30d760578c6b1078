package announcer.engine.text;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import announcer.engine.text.sayas.Characters;

/**
 * One sentence, or a bounded part of a long one: what is synthesised, cached and handed over as a whole. Without runs it is a pause only.
 *
 * @param voice id of the voice the document asks for
 * @param language the language the document asks for, where it differs from that of the whole
 * @param runs what is said, in order
 * @param pauseAfter exact silence before the next piece
 */
public record Segment(Optional<String> voice, Optional<Locale> language, List<TextRun> runs, Duration pauseAfter) {
    /** About as many characters as a spelled-out one comes to. */
    static final int SPELLED_OUT_FACTOR = 6;

    public Segment {
        runs = List.copyOf(runs);
    }

    /** Characters that are spoken, for the deadline; what is spelled out is counted as what it comes to, roughly. */
    public int length() {
        int length = 0;
        for (TextRun run : runs) {
            if (run instanceof TextRun.Words words) {
                length += words.text().length() * (words.reading().spelledOut() ? SPELLED_OUT_FACTOR : 1);
            }
        }
        return length;
    }

    /**
     * How it is given to an engine, in order. {@code say-as} is spelled out.
     *
     * @param markup what the engine understands
     * @param locale the language of the voice that speaks
     * @param lexicon how words are pronounced
     */
    public List<RenderedPart> parts(EngineMarkup markup, Locale locale, Pronunciation lexicon) {
        return new SegmentRendering(markup, locale, lexicon).render(runs);
    }

    /** The same with all words as they are written. */
    public List<RenderedPart> parts(boolean ssml, Locale locale) {
        return parts(new EngineMarkup(ssml, Optional.empty()), locale, Pronunciation.AS_WRITTEN);
    }
}
