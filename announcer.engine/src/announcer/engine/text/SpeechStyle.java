package announcer.engine.text;

import announcer.api.speech.Prosody;

/** How something is said: what {@code prosody} and {@code emphasis} around it add up to. */
public record SpeechStyle(Prosody prosody, Emphasis emphasis) {
    static final SpeechStyle NEUTRAL = new SpeechStyle(Prosody.NEUTRAL, Emphasis.UNMARKED);

    SpeechStyle with(Prosody p) {
        return new SpeechStyle(p, emphasis);
    }

    SpeechStyle with(Emphasis e) {
        return new SpeechStyle(prosody, e);
    }
}
