package announcer.engine.text.sayas;

/** How the characters of a run become words. */
public sealed interface SayAsMode {
    /** The engine reads them. */
    record AsWritten() implements SayAsMode {}

    /** Spelled out by us, in the language of whoever speaks. {@code format} is "" where none is given. */
    record SayAs(SayAsType as, String format) implements SayAsMode {}

    /** Pronounced as {@code ph} says by an engine that can; read as written by others. {@code alphabet} is "" where none is given. */
    record Phoneme(String alphabet, String ph) implements SayAsMode {}

    /** Whether the run is cut only when there is no other way. */
    default boolean whole() {
        return !(this instanceof AsWritten);
    }
}
