package announcer.tts.mary;

import announcer.api.speech.Prosody;

/** A part of a text: words that are spoken in one manner, a word that is pronounced as somebody wants it, or a pause. */
sealed interface Part {
    /**
     * @param text as it was submitted, or as {@link MaryText} has put it for MaryTTS
     * @param manner rate and pitch, everything multiplied
     * @param accent what MaryTTS's {@code force-accent} says: "word", "syllable" or "none"; empty: its own choice
     */
    record Words(String text, Prosody manner, String accent) implements Part {
        Words with(String other) {
            return new Words(other, manner, accent);
        }
    }

    /**
     * @param words the word as it is written, and its manner
     * @param phonemes how it is pronounced: in IPA as it was submitted, or as {@link MaryPhones} has put it for MaryTTS
     */
    record Sounds(Words words, String phonemes) implements Part {}

    /** @param millis how long it is, whatever the rate */
    record Pause(int millis) implements Part {}
}
