package announcer.engine.channel;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import announcer.api.AnnouncementState;
import announcer.api.Priority;
import announcer.api.stream.Audience;
import announcer.engine.announcement.TrackedAnnouncement;
import announcer.engine.config.Interruption;
import announcer.engine.playout.Playout;
import announcer.engine.playout.PlayoutLane;
import announcer.engine.synthesis.SynthesisExecutor;
import announcer.engine.synthesis.SynthesisProgress;
import announcer.lib.time.Deadline;

/**
 * An announcement between its queue and its outcome: its sound, and the present attempt to have that played. Control thread only, which is
 * the one writer of what is held here; the pacer tells of the attempt through its {@link Playout}.
 */
final class QueuedPlayout {
    /**
     * The end of an attempt.
     *
     * @param audience the players that were there; not complete while that is not known
     * @param at when it was confirmed
     * @param patience until when that is waited for
     */
    record Confirmation(CompletableFuture<Optional<Audience>> audience, Instant at, Deadline patience) {
        /** Whether there is nothing to wait for any more. */
        boolean isSettled(long now) {
            return audience.isDone() || patience.hasPassed(now);
        }

        /** The players that were there, as far as that is known. From now on it is not asked for any more. */
        Optional<Audience> players() {
            audience.complete(Optional.empty());
            return audience.join();
        }

        /** Why the players are not known, if they are not. */
        String whyUnknown() {
            return audience.isDone()
                    ? "its channel is published to a server that does not tell"
                    : "the embedded server did not say within some seconds";
        }
    }

    private static final int MOST_CUTS = 5;

    private final SynthesisProgress sound;
    private Playout playout;
    /** Where the present attempt was put; null before there was one. */
    private PlayoutLane lane;
    private boolean told;
    private boolean left;
    private Optional<Confirmation> confirmed = Optional.empty();
    /** By whom the present attempt is cut short, and how; null: by nobody. */
    private TrackedAnnouncement interrupter;
    private Interruption interruption;
    /** Who cut the attempt short behind which it goes on; null: nobody. */
    private TrackedAnnouncement goesOnAfter;
    /** How often it was cut short by others than emergencies. */
    private int cuts;

    QueuedPlayout(TrackedAnnouncement announcement) {
        this.sound = new SynthesisProgress(announcement);
    }

    TrackedAnnouncement announcement() {
        return sound.announcement;
    }

    /** Whether it is none of this channel's playouts any more: it has its outcome, or waits elsewhere. */
    boolean hasOutcome() {
        return left || announcement().present().state().isFinal();
    }

    /** How far its sound is made. */
    SynthesisProgress sound() {
        return sound;
    }

    /** The present attempt, from when it is put on a lane; null while it is on none. */
    Playout playout() {
        return playout;
    }

    boolean isIn(Playout.State state) {
        return playout != null && playout.state() == state;
    }

    /** Puts it at the end of a lane, unless it is on one. False when its sound is not begun yet. */
    boolean offerTo(PlayoutLane to) {
        if (sound.utterance == null) {
            return false;
        }
        if (playout == null) {
            playout = new Playout(sound.utterance);
            lane = to;
            lane.offer(playout);
        }
        return true;
    }

    /** Whether the present attempt has begun, and nobody was told. */
    boolean isToBeTold() {
        return !told && playout != null && playout.hasStarted() && (isIn(Playout.State.PLAYING) || isIn(Playout.State.WRITTEN));
    }

    /** Whether it was told that the present attempt has begun. */
    boolean isTold() {
        return told;
    }

    void told() {
        told = true;
    }

    /** The reader has passed on all of the present attempt: its players are asked for, once. */
    void confirm(CompletableFuture<Optional<Audience>> asked, Instant at, Deadline patience) {
        confirmed = Optional.of(new Confirmation(asked, at, patience));
    }

    /** What became of the present attempt, from when the reader had passed on all of it. */
    Optional<Confirmation> confirmation() {
        return confirmed;
    }

    /** It will be another playout, later. */
    void leave() {
        left = true;
    }

    /** Takes it back before it begins, if it is on a lane. False when it has begun. */
    boolean withdraw() {
        if (playout == null || isIn(Playout.State.WITHDRAWN)) {
            return true;
        }
        boolean withdrawn = playout.withdraw();
        if (withdrawn) {
            leaveLane();
        }
        return withdrawn;
    }

    /** Forgets the present attempt: another is to be made, of the sound there is. */
    void again() {
        announcement().allSaid(false);
        if (sound.utterance != null) {
            sound.utterance.rewind();
        }
        leaveLane();
        playout = null;
        told = false;
        confirmed = Optional.empty();
        interrupter = null;
    }

    /** The lane is not always heard, and then takes out nothing itself: it would hold the sound for ever. */
    private void leaveLane() {
        if (playout != null) {
            lane.forget(playout);
        }
    }

    /** Forgets the sound as well, of what was let go of: its beginning is gone, or it is to begin with another sentence. */
    void anew(int fromStep) {
        sound.anew(fromStep);
        again();
    }

    /** Whether its sound waits on the lane and has something to be heard. */
    boolean isReady() {
        return isIn(Playout.State.WAITING) && sound.utterance.frames() > 0;
    }

    /** Has the present attempt fade out, so that another one is heard before it. */
    void interrupt(TrackedAnnouncement by, Interruption how) {
        interrupter = by;
        interruption = how;
        playout.cut();
    }

    /** Whether the present attempt is cut short, or is about to be, so that another one is heard before it. */
    boolean isInterrupted() {
        return interrupter != null;
    }

    /** Whether it has been cut short so often by others than emergencies that only those may do so again: else it would never be spoken whole. */
    boolean wasCutOftenEnough() {
        return cuts >= MOST_CUTS;
    }

    /** Whether it would go on behind what a reader that was lost may not have passed on. */
    boolean goesOnAfterUnheard() {
        return goesOnAfter != null && !sound.isFromStart() && goesOnAfter.present().state() != AnnouncementState.SPOKEN;
    }

    /** Makes it ready for the attempt that follows one that was cut short. Returns why there is one, for people. */
    String afterInterruption() {
        boolean resumes = interruption == Interruption.CUT_AND_RESUME;
        cuts += interrupter.rank() == Priority.EMERGENCY ? 0 : 1;
        goesOnAfter = interrupter;
        String why = "announcement " + interrupter.id() + " (" + interrupter.request().priority().name().toLowerCase(Locale.ROOT)
                + ") interrupted it; it will " + (resumes ? "go on with the sentence that was cut" : "be spoken again from its start");
        anew(resumes ? sound.stepAt(playout.framesTaken()) : sound.repeatFrom(playout.framesTaken()));
        return why;
    }

    /** Nobody waits for its sound any more. */
    void letGo(SynthesisExecutor pool) {
        sound.letGo(pool);
        if (!withdraw()) {
            playout.abandon();
        }
    }
}
