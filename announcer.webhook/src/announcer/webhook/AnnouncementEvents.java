package announcer.webhook;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import announcer.api.AnnouncementState;
import announcer.api.AnnouncementStatus;

/** Names the events of announcements: one for each change of state, none for another cause or voice. For one thread. */
final class AnnouncementEvents {
    /** The most announcements without an outcome that are remembered. */
    private static final int MOST = 100_000;

    private final Map<String, AnnouncementState> states = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, AnnouncementState> eldest) {
            return size() > MOST;
        }
    };

    Optional<String> changed(AnnouncementStatus a) {
        AnnouncementState before = a.state().isFinal() ? states.remove(a.id()) : states.put(a.id(), a.state());
        return before == a.state() ? Optional.empty() : Optional.of("announcement." + a.state().name().toLowerCase(Locale.ROOT));
    }
}
