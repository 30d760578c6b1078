package announcer.engine.channel;

import announcer.engine.announcement.TrackedAnnouncement;
import announcer.engine.playout.Playout;
import announcer.engine.playout.PlayoutLane;
import announcer.engine.synthesis.SynthesisExecutor;
import announcer.engine.synthesis.SynthesisProgress;

/**
 * An announcement between its queue and its outcome: its sound, and the present attempt to have that played. Control thread only, which is
 * the one writer of what is held here; the pacer tells of the attempt through its {@link Playout}.
 */
final class QueuedPlayout {
    private final SynthesisProgress sound;
    private Playout playout;
    /** Where the present attempt was put; null before there was one. */
    private PlayoutLane lane;
    private boolean told;

    QueuedPlayout(TrackedAnnouncement announcement) {
        this.sound = new SynthesisProgress(announcement);
    }

    TrackedAnnouncement announcement() {
        return sound.announcement;
    }

    boolean hasOutcome() {
        return announcement().present().state().isFinal();
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
        if (sound.utterance != null) {
            sound.utterance.rewind();
        }
        leaveLane();
        playout = null;
        told = false;
    }

    /** The lane is not always heard, and then takes out nothing itself: it would hold the sound for ever. */
    private void leaveLane() {
        if (playout != null) {
            lane.forget(playout);
        }
    }

    /** Forgets the sound as well: it is of the wrong format, or its beginning is gone. Of what was let go of. */
    void anew() {
        sound.anew();
        again();
    }

    /** Nobody waits for its sound any more. */
    void letGo(SynthesisExecutor pool) {
        sound.letGo(pool);
        if (!withdraw()) {
            playout.abandon();
        }
    }
}
