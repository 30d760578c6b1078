package announcer.tts.testkit;

import java.util.List;

import announcer.api.speech.SpeechException;
import announcer.api.speech.Voice;

/** What an engine makes of a text before it makes sound: phonemes or words, in order. Punctuation and pauses are no part of it. */
@FunctionalInterface
public interface PronunciationTrace {
    /**
     * Returns the phonemes or words that {@code synthesize} would speak for this text, made in the same way.
     *
     * @throws SpeechException as {@code synthesize} would throw it; an {@link announcer.api.speech.UnspeakableTextException} names the token
     *         that the voice cannot speak
     */
    List<String> of(Voice voice, String text) throws SpeechException, InterruptedException;
}
