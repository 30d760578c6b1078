package announcer.engine.text;

import java.util.Optional;
import announcer.engine.text.sayas.SayAsMode;
import announcer.engine.text.sayas.SayAsType;

/** The attributes of {@code say-as}. */
final class SayAsReader {
    private SayAsReader() {
    }

    static SayAsMode read(StartTag tag) throws SsmlSaxException {
        String name = tag.required("interpret-as");
        Optional<SayAsType> interpretation = SayAsType.of(name);
        if (interpretation.isEmpty()) {
            throw tag.wrong("interpret-as", "interpret-as=\"" + name + "\" is not understood; use one of " + SayAsType.names());
        }
        String format = tag.value("format").orElse("");
        // An older note of the W3C has number with the kind of number as its format.
        SayAsType as = interpretation.get() == SayAsType.CARDINAL
                ? SayAsType.of(format).orElse(SayAsType.CARDINAL)
                : interpretation.get();
        // AS_WRITTEN too: whoever says that a text is an address or a name does not want a time or a telephone number to be seen in it.
        return new SayAsMode.SayAs(as, format);
    }
}
