package announcer.engine.intake;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import announcer.api.Announcement;
import announcer.api.AnnouncementStatus;

/** An announcement that only the journal remembers: it has its outcome, or waits to be taken up again. Immutable. */
record StoredAnnouncement(AnnouncementStatus status) implements Announcement {
    @Override
    public String id() {
        return status.id();
    }

    @Override
    public boolean cancel(String cause) {
        return false;
    }

    @Override
    public CompletionStage<AnnouncementStatus> done() {
        return status.state().isFinal()
                ? CompletableFuture.completedStage(status)
                : new CompletableFuture<AnnouncementStatus>().minimalCompletionStage();
    }
}
