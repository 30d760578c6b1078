package announcer.engine.targets;

import java.util.List;

/**
 * A zone as it is configured. Immutable.
 *
 * @param pid PID of its configuration
 * @param id its id
 * @param title its name for people; empty text: none
 * @param channels ids of its channels, each once
 */
public record Zone(String pid, String id, String title, List<String> channels) {
    public Zone {
        channels = List.copyOf(channels);
    }
}
