package announcer.web.bundles;

/**
 * An interruption that an action on a bundle causes.
 *
 * @param when how soon it is felt
 * @param sentence what happens, for people
 */
record Interruption(When when, String sentence) {
    /** The moment of an interruption, the earliest first. */
    enum When {
        /** An announcement is being spoken. */
        SPEAKING,
        /** A stream is on the air. */
        ON_AIR,
        /** Announcements wait. */
        WAITING,
        /** This page and this interface. */
        HERE,
        /** Any later moment. */
        LATER
    }
}
