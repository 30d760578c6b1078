package announcer.calling.ticket;

/** What can be done with a ticket or an order. */
public enum Act {
    CALL("called"), AGAIN("called again"), SERVE("served"), FINISH("finished"), NO_SHOW("taken for a no-show"), PARK("parked"), TRANSFER(
            "transferred"), REQUEUE("put back into the line"), CANCEL("cancelled"), READY("called as ready"), COLLECT("collected");

    private final String words;

    Act(String words) {
        this.words = words;
    }

    /** As in "it cannot be ...". */
    public String words() {
        return words;
    }
}
