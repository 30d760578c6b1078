package announcer.api;

/**
 * The order in which a channel takes announcements from its queue: the highest priority first, each in the order of arrival. Whether one
 * that arrives waits for the one being spoken, or cuts it short, is the engine's setting {@code interruptions}. In ascending order.
 */
public enum Priority {
    /** Notices that may wait for everything else. */
    BACKGROUND,
    /** Waits its turn. */
    ROUTINE,
    /** Goes before every routine announcement that is still waiting. */
    URGENT,
    /** Goes before all others; for danger to people. */
    EMERGENCY
}
