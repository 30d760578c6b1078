package announcer.itest.support;

/** Something that a test does and that may fail. */
@FunctionalInterface
public interface ThrowingRunnable {
    /**
     * Does it.
     *
     * @throws Exception of any kind, which fails the test
     */
    void run() throws Exception;
}
