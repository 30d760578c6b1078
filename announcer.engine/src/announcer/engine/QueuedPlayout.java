package announcer.engine;

/**
 * An announcement between its queue and its outcome: its sound, and the present attempt to have that played. Control thread only, which is
 * the one writer of what is held here; the pacer tells of the attempt through its {@link Sending}.
 */
final class QueuedPlayout {
    private final Job sound;
    private Sending sending;
    private boolean told;

    QueuedPlayout(AnnouncementRecord announcement) {
        this.sound = new Job(announcement);
    }

    AnnouncementRecord announcement() {
        return sound.announcement;
    }

    boolean hasOutcome() {
        return announcement().status().state().isFinal();
    }

    /** How far its sound is made. */
    Job sound() {
        return sound;
    }

    /** The present attempt, from when it is put on a lane; null while it is on none. */
    Sending sending() {
        return sending;
    }

    boolean isIn(Sending.State state) {
        return sending != null && sending.state() == state;
    }

    /** Puts it at the end of a lane, unless it is on one. False when its sound is not begun yet. */
    boolean offerTo(Lane lane) {
        if (sound.utterance == null) {
            return false;
        }
        if (sending == null) {
            sending = new Sending(sound.utterance);
            lane.offer(sending);
        }
        return true;
    }

    /** Whether the present attempt has begun, and nobody was told. */
    boolean isToBeTold() {
        return !told && sending != null && sending.hasStarted() && (isIn(Sending.State.PLAYING) || isIn(Sending.State.WRITTEN));
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
        return sending == null || sending.withdraw() || isIn(Sending.State.WITHDRAWN);
    }

    /** Forgets the present attempt: another is to be made, of the sound there is. */
    void again() {
        if (sound.utterance != null) {
            sound.utterance.rewind();
        }
        sending = null;
        told = false;
    }

    /** Forgets the sound as well: it is of the wrong format, or its beginning is gone. Of what was let go of. */
    void anew() {
        sound.anew();
        again();
    }

    /** Nobody waits for its sound any more. */
    void letGo(SynthPool pool) {
        sound.letGo(pool);
        if (sending != null && !sending.withdraw()) {
            sending.forsake();
        }
    }
}
