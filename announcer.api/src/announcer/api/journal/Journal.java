package announcer.api.journal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import org.osgi.annotation.versioning.ConsumerType;

import announcer.api.AnnouncementStatus;
import announcer.api.HistoryQuery;
import announcer.api.JournalStatus;

/**
 * Durable memory of announcements. "Durable" means: it survives a killed process and a power cut. Safe for use by any thread. After the
 * service has gone, every method throws, or completes with, a {@link JournalException}.
 */
@ConsumerType
public interface Journal {
    /**
     * Writes an announcement that is about to be accepted. Returns when it is durable, which takes milliseconds; several callers share one
     * write. One that is known already is replaced.
     *
     * @throws JournalException when it could not be written; nothing of it is kept
     */
    void accept(JournalEntry entry) throws JournalException;

    /**
     * Writes several at once, in their order: what was accepted, or has ended, while there was no journal. Either all of it is durable when
     * this returns, or nothing.
     *
     * @throws JournalException when they could not be written
     */
    void acceptAll(List<JournalEntry> entries) throws JournalException;

    /** Forgets one that was written by {@link #accept} and could not be accepted after all. Never blocks. */
    void forget(String id);

    /**
     * Writes what has become of an announcement. Never blocks; writes of one announcement keep their order. One that is not known is
     * ignored.
     *
     * @return completes when it is durable, on a thread of the journal that must not be blocked; completes exceptionally with a
     *         {@link JournalException}
     */
    CompletionStage<Void> changed(AnnouncementStatus status);

    /**
     * All that have no outcome, in the order of their acceptance. A large page of memory for a large queue: asked once after a start.
     *
     * @throws JournalException when they cannot be read
     */
    List<JournalEntry> unfinished() throws JournalException;

    /**
     * The announcement with this id.
     *
     * @throws JournalException when it cannot be read
     */
    Optional<AnnouncementStatus> find(String id) throws JournalException;

    /**
     * The latest announcement that was submitted with an idempotency key.
     *
     * @param since those accepted earlier do not count
     * @throws JournalException when it cannot be read
     */
    Optional<AnnouncementStatus> findByIdempotencyKey(String key, Instant since) throws JournalException;

    /**
     * One page of the announcements that match, newest first. Blocks while the disk is read; not for threads that carry sound.
     *
     * @throws JournalException when they cannot be read
     */
    List<AnnouncementStatus> search(HistoryQuery query) throws JournalException;

    /** How it is. Returns at once. */
    JournalStatus status();
}
