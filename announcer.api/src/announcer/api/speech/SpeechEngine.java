package announcer.api.speech;

import java.util.List;

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

    /** The voices it offers, best first. Reads metadata only; the list may change while the service is registered. */
    List<Voice> voices();

    /**
     * Begins an utterance. Returns as soon as the first sound is there or is being made.
     *
     * @throws SpeechException when this text cannot be spoken by this voice; an empty result is such a case
     * @throws InterruptedException when the calling thread was interrupted
     */
    PcmSource synthesize(SpeechRequest request) throws SpeechException, InterruptedException;
}
