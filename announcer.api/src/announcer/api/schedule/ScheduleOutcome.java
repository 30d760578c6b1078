package announcer.api.schedule;

/** What became of a time of a schedule. */
public enum ScheduleOutcome {
    /** Its announcement was accepted; the announcement tells the rest. */
    ACCEPTED,
    /** Its announcement was refused. */
    REFUSED,
    /** It was left out, see {@link MissedRule}. */
    MISSED
}
