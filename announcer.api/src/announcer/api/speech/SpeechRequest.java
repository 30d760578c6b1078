package announcer.api.speech;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * A request to a speech engine: a sentence, or a part of one.
 *
 * @param voice one of the engine's own voices
 * @param text plain text, not blank; what an engine speaks that does not understand markup
 * @param ssml the same as an SSML 1.1 document, when there is more to it than its text; only given to engines that say with
 *            {@link SpeechEngine#SSML} that they understand it, or with {@link SpeechEngine#PHONEMES} that they speak its phonemes. It holds {@code speak}, {@code break} with a time in ms,
 *            {@code emphasis}, {@code phoneme} and {@code prosody} with a rate and a pitch in percent, nothing else
 * @param prosody rate and pitch that the engine is to speak with, beside what {@code ssml} says; the volume is always 1: Announcer sees to
 *            that itself
 * @param deadline how long the whole synthesis may take, counted from the call of {@link SpeechEngine#synthesize}; the engine gives up in time
 *            where it can, and the caller gives it up in any
 *            case
 */
public record SpeechRequest(Voice voice, String text, Optional<String> ssml, Prosody prosody, Duration deadline) {
    public SpeechRequest {
        Objects.requireNonNull(voice, "voice");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(ssml, "ssml");
        Objects.requireNonNull(prosody, "prosody");
        Objects.requireNonNull(deadline, "deadline");
    }

    /** Plain text in the voice's own way. */
    public SpeechRequest(Voice voice, String text, Duration deadline) {
        this(voice, text, Optional.empty(), Prosody.NEUTRAL, deadline);
    }
}
