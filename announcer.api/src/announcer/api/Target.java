package announcer.api;

import java.util.List;
import java.util.Objects;

/**
 * Where an announcement is spoken. What is for more than one channel is accepted once, with one id, and has an outcome on each of its channels, see
 * {@link AnnouncementStatus#parts}. Immutable; nothing is checked here beyond {@code null}: the door answers for all else in words.
 */
public sealed interface Target {
    /** All channels that there are when it is accepted. */
    Target ALL = new All();

    /** The target in words; of one channel its id. */
    String words();

    /** One channel. @param id its id */
    record Channel(String id) implements Target {
        public Channel {
            Objects.requireNonNull(id, "id");
        }

        @Override
        public String words() {
            return id;
        }
    }

    /** Some channels. @param ids their ids: one or more, none of them twice */
    record Channels(List<String> ids) implements Target {
        public Channels {
            ids = List.copyOf(ids);
        }

        @Override
        public String words() {
            return "channels " + String.join(", ", ids);
        }
    }

    /** The channels that a zone has when it is accepted. @param id the zone's id */
    record Zone(String id) implements Target {
        public Zone {
            Objects.requireNonNull(id, "id");
        }

        @Override
        public String words() {
            return "zone " + id;
        }
    }

    /** All channels. */
    record All() implements Target {
        @Override
        public String words() {
            return "all channels";
        }
    }
}
