package announcer.engine.text;

/** How the characters of a run become words. */
public sealed interface Reading {
    /** The engine reads them. */
    record AsWritten() implements Reading {}

    /** Spelled out by us, in the language of whoever speaks. {@code format} is "" where none is given. */
    record SayAs(Interpretation as, String format) implements Reading {}

    /** Pronounced as {@code ph} says by an engine that can; read as written by others. {@code alphabet} is "" where none is given. */
    record Phoneme(String alphabet, String ph) implements Reading {}

    /** Whether the run is cut only when there is no other way. */
    default boolean whole() {
        return !(this instanceof AsWritten);
    }
}
