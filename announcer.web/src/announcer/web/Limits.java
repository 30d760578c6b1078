package announcer.web;

/**
 * The limits that are in force.
 *
 * @param maxBodyBytes largest body of a request
 * @param maxWaitSeconds longest wait for an outcome
 */
record Limits(int maxBodyBytes, int maxWaitSeconds) {
    static Limits of(WebConfig config) {
        return new Limits(config.maxBodyBytes(), config.maxWaitSeconds());
    }
}
