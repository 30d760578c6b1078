package announcer.engine.text;

import java.time.Duration;
import java.util.Optional;

import announcer.api.speech.Prosody;

/** What a piece comes to for one kind of engine: something to say, or exact silence. */
public sealed interface RenderedPart {
    /**
     * One request to an engine.
     *
     * @param text plain text with at least one word in it
     * @param ssml the same as a document of its own; only for an engine that understands it, and only when there is more to it than text
     * @param prosody rate and pitch to ask the engine for, on top of what {@code ssml} says; the volume for the caller to apply
     */
    record Speech(String text, Optional<String> ssml, Prosody prosody) implements RenderedPart {}

    /** Exact silence. */
    record Pause(Duration duration) implements RenderedPart {}
}
