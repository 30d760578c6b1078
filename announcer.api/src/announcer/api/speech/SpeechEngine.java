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
    /**
     * Service property: the alphabets in which it speaks {@code phoneme} elements, such as {@code ipa} (a String or several). It gets phonemes in
     * these alphabets only, in others the word as it is written; without {@link #SSML} its documents hold {@code speak} and {@code phoneme} alone.
     * Sounds of such an alphabet that a voice has not are no reason to refuse a text: the word is spoken then. Absent: an engine that understands
     * SSML gets the phonemes of all alphabets, another one none.
     */
    String PHONEMES = "announcer.speech.phonemes";

    /** Returns the voices it offers, best first. Reads metadata only; the list may change while the service is registered. */
    List<Voice> voices();

    /** Returns why it offers no voices, or fewer than it could, in words that say what to do; empty when nothing is wrong. Does not block. */
    default Optional<String> problem() {
        return Optional.empty();
    }

    /**
     * Speaks a text into a sink, on the calling thread, and returns when all of it is said. The thread is the engine's for as long as the
     * call lasts: the engine may block it, and leaves nothing behind on it (interruption, context class loader, thread-locals).
     *
     * <p>
     * Returning normally says that the text was spoken whole: whatever ends it earlier is an exception. Sound is passed on as it is made
     * or all at the end, in parts of any size. The caller does not judge what is late by the sound but by the return.
     *
     * <p>
     * A caller that wants no more of it interrupts the thread, and the sink throws. The engine then ends within a fraction of a second by
     * {@link InterruptedException}, and holds nothing of the text any more: no process, no thread, no file. A caller does the same when
     * {@link SpeechRequest#deadline()} is over, which is counted from the call. An engine that returns even later finds that its thread is
     * not used any more; that is allowed, but only so many threads are given up before an engine's texts wait.
     *
     * @param sink takes the sound; not used after the return, and by this thread only unless the engine sees to the order itself
     * @throws UnspeakableTextException when this voice cannot speak this text; a text without any sound is such a case
     * @throws SpeechException when the engine cannot speak now, or did not finish the text
     * @throws InterruptedException when the calling thread was interrupted, or the sink said that nobody wants the sound any more
     */
    void synthesize(SpeechRequest request, PcmSink sink) throws SpeechException, InterruptedException;
}
