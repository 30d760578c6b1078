package announcer.lexicon.word;

/**
 * One word or phrase and how it is said.
 *
 * @param written as it stands in texts
 * @param alias what is said instead; "" when there is none
 * @param phonemes in the alphabet {@code ipa}, which come before the alias where an engine speaks them; "" when there are none
 */
record Entry(String written, String alias, String phonemes) {
    /** The longest written form, alias or row of phonemes, in characters (UTF-16): each text costs no more than that for each of its words. */
    static final int LONGEST = 100;
    static final String ALPHABET = "ipa";

    boolean hasPhonemes() {
        return !phonemes.isEmpty();
    }
}
