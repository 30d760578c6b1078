package announcer.engine.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import announcer.api.lexicon.SpokenPart;
import announcer.api.speech.Prosody;
import announcer.engine.text.normal.SpokenForm;
import announcer.engine.text.sayas.Characters;
import announcer.engine.text.sayas.SayAs;
import announcer.engine.text.sayas.SayAsMode;

/** Turns runs into what one kind of engine is given. One use. */
final class SegmentRendering {
    /** A longer break within a sentence is ours to make, whatever the engine understands: it is exact then. */
    static final Duration LONGEST_ENGINE_BREAK = Duration.ofSeconds(1);

    private final EngineMarkup markup;
    private final Locale locale;
    private final Pronunciation lexicon;
    private final List<RenderedPart> parts = new ArrayList<>();
    private RequestBuilder speaking;
    private Duration rest = Duration.ZERO;

    SegmentRendering(EngineMarkup markup, Locale locale, Pronunciation lexicon) {
        this.markup = markup;
        this.locale = locale;
        this.lexicon = lexicon;
        speaking = new RequestBuilder(locale);
    }

    List<RenderedPart> render(List<TextRun> runs) {
        for (TextRun run : runs) {
            if (run instanceof TextRun.Rest r) {
                rest = rest.plus(r.duration());
            } else if (run instanceof TextRun.Words words) {
                say(words);
            }
        }
        finish();
        return List.copyOf(parts);
    }

    private void say(TextRun.Words words) {
        if (words.reading().spelledOut() || words.reading() instanceof SayAsMode.Phoneme) {
            // Its author has said how it is to be pronounced.
            say(words, words.reading());
            return;
        }
        for (SpokenPart part : lexicon.spoken(words.text(), locale)) {
            say(new TextRun.Words(part.text(), words.style(), words.reading()), part.phonemes().isEmpty()
                    ? words.reading()
                    : new SayAsMode.Phoneme(part.alphabet(), part.phonemes()));
        }
    }

    private void say(TextRun.Words words, SayAsMode reading) {
        String said = words.reading() instanceof SayAsMode.SayAs as
                ? SpokenForm.ofSigns(SayAs.spoken(words.text(), as, locale), locale)
                : SpokenForm.of(words.text(), locale);
        boolean wordless = !Characters.hasWords(said);
        if (wordless && !rest.isZero()) {
            // Punctuation behind a break: nothing to make a part of.
            return;
        }
        if (!wordless && (!rest.isZero() || speaking.hasWords())) {
            join(words.style().prosody());
        }
        boolean unknown = reading instanceof SayAsMode.Phoneme phoneme && !markup.speaks(phoneme.alphabet());
        speaking.add(said, words.style(), unknown ? new SayAsMode.AsWritten() : reading);
    }

    /** Decides whether what follows goes into the same request, and makes the pause before it. */
    private void join(Prosody next) {
        boolean together = speaking.hasWords() && (markup.ssml()
                ? next.volume() == speaking.prosody().volume() && rest.compareTo(LONGEST_ENGINE_BREAK) <= 0
                : next.equals(speaking.prosody()) && rest.isZero());
        if (together) {
            speaking.pause(rest);
            rest = Duration.ZERO;
        } else {
            finish();
        }
    }

    private void finish() {
        if (speaking.hasWords()) {
            parts.add(speaking.part(markup.ssml()));
        }
        speaking = new RequestBuilder(locale);
        if (!rest.isZero()) {
            parts.add(new RenderedPart.Pause(rest));
        }
        rest = Duration.ZERO;
    }
}
