package announcer.web.bundles;

/**
 * Something that an action on a bundle interrupts.
 *
 * @param when how soon it is felt
 * @param sentence what happens, for people
 */
record Interruption(When when, String sentence) {
    /** How soon something is felt; what is heard at once comes first. */
    enum When {
        /** Somebody is being spoken to. */
        SPEAKING,
        /** A stream is on the air. */
        ON_AIR,
        /** Something waits to be spoken. */
        WAITING,
        /** This page and this interface. */
        HERE,
        /** Whatever comes next. */
        LATER
    }
}
