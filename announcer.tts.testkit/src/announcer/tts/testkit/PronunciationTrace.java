package announcer.tts.testkit;

import java.util.List;

import announcer.api.speech.SpeechException;
import announcer.api.speech.Voice;

/**
 * What an engine makes of a text before it makes sound: phonemes or words, in order. Punctuation, pauses and marks of stress are no part of
 * it. Used by one thread.
 */
@FunctionalInterface
public interface PronunciationTrace {
    /**
     * Returns the phonemes or words that {@code synthesize} would speak for this text, made in the same way.
     *
     * @throws SpeechException as {@code synthesize} would throw it; an {@link announcer.api.speech.UnspeakableTextException} has the token in
     *         quotes that the voice cannot speak
     */
    List<String> of(Voice voice, String text) throws SpeechException, InterruptedException;

    /**
     * Tells which texts are asked for next, so that an engine whose every answer costs a process makes them all at once. Nothing needs to be
     * done here.
     */
    default void ahead(Voice voice, List<String> texts) throws SpeechException, InterruptedException {
    }
}
