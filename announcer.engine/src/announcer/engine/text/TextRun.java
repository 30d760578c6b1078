package announcer.engine.text;

import java.time.Duration;
import announcer.engine.text.sayas.SayAsMode;

/** A stretch of a piece that is said in one way, or a break within it. */
public sealed interface TextRun {
    /**
     * Words.
     *
     * @param text as written, white space collapsed; may begin or end with a space
     * @param style how it is said
     * @param reading how it is read
     */
    record Words(String text, SpeechStyle style, SayAsMode reading) implements TextRun {}

    /** A break within the sentence. */
    record Rest(Duration duration) implements TextRun {}
}
