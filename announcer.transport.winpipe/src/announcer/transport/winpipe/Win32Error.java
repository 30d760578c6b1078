package announcer.transport.winpipe;

/** The error codes of Windows that mean something to a pipe. */
final class Win32Error {
    static final int NONE = 0;
    static final int FILE_NOT_FOUND = 2;
    /** Another process has the first instance of this name; or our own last reader still drains one. */
    static final int ACCESS_DENIED = 5;
    /** The other end has been closed. */
    static final int BROKEN_PIPE = 109;
    /** All instances are taken. */
    static final int PIPE_BUSY = 231;
    /** A reader came and went; or, to a write, has gone. */
    static final int NO_DATA = 232;
    /** A reader was there before it was waited for. */
    static final int PIPE_CONNECTED = 535;
    /** Cancelled. */
    static final int OPERATION_ABORTED = 995;
    /** Begun, and not over. */
    static final int IO_PENDING = 997;

    private Win32Error() {
    }
}
