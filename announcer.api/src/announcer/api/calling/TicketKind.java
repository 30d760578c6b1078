package announcer.api.calling;

/** What a number stands for. */
public enum TicketKind {
    /** A visitor who waits to be called to a counter. */
    TICKET,
    /** Something that is being made, and called when it is ready. */
    ORDER
}
