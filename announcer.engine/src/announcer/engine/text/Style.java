package announcer.engine.text;

import announcer.api.speech.Prosody;

/** How something is said: what {@code prosody} and {@code emphasis} around it add up to. */
public record Style(Prosody prosody, Emphasis emphasis) {
    static final Style NEUTRAL = new Style(Prosody.NEUTRAL, Emphasis.UNMARKED);

    Style with(Prosody p) {
        return new Style(p, emphasis);
    }

    Style with(Emphasis e) {
        return new Style(prosody, e);
    }
}
