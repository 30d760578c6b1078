package announcer.transport.winpipe;

/** The Windows calls of this bundle, and no more: so that the orders of events which a real pipe seldom shows can be played by a model. */
interface Win32Pipes {
    /**
     * CreateNamedPipe: an instance that readers can open, whether it is waited for yet or not.
     *
     * @param path {@code \\.\pipe\name}
     * @param quotaBytes what Windows holds before a write has to wait
     * @param bytesPerWrite the longest write
     * @param first refuse when anybody has an instance of this name already
     * @throws Win32Exception {@link Win32Error#ACCESS_DENIED} or {@link Win32Error#PIPE_BUSY}: somebody has
     */
    PipeInstance create(String path, int quotaBytes, int bytesPerWrite, boolean first) throws Win32Exception;
}
