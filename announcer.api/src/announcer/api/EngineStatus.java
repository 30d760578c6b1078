package announcer.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import announcer.api.speech.Voice;

/**
 * A speech engine that is present.
 *
 * @param name the engine's name, first part of its voices' ids
 * @param bundle symbolic name and version of the bundle it comes from
 * @param voices what it offers, in its own order; empty when it cannot be asked
 * @param problem what is wrong with it, in words; empty when nothing is
 * @param failures how often in a row it has failed to speak
 * @param setAsideUntil when it will be tried again after it failed too often; empty when it is in use. Until then it speaks only what no
 *            other engine can
 * @param figures what is known of its voices by use, by voice id; a voice that was never used may be missing
 * @param phonemes the alphabets in which it speaks phonemes, such as {@code ipa}; empty when it says of none that it does
 */
public record EngineStatus(String name, String bundle, List<Voice> voices, Optional<String> problem, int failures,
        Optional<Instant> setAsideUntil, Map<String, VoiceFigures> figures, List<String> phonemes) {
    public EngineStatus {
        voices = List.copyOf(voices);
        figures = Map.copyOf(figures);
        phonemes = List.copyOf(phonemes);
    }

    /** Of an engine that speaks no phonemes. */
    public EngineStatus(String name, String bundle, List<Voice> voices, Optional<String> problem, int failures,
            Optional<Instant> setAsideUntil, Map<String, VoiceFigures> figures) {
        this(name, bundle, voices, problem, failures, setAsideUntil, figures, List.of());
    }
}
