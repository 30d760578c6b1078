package announcer.engine.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import announcer.api.AnnouncementState;
import announcer.api.UntilHeard;
import announcer.api.stream.Audience;
import announcer.engine.announcement.AnnouncementQueue;
import announcer.engine.announcement.TrackedAnnouncement;

/**
 * Announcements of a channel that were spoken, that no player received, and that wait to be spoken again. Others may be spoken meanwhile.
 * Control thread only.
 */
final class UnheardAnnouncements {
    private record Resting(TrackedAnnouncement announcement, long dueNanos) {}

    private final List<Resting> resting = new ArrayList<>();

    /**
     * Takes one that was spoken, if it is to be spoken again.
     *
     * @param players that were there; empty: nothing is known of them
     * @return whether it was taken; else its outcome is due
     */
    boolean take(TrackedAnnouncement a, Optional<Audience> players, long now) {
        UntilHeard wish = a.request().untilHeard();
        boolean unheard = players.filter(p -> p.received() == 0).isPresent();
        if (!unheard || a.timesUnheard() >= wish.times() || a.withdrawal().isPresent()) {
            return false;
        }
        a.unheard();
        // Its time-to-live was for its first time; it begins anew when its pause is over.
        a.interrupted(true);
        a.waiting(AnnouncementState.QUEUED, Optional.of("no player received it; it will be spoken again in " + wish.pause().toSeconds()
                + " s (" + a.timesUnheard() + " of " + wish.times() + " times)"));
        resting.add(new Resting(a, now + wish.pause().toNanos()));
        return true;
    }

    /** What is to be said of the outcome of one that asked to be heard; empty when it was, or did not ask. */
    static Optional<String> remark(TrackedAnnouncement a, Optional<Audience> players, String whyUnknown) {
        if (a.request().untilHeard().times() == 0 || players.filter(p -> p.received() > 0).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(players.isEmpty()
                ? "whether a player received it is not known, so it was not spoken again: " + whyUnknown
                : "no player received it, " + (a.timesUnheard() == 0 ? "once" : "in " + (a.timesUnheard() + 1) + " times"));
    }

    /** Puts those back that are due, the first first, behind what waits in their rank: nobody is kept waiting for what nobody hears. */
    void putBackDue(AnnouncementQueue queue, long now) {
        resting.sort((x, y) -> Long.signum(x.dueNanos - y.dueNanos));
        while (!resting.isEmpty() && now - resting.get(0).dueNanos >= 0) {
            TrackedAnnouncement a = resting.remove(0).announcement;
            a.beginsAnew(now);
            queue.putLast(a);
        }
    }

    /** Takes out those that were withdrawn. */
    List<TrackedAnnouncement> takeWithdrawn() {
        List<TrackedAnnouncement> out = list().stream().filter(a -> a.withdrawal().isPresent()).toList();
        resting.removeIf(r -> out.contains(r.announcement));
        return out;
    }

    /** Takes out all. */
    List<TrackedAnnouncement> takeAll() {
        List<TrackedAnnouncement> out = list();
        resting.clear();
        return out;
    }

    List<TrackedAnnouncement> list() {
        return resting.stream().map(Resting::announcement).toList();
    }

    /** Nanoseconds until one is due; {@link Long#MAX_VALUE}: there is none. */
    long nanosToNext(long now) {
        return resting.stream().mapToLong(r -> Math.max(0, r.dueNanos - now)).min().orElse(Long.MAX_VALUE);
    }
}
