package announcer.api.speech;

import java.util.Locale;
import java.util.Objects;

import announcer.api.audio.PcmFormat;

/**
 * One voice of an engine. It states its format; nobody negotiates.
 *
 * @param engine the engine's name: letters, digits, dots and dashes
 * @param name the voice's name within its engine
 * @param locale the language it speaks
 * @param format what its sound comes in
 */
public record Voice(String engine, String name, Locale locale, PcmFormat format) {
    public Voice {
        Objects.requireNonNull(locale, "locale");
        Objects.requireNonNull(format, "format");
        if (!engine.matches("[A-Za-z0-9.-]+")) {
            throw new IllegalArgumentException("engine is \"" + engine + "\"; only letters, digits, dots and dashes are allowed");
        }
        if (name.isBlank()) {
            throw new IllegalArgumentException("a voice of engine \"" + engine + "\" has no name");
        }
    }

    /** {@code engine/name}: how callers and configuration name it. */
    public String id() {
        return engine + "/" + name;
    }
}
