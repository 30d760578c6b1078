package announcer.engine.voice;

import announcer.api.speech.Prosody;

/** Takes the {@code announcer.voice} configurations. */
public interface VoiceHouse {
    void put(String pid, String voice, Prosody prosody);

    void remove(String pid);
}
