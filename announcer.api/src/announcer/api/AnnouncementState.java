package announcer.api;

/** The lifecycle state of an announcement. The first three are passed through; the last four are outcomes and never change again. */
public enum AnnouncementState {
    /** Accepted, waiting for its turn (or for a voice, or for a reader of the channel; or for one that interrupted it). */
    QUEUED,
    /** A speech engine is making its sound; nothing of it has been written to the pipe yet. */
    SYNTHESISING,
    /** Its sound is being written to the channel's pipe, or has been and is not yet confirmed. */
    SPEAKING,
    /** The pusher's media time has passed its last sample (without a pusher: the pipe took it and the reader is still there). */
    SPOKEN,
    /** It could not be spoken; the cause says why. */
    FAILED,
    /** Its time-to-live ran out before its first sample was written. */
    EXPIRED,
    /** Its caller, or an operator, withdrew it. */
    CANCELLED;

    /** Whether this state is an outcome. */
    public boolean isFinal() {
        return switch (this) {
            case QUEUED, SYNTHESISING, SPEAKING -> false;
            case SPOKEN, FAILED, EXPIRED, CANCELLED -> true;
        };
    }
}
