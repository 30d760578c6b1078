package announcer.web.bundles;

/**
 * An interruption that an action on a bundle causes.
 *
 * @param when how soon it is felt
 * @param sentence what happens, for people
 */
record Interruption(When when, String sentence) {
    /** How soon something is felt; what is heard at once comes first. */
    enum When {
        /** An announcement is being spoken. */
        SPEAKING,
        /** A stream is on the air. */
        ON_AIR,
        /** Announcements wait. */
        WAITING,
        /** This page and this interface. */
        HERE,
        /** All that comes later. */
        LATER
    }
}
