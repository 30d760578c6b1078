package announcer.api.speech;

import java.time.Duration;
import java.util.Objects;

/**
 * What an engine is asked to speak.
 *
 * @param voice one of the engine's own voices
 * @param text plain text, not blank
 * @param deadline how long the whole synthesis may take; the engine gives up in time where it can, and the caller gives it up in any
 *            case
 */
public record SpeechRequest(Voice voice, String text, Duration deadline) {
    public SpeechRequest {
        Objects.requireNonNull(voice, "voice");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(deadline, "deadline");
    }
}
