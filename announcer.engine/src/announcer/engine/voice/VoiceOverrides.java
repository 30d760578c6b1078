package announcer.engine.voice;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import announcer.api.speech.Prosody;

/** How an administrator wants each voice to speak: the {@code announcer.voice} configurations. Any thread. */
public final class VoiceOverrides implements VoiceHouse {
    private record Taste(String voice, Prosody prosody) {}

    // By PID. Of two configurations of one voice, both count: they are factors.
    private final Map<String, Taste> byPid = new ConcurrentHashMap<>();
    private final Runnable onChange;

    public VoiceOverrides(Runnable onChange) {
        this.onChange = onChange;
    }

    @Override
    public void put(String pid, String voice, Prosody prosody) {
        byPid.put(pid, new Taste(voice, prosody));
        onChange.run();
    }

    @Override
    public void remove(String pid) {
        byPid.remove(pid);
        onChange.run();
    }

    public Prosody of(String voice) {
        Prosody all = Prosody.NEUTRAL;
        for (Taste t : byPid.values()) {
            all = t.voice.equals(voice) ? all.times(t.prosody) : all;
        }
        return all;
    }
}
