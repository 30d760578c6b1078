package announcer.engine.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import announcer.api.speech.Prosody;

/** Turns runs into what one kind of engine is given. One use. */
final class Rendering {
    /** A longer break within a sentence is ours to make, whatever the engine understands: it is exact then. */
    static final Duration LONGEST_ENGINE_BREAK = Duration.ofSeconds(1);

    private final boolean ssml;
    private final Locale locale;
    private final List<Part> parts = new ArrayList<>();
    private Speaking speaking;
    private Duration rest = Duration.ZERO;

    Rendering(boolean ssml, Locale locale) {
        this.ssml = ssml;
        this.locale = locale;
        speaking = new Speaking(locale);
    }

    List<Part> render(List<Run> runs) {
        for (Run run : runs) {
            if (run instanceof Run.Rest r) {
                rest = rest.plus(r.duration());
            } else if (run instanceof Run.Words words) {
                say(words);
            }
        }
        finish();
        return List.copyOf(parts);
    }

    private void say(Run.Words words) {
        String said = words.reading() instanceof Reading.SayAs as ? SayAs.spoken(words.text(), as, locale) : words.text();
        boolean wordless = !Characters.hasWords(said);
        if (wordless && !rest.isZero()) {
            // Punctuation behind a break: nothing to make a part of.
            return;
        }
        if (!wordless && (!rest.isZero() || speaking.hasWords())) {
            join(words.style().prosody());
        }
        speaking.add(said, words.style(), words.reading());
    }

    /** Decides whether what follows goes into the same request, and makes the pause before it. */
    private void join(Prosody next) {
        boolean together = speaking.hasWords() && (ssml
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
            parts.add(speaking.part(ssml));
        }
        speaking = new Speaking(locale);
        if (!rest.isZero()) {
            parts.add(new Part.Pause(rest));
        }
        rest = Duration.ZERO;
    }
}
