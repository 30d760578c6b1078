package announcer.api;

/** The markup language of an announcement's text. */
public enum Markup {
    /** Plain text: every character is spoken, or read as punctuation. */
    PLAIN,
    /** A document in W3C's Speech Synthesis Markup Language, 1.0 or 1.1. */
    SSML
}
