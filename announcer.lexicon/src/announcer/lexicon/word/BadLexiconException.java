package announcer.lexicon.word;

/** A file cannot be used. The message says where and why, and what to do. */
final class BadLexiconException extends Exception {
    private static final long serialVersionUID = 1L;

    BadLexiconException(String message) {
        super(message);
    }
}
