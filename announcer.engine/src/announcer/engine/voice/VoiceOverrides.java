package announcer.engine.voice;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import announcer.api.speech.Prosody;

/** How an administrator wants each voice to speak: the {@code announcer.voice} configurations. Any thread. */
public final class VoiceOverrides {
    private record VoiceOverride(String voice, Prosody prosody) {}

    // By PID. Of two configurations of one voice, both count: they are factors.
    private final Map<String, VoiceOverride> byPid = new ConcurrentHashMap<>();
    private final Runnable onChange;

    public VoiceOverrides(Runnable onChange) {
        this.onChange = onChange;
    }

    /**
     * A configuration has come or changed.
     *
     * @param voice {@code engine/name}
     */
    public void put(String pid, String voice, Prosody prosody) {
        byPid.put(pid, new VoiceOverride(voice, prosody));
        onChange.run();
    }

    /** A configuration has gone, or its component. */
    public void remove(String pid) {
        byPid.remove(pid);
        onChange.run();
    }

    /** How a voice is to speak; neutral where nothing is configured. */
    public Prosody of(String voice) {
        Prosody all = Prosody.NEUTRAL;
        for (VoiceOverride t : byPid.values()) {
            all = t.voice.equals(voice) ? all.times(t.prosody) : all;
        }
        return all;
    }
}
