package announcer.api.calling;

/** Where a call is. */
public enum CallState {
    /** The engine has not taken it yet; it is tried again, see its cause. */
    SUBMITTING,
    /** The engine has it: it waits for its turn, or for its sound. */
    WAITING,
    /** Its sound is being played; boards show it from the first sample on. */
    SPEAKING,
    /** It was spoken to its end. */
    SPOKEN,
    /** It could not be spoken; its operator must be told. */
    FAILED,
    /** It waited too long; its operator must be told. */
    EXPIRED,
    /** The engine will not take it; its operator must be told. */
    REFUSED,
    /** A later call of the same ticket took its place, or somebody withdrew it. */
    SUPERSEDED;

    /** Whether nothing changes it any more. */
    public boolean isFinal() {
        return this != SUBMITTING && this != WAITING && this != SPEAKING;
    }

    /** Whether it is over without having been spoken, and nobody meant that. */
    public boolean isFailure() {
        return this == FAILED || this == EXPIRED || this == REFUSED;
    }
}
