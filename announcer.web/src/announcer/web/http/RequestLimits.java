package announcer.web.http;

/**
 * The limits of requests that are in force.
 *
 * @param maxBodyBytes largest body of a request
 * @param maxWaitSeconds longest wait for an outcome
 * @param bodySeconds how long a body may take to arrive, in seconds
 * @param requestsPerSecond how many requests a caller may send in the long run; 0: any number
 */
public record RequestLimits(int maxBodyBytes, int maxWaitSeconds, int bodySeconds, int requestsPerSecond) {}
