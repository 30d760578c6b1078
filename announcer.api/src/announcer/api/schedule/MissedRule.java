package announcer.api.schedule;

/**
 * What becomes of a time at which nothing could run: the product was not running, the machine slept, its clock was set forward, or the
 * announcement was refused for a while. A run that is a minute late is not missed.
 */
public enum MissedRule {
    /** It is left out. */
    SKIP,
    /** The latest time that was missed is run late, if it is not later than the schedule allows; earlier ones are left out. */
    RUN_ONCE
}
