package announcer.bench.fuzz;

/** The outcome of an odd text. */
enum FuzzOutcome {
    /** Not accepted, and told why. */
    REFUSED(true),
    /** Spoken whole. */
    SPOKEN(true),
    /** It was being spoken, and we cancelled it to save time. */
    CUT_SHORT(true),
    /** Accepted, and ended FAILED with a cause. */
    FAILED(true),
    /** Accepted, and waited too long for its first sample. */
    EXPIRED(true),
    /** Not accepted, but without a problem document that says why, or by an error of the server's. */
    UNEXPLAINED(false),
    /** Accepted although it may not be. */
    WRONGLY_ACCEPTED(false),
    /** Accepted, and not known any more. */
    LOST(false),
    /** Accepted, and without an outcome for too long. */
    HANGING(false),
    /** The product did not answer. */
    NO_ANSWER(false);

    private final boolean fine;

    FuzzOutcome(boolean fine) {
        this.fine = fine;
    }

    /** Whether that may happen to an odd text. */
    boolean fine() {
        return fine;
    }
}
