package announcer.engine.config;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

import announcer.api.Chime;
import announcer.api.Priority;

/**
 * A channel's chimes. Immutable.
 *
 * @param before heard before announcements; {@link Chime#NONE}: nothing is
 * @param after heard after them; {@link Chime#NONE}: nothing is
 * @param beforeByPriority in place of {@code before}, for some priorities
 * @param afterByPriority in place of {@code after}, for some priorities
 * @param pause silence between a chime and the speech
 */
public record ChimeSettings(String before, String after, Map<Priority, String> beforeByPriority, Map<Priority, String> afterByPriority,
        Duration pause) {
    /** No chimes. */
    public static final ChimeSettings SILENT = new ChimeSettings(Chime.NONE, Chime.NONE, Map.of(), Map.of(), Duration.ZERO);

    public ChimeSettings {
        beforeByPriority = Map.copyOf(beforeByPriority);
        afterByPriority = Map.copyOf(afterByPriority);
    }

    /** The chime before an announcement that asks for {@code wanted}; empty: none. */
    public Optional<String> before(Chime wanted, Priority priority) {
        return sounding(wanted.before().orElseGet(() -> beforeByPriority.getOrDefault(priority, before)));
    }

    /** The chime after an announcement that asks for {@code wanted}; empty: none. */
    public Optional<String> after(Chime wanted, Priority priority) {
        return sounding(wanted.after().orElseGet(() -> afterByPriority.getOrDefault(priority, after)));
    }

    /** All chimes that it names, sorted. */
    public SortedSet<String> ids() {
        SortedSet<String> ids = new TreeSet<>(beforeByPriority.values());
        ids.addAll(afterByPriority.values());
        ids.add(before);
        ids.add(after);
        ids.remove(Chime.NONE);
        return ids;
    }

    private static Optional<String> sounding(String id) {
        return id.equals(Chime.NONE) ? Optional.empty() : Optional.of(id);
    }
}
