package announcer.api;

/** How an announcement's text is written. */
public enum Markup {
    /** Plain text: every character is spoken, or read as punctuation. */
    PLAIN,
    /** A document in W3C's Speech Synthesis Markup Language, 1.0 or 1.1. */
    SSML
}
