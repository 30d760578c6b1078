package announcer.engine.text.sayas;

/** How the characters of a run become words. */
public sealed interface SayAsMode {
    /** The engine reads them. */
    record AsWritten() implements SayAsMode {}

    /** Spelled out by us, in the language of whoever speaks; an address or a name keeps its figures. {@code format} is "" where none is given. */
    record SayAs(SayAsType as, String format) implements SayAsMode {}

    /** Pronounced as {@code ph} says by an engine that can; read as written by others. {@code alphabet} is "" where none is given. */
    record Phoneme(String alphabet, String ph) implements SayAsMode {}

    /** Whether it may become many more words than were written. */
    default boolean spelledOut() {
        return this instanceof SayAs as && as.as() != SayAsType.AS_WRITTEN;
    }

    /** Whether the run is cut only when there is no other way. */
    default boolean whole() {
        return !(this instanceof AsWritten);
    }
}
