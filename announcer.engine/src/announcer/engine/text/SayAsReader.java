package announcer.engine.text;

import java.util.Optional;

/** The attributes of {@code say-as}. */
final class SayAsReader {
    private SayAsReader() {
    }

    static Reading read(Tag tag) throws Refused {
        String name = tag.required("interpret-as");
        Optional<Interpretation> interpretation = Interpretation.of(name);
        if (interpretation.isEmpty()) {
            throw tag.wrong("interpret-as", "interpret-as=\"" + name + "\" is not understood; use one of " + Interpretation.names());
        }
        String format = tag.value("format").orElse("");
        // An older note of the W3C has number with the kind of number as its format.
        Interpretation as = interpretation.get() == Interpretation.CARDINAL
                ? Interpretation.of(format).orElse(Interpretation.CARDINAL)
                : interpretation.get();
        return as == Interpretation.AS_WRITTEN ? new Reading.AsWritten() : new Reading.SayAs(as, format);
    }
}
