package announcer.api;

/** The order in which a channel takes announcements from its queue: urgent ones first, each kind in the order of submission. */
public enum Priority {
    /** Waits its turn. */
    ROUTINE,
    /** Goes before every routine announcement that is still waiting; it never interrupts one that is being spoken. */
    URGENT
}
