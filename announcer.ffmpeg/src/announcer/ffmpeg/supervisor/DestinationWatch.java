package announcer.ffmpeg.supervisor;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

import announcer.lib.time.Deadline;

/** Sees during the delay before a push's next process that a server which was away is back. Confined to the push's owner thread. */
final class DestinationWatch {
    /** A delay that is longer has the destination looked at, so often. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Optional<DestinationLook> destination;
    private final Consumer<PushEvent> events;
    /** Never while somebody looks. */
    private Deadline next = Deadline.NEVER;
    /** Nothing has listened there since the latest failure. */
    private boolean away;

    /**
     * @param destination empty: it cannot be looked at
     * @param events where a {@link PushEvent.Looked} is put
     */
    DestinationWatch(Optional<DestinationLook> destination, Consumer<PushEvent> events) {
        this.destination = destination;
        this.events = events;
    }

    /** A delay begins. */
    void restart(Duration delay, long nowNanos) {
        away = false;
        next = destination.isPresent() && delay.compareTo(LOOK) > 0 ? Deadline.after(nowNanos, LOOK) : Deadline.NEVER;
    }

    /** When to {@link #look}. */
    Deadline next() {
        return next;
    }

    /** @param run which has failed */
    void look(int run) {
        next = Deadline.NEVER;
        destination.ifPresent(d -> d.begin(listening -> events.accept(new PushEvent.Looked(run, listening))));
    }

    /**
     * Whether it was away and is back. One that was there at the first look is looked at no more: what failed was another thing, and its server
     * would log each look.
     */
    boolean isBack(boolean listening, long nowNanos) {
        if (!listening) {
            away = true;
            next = Deadline.after(nowNanos, LOOK);
        }
        return listening && away;
    }
}
