package announcer.engine.channel;

/** Why a channel ends. */
public enum ChannelEnd {
    /** Its configuration was deleted. */
    REMOVED("its channel was removed"),
    /** Its configuration owns another id now. */
    RENAMED("its channel was given another id"),
    /** Its component does not run (any more), while the engine does: its announcements wait for it. */
    RESTING("its channel's component was stopped"),
    /** The engine stops; the configuration stays. */
    STOPPED("Announcer was stopped");

    private final String cause;

    ChannelEnd(String cause) {
        this.cause = cause;
    }

    /** Words for the announcements that end with it. */
    public String cause() {
        return cause;
    }
}
