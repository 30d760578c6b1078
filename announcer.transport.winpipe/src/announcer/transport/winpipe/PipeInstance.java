package announcer.transport.winpipe;

import java.nio.ByteBuffer;

/**
 * One instance of a named pipe, and the one operation that may be underway on it: a connect or a write. Its OVERLAPPED and its buffer
 * belong to Windows from {@link Win32Error#IO_PENDING} on until {@link #completed()} has been true or {@link #await()} has returned; only
 * then may the next operation begin, or the instance be closed.
 */
interface PipeInstance {
    /**
     * ConnectNamedPipe.
     *
     * @return {@link Win32Error#IO_PENDING}: nobody is there yet; {@link Win32Error#PIPE_CONNECTED}: a reader is there;
     *         {@link Win32Error#NO_DATA}: it was, and has gone
     */
    int connect();

    /**
     * WriteFile, of a copy.
     *
     * @param media its position is left alone
     * @param length from the position on
     * @return {@link Win32Error#NONE}: Windows has it all; {@link Win32Error#IO_PENDING}: it waits for room; anything else: the reader has
     *         gone
     */
    int write(ByteBuffer media, int length);

    /** Whether the operation that was underway is over. Asks nobody: Windows sets it in our memory. */
    boolean completed();

    /** The outcome of an operation that is over. */
    int result();

    /** CancelIoEx: asks for an end of what is underway; {@link #await()} waits for it. */
    void cancel();

    /** GetOverlappedResult with wait; the outcome. After a cancel it is there soon. Not for the pacer's thread. */
    int await();

    /** CloseHandle: the reader reads what Windows holds for it, and then the end. */
    void close();
}
