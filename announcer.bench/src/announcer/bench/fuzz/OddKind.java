package announcer.bench.fuzz;

/** The kinds of odd texts. */
public enum OddKind {
    /** An ordinary sentence, so that the odd ones have company. */
    ORDINARY,
    /** No character at all. */
    EMPTY(true, false),
    /** White space only. */
    BLANK(true, false),
    /** Up to the longest that is allowed. */
    HUGE,
    /** Longer than that. */
    TOO_LONG(true, false),
    /** With control characters, NUL among them. */
    CONTROL,
    /** With half a character of a pair. */
    LONE_SURROGATE,
    /** Emoji, joined ones and flags too. */
    EMOJI,
    /** Arabic and Hebrew, and marks that turn the direction. */
    RIGHT_TO_LEFT,
    /** Many scripts in one sentence. */
    MIXED,
    /** A word that does not end. */
    LONG_WORD,
    /** Nothing that sounds. */
    PUNCTUATION,
    /** With characters that have no width, and spaces of many kinds. */
    INVISIBLE,
    /** With marks heaped upon letters. */
    COMBINING,
    /** Numbers of every form. */
    NUMBERS,
    /** Names of machines rather than words: ids, addresses, paths. */
    IDS,
    /** What some engine or shell might take for a command. */
    COMMANDS,
    /** Hundreds of short sentences or lines. */
    LINES,
    /** Any code points, private and unassigned ones too. */
    ANYTHING,
    /** Plain text that looks like markup. */
    MARKUP_AS_TEXT,
    /** SSML that is not well-formed, or has another root. */
    BROKEN_SSML(true, true),
    /** SSML that is well-formed, and strange. */
    ODD_SSML(false, true),
    /** SSML in which nothing is said. */
    SILENT_SSML(false, true),
    /** SSML with elements in elements in elements. */
    DEEP_SSML(false, true),
    /** SSML that grows when it is read, or reads what it should not. */
    BOMB(true, true);

    private final boolean mustBeRefused;
    private final boolean ssml;

    OddKind() {
        this(false, false);
    }

    OddKind(boolean mustBeRefused, boolean ssml) {
        this.mustBeRefused = mustBeRefused;
        this.ssml = ssml;
    }

    /** Whether such a text may not be accepted at all. */
    public boolean mustBeRefused() {
        return mustBeRefused;
    }

    /** Whether it is an SSML document, not plain text. */
    public boolean ssml() {
        return ssml;
    }
}
