package announcer.api;

import java.util.List;
import java.util.Optional;

import announcer.api.speech.Voice;

/**
 * A speech engine that is present.
 *
 * @param name the engine's name, first part of its voices' ids
 * @param bundle symbolic name and version of the bundle it comes from
 * @param voices what it offers, in its own order; empty when it cannot be asked
 * @param problem why it cannot be used, in words; empty when it can
 */
public record EngineStatus(String name, String bundle, List<Voice> voices, Optional<String> problem) {
    public EngineStatus {
        voices = List.copyOf(voices);
    }
}
