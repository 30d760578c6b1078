package announcer.api;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A zone: some channels under one name. Immutable.
 *
 * @param id its id
 * @param title its name for people; empty text: none
 * @param channels ids of its channels, as they are configured
 * @param problem what is wrong with it: it names a channel that is not there; empty when nothing is
 */
public record ZoneStatus(String id, String title, List<String> channels, Optional<String> problem) {
    public ZoneStatus {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(title, "title");
        channels = List.copyOf(channels);
        Objects.requireNonNull(problem, "problem");
    }
}
