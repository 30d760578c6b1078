package announcer.api;

import java.util.concurrent.CompletionStage;

import org.osgi.annotation.versioning.ProviderType;

/** An accepted announcement. Safe for use by any thread. */
@ProviderType
public interface Announcement {
    /** Its id: URL-safe, unique for the life of the product. */
    String id();

    /** Returns its present state. */
    AnnouncementStatus status();

    /**
     * Withdraws it, on all its channels. One that is waiting is never spoken; one that is being spoken fades out within a frame. Without effect once it has
     * an outcome.
     *
     * @param cause who withdrew it and why, for the record
     * @return whether this call withdrew it
     */
    boolean cancel(String cause);

    /**
     * Completes with the final status, once that is durable where there is a journal, on the {@code announcer-events} thread: do not block in what depends on it. Never completes
     * exceptionally. One that the journal keeps has no outcome when Announcer stops, and does not complete then: it goes on after the next
     * start, under its id.
     */
    CompletionStage<AnnouncementStatus> done();
}
