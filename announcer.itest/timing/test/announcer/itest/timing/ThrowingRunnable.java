package announcer.itest.timing;

/** An action of a test that may throw any exception. */
@FunctionalInterface
interface ThrowingRunnable {
    void run() throws Exception;
}
