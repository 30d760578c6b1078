package announcer.app.client;

/** The exit codes of the client commands. */
final class ExitCode {
    /** Accepted; with --wait, spoken. */
    static final int OK = 0;
    /** Refused or failed; standard error says why. */
    static final int FAILED = 1;
    /** No product runs on the home. */
    static final int NOT_RUNNING = 3;

    private ExitCode() {
    }
}
