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
     * write. One that is known already and has no outcome is replaced; an outcome stays.
     *
     * @throws JournalException when it could not be written, or not in time; nothing of it is kept
     */
    void accept(JournalEntry entry) throws JournalException;

    /**
     * Writes several at once, in their order: what was accepted, or has ended, while there was no journal. All of it is durable when this
     * returns. It has more patience with a slow disk than {@link #accept}: its caller is no client that waits.
     *
     * @throws JournalException when they could not be written; what was known before is as it was. After a disk that did not answer in time
     *             they may be written yet: writing them again does no harm
     */
    void acceptAll(List<JournalEntry> entries) throws JournalException;

    /**
     * Forgets one that was written by {@link #accept} and could not be accepted after all. Never blocks; from now on no method tells of it.
     *
     * @return completes when it would not come back after a killed process either, on a thread of the journal that must not be blocked;
     *         completes exceptionally with a {@link JournalException}, after which the journal tries it again by itself
     */
    CompletionStage<Void> forget(String id);

    /**
     * Writes what has become of an announcement. Never blocks; writes of one announcement keep their order. One that is not known is
     * ignored.
     *
     * @return completes when it is durable, on a thread of the journal that must not be blocked; completes exceptionally with a
     *         {@link JournalException}
     */
    CompletionStage<Void> changed(AnnouncementStatus status);

    /**
     * All that have no outcome, in the order of their acceptance, whatever was written before included. A large page of memory for a large
     * queue: asked once after a start. One that cannot be read any more is left out, and told of in {@link #status}.
     *
     * @throws JournalException when they cannot be read
     */
    List<JournalEntry> unfinished() throws JournalException;

    /**
     * The announcement with this id. It waits for no search.
     *
     * @throws JournalException when it cannot be read
     */
    Optional<AnnouncementStatus> find(String id) throws JournalException;

    /**
     * The latest announcement that was submitted with an idempotency key. It waits for no search.
     *
     * @param since those accepted earlier do not count
     * @throws JournalException when it cannot be read
     */
    Optional<AnnouncementStatus> findByIdempotencyKey(String key, Instant since) throws JournalException;

    /**
     * One page of the announcements that match, newest first. Blocks while the disk is read, some seconds at most; not for threads that carry
     * sound.
     *
     * @throws JournalException when they cannot be read, or others search already, or the search takes too long
     */
    List<AnnouncementStatus> search(HistoryQuery query) throws JournalException;

    /** How it is. Looks at the sizes of files; waits for nobody. */
    JournalStatus status();
}
