package announcer.api.stream;

/** The states of a publication. What is wanted (the order) is not among them: a push is wanted from its making to its closing. */
public enum PushState {
    /** The pusher's process has been started; media time has not advanced yet. */
    STARTING,
    /** Media time advances. */
    PUSHING,
    /** Media time has stopped advancing; the process is being ended. */
    STALE,
    /** The process has ended by itself. */
    EXITED,
    /** Waiting for the next attempt. */
    BACKING_OFF,
    /** Closed, for good. */
    STOPPED
}
