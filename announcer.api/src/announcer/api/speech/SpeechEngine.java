package announcer.api.speech;

import java.util.List;
import java.util.Optional;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A text-to-speech implementation. Register one as a service, with {@link #NAME} as a property. Activation must be cheap; load what is
 * heavy at the first synthesis, or in a warm-up on a thread of the component's own.
 *
 * <p>
 * Methods are called by several threads at once.
 */
@ConsumerType
public interface SpeechEngine {
    /** Service property: the engine's name, the first part of its voices' ids (a String, required). */
    String NAME = "announcer.speech.engine";
    /** Service property: whether it understands SSML (a Boolean; absent: no). See {@link SpeechRequest#ssml()}. */
    String SSML = "announcer.speech.ssml";

    /** The voices it offers, best first. Reads metadata only; the list may change while the service is registered. */
    List<Voice> voices();

    /** Why it offers no voices, or fewer than it could, in words that say what to do; empty when nothing is wrong. Does not block. */
    default Optional<String> problem() {
        return Optional.empty();
    }

    /**
     * Begins an utterance. Returns as soon as the first sound is there or is being made.
     *
     * @throws UnspeakableTextException when this voice cannot speak this text; an empty result is such a case
     * @throws SpeechException when the engine cannot speak now
     * @throws InterruptedException when the calling thread was interrupted
     */
    PcmSource synthesize(SpeechRequest request) throws SpeechException, InterruptedException;
}
