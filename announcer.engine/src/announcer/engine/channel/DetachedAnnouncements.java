package announcer.engine.channel;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import announcer.api.AnnouncementState;
import announcer.engine.announcement.AnnouncementQueue;
import announcer.engine.announcement.TrackedAnnouncement;
import announcer.engine.synthesis.SynthesisContext;

/**
 * Announcements whose channel rests while the engine runs, since its component was disabled or is activated anew: they wait for it, and can
 * be cancelled and end with their time-to-live meanwhile. Control thread only, but for {@link #wake}.
 */
final class DetachedAnnouncements {
    private final SynthesisContext context;
    private final ControlTask task;
    private final Map<String, AnnouncementQueue> byChannel = new HashMap<>();

    DetachedAnnouncements(SynthesisContext context, ControlLoop loop) {
        this.context = context;
        this.task = loop.task("announcements without their channel", this::advance);
    }

    /** Has it looked at soon whether one was cancelled. Any thread. */
    void wake() {
        task.wake();
    }

    /** They wait from now on. @param left in the order in which they were to be spoken */
    void add(String channel, List<TrackedAnnouncement> left) {
        if (left.isEmpty()) {
            return;
        }
        AnnouncementQueue queue = byChannel.computeIfAbsent(channel, id -> new AnnouncementQueue());
        left.forEach(a -> {
            a.waiting(AnnouncementState.QUEUED, Optional.of("the component of its channel does not run; it waits for that"));
            queue.putLast(a);
        });
        wake();
    }

    /** A channel is there (again) and takes what waits for it. */
    List<TrackedAnnouncement> take(String channel) {
        AnnouncementQueue queue = byChannel.remove(channel);
        return queue == null ? List.of() : queue.close();
    }

    /** The engine stops: what is durable is spoken after its next start, the rest is CANCELLED. */
    void close() {
        byChannel.values().stream().flatMap(q -> q.close().stream()).filter(a -> !a.isDurable() || a.withdrawal().isPresent())
                .forEach(a -> end(a, AnnouncementState.CANCELLED, a.withdrawal().or(() -> Optional.of(ChannelEnd.STOPPED.cause()))));
        byChannel.clear();
    }

    private long advance(long now) {
        byChannel.values().forEach(q -> {
            q.takeWithdrawn().forEach(a -> end(a, AnnouncementState.CANCELLED, a.withdrawal()));
            q.takeExpired(now).forEach(a -> end(a, AnnouncementState.EXPIRED,
                    Optional.of("its time-to-live ran out after " + a.waited(now).toSeconds()
                            + " s: the component of its channel did not run")));
        });
        byChannel.values().removeIf(q -> q.size() == 0);
        return byChannel.values().stream().mapToLong(q -> q.nanosToExpiry(now)).min().orElse(Long.MAX_VALUE);
    }

    private void end(TrackedAnnouncement a, AnnouncementState outcome, Optional<String> cause) {
        a.end(outcome, cause, context.instant());
        context.ended(a.present());
    }
}
