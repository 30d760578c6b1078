package announcer.testing;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

import announcer.api.Announcement;
import announcer.api.AnnouncementState;
import announcer.api.AnnouncementStatus;
import announcer.api.Request;

/** An announcement that changes its state when a test says so. Safe for use by several threads. */
public final class FakeAnnouncement implements Announcement {
    /** How often {@link #done} was called. */
    public final AtomicInteger followed = new AtomicInteger();
    private final CompletableFuture<AnnouncementStatus> done = new CompletableFuture<>();
    private volatile AnnouncementStatus status;

    /** A queued announcement of {@link FakeAnnouncer#NOON}. */
    public FakeAnnouncement(String id, Request request) {
        this(new AnnouncementStatus(id, request, AnnouncementState.QUEUED, Optional.empty(), request.voice(), FakeAnnouncer.NOON,
                Optional.empty(), Optional.empty(), 0));
    }

    /** An announcement with this status. */
    public FakeAnnouncement(AnnouncementStatus status) {
        set(status);
    }

    /** Changes its state; one that is FAILED says "the engine hung". */
    public void become(AnnouncementState state) {
        become(state, state == AnnouncementState.FAILED ? Optional.of("the engine hung") : Optional.empty());
    }

    /** Changes its state, as the engine does: first the status, then {@link #done}. An ended one ended two seconds after noon. */
    public void become(AnnouncementState state, Optional<String> cause) {
        Request request = status.request();
        Optional<Instant> ended = state.isFinal() ? Optional.of(FakeAnnouncer.NOON.plusSeconds(2)) : Optional.empty();
        set(new AnnouncementStatus(status.id(), request, state, cause, request.voice(), FakeAnnouncer.NOON, Optional.empty(), ended, 0));
    }

    private void set(AnnouncementStatus next) {
        status = next;
        if (next.state().isFinal()) {
            done.complete(next);
        }
    }

    @Override
    public String id() {
        return status.id();
    }

    @Override
    public AnnouncementStatus status() {
        return status;
    }

    @Override
    public synchronized boolean cancel(String cause) {
        if (status.state().isFinal()) {
            return false;
        }
        become(AnnouncementState.CANCELLED, Optional.of(cause));
        return true;
    }

    @Override
    public CompletionStage<AnnouncementStatus> done() {
        followed.incrementAndGet();
        return done;
    }
}
