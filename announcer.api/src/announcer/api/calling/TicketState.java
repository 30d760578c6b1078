package announcer.api.calling;

/** Where a ticket or an order is. The states of orders are the last three and CANCELLED. */
public enum TicketState {
    /** It waits for the first counter that serves its service. */
    ISSUED,
    /** It waits again, for another service or a certain counter. */
    TRANSFERRED,
    /** A counter has called it; nobody has come yet. */
    CALLED,
    /** Its visitor is at the counter. */
    SERVING,
    /** Done. */
    SERVED,
    /** It was called and nobody came; it can be called again. */
    NO_SHOW,
    /** Its visitor was sent away for a while; it can be called again. */
    PARKED,
    /** It is over without having been served; its cause says why. */
    CANCELLED,
    /** An order that is being made. */
    PREPARING,
    /** An order that waits to be collected. */
    READY,
    /** An order that was collected. */
    COLLECTED;

    /** Whether nothing changes it any more. */
    public boolean isFinal() {
        return this == SERVED || this == CANCELLED || this == COLLECTED;
    }

    /** Whether it is in the line of those that "next" calls. */
    public boolean waits() {
        return this == ISSUED || this == TRANSFERRED;
    }

    /** Whether it is at a counter. */
    public boolean isAtCounter() {
        return this == CALLED || this == SERVING;
    }
}
