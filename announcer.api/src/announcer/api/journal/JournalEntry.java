package announcer.api.journal;

import java.time.Instant;
import java.util.Objects;

import announcer.api.AnnouncementStatus;

/**
 * An announcement in the journal. Immutable.
 *
 * @param status its latest state that is durable
 * @param expires when the time-to-live is over that began with its acceptance, on the wall clock
 */
public record JournalEntry(AnnouncementStatus status, Instant expires) {
    public JournalEntry {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(expires, "expires");
    }
}
