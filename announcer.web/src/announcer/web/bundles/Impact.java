package announcer.web.bundles;

/**
 * One thing that an action on a bundle interrupts.
 *
 * @param when how soon it is felt
 * @param sentence what happens, for people
 */
record Impact(When when, String sentence) {
    /** The moment at which it is felt, the earliest first. */
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
