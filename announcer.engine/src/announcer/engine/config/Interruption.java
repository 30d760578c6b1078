package announcer.engine.config;

/** What happens to an announcement that is being spoken when one of a higher priority comes. */
public enum Interruption {
    /** It is finished; the other one waits. */
    WAIT,
    /** It fades out, and is spoken again from its start after the other one. */
    CUT_AND_REPEAT,
    /** It fades out, and goes on after the other one, from the start of the sentence in which it was cut. */
    CUT_AND_RESUME,
    /** It goes on, quieter, beneath the other one, and comes back to its level after it. */
    DUCK
}
