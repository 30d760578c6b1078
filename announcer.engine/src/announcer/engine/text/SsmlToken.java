package announcer.engine.text;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import announcer.engine.text.sayas.SayAsMode;

/** What a document is flattened to, in its order. */
sealed interface SsmlToken {
    /** Who speaks. */
    record Speaker(Optional<String> voice, Optional<Locale> language) {
        static final Speaker ANY = new Speaker(Optional.empty(), Optional.empty());
    }

    /** Text that is said in one way by one speaker. */
    record Text(String text, Speaker speaker, SpeechStyle style, SayAsMode reading) implements SsmlToken {}

    /** A break. */
    record Rest(Duration duration) implements SsmlToken {}

    /** The end of something, and perhaps the beginning of something else. */
    enum Edge implements SsmlToken {
        /** A sentence ends, as far as marks tell: the text between two of these is still looked through for more. */
        SENTENCE,
        /** A paragraph ends. */
        PARAGRAPH,
        /** What follows, up to the next edge, is one sentence: its author says so. */
        ONE_SENTENCE
    }
}
