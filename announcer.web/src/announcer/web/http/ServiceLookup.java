package announcer.web.http;

/**
 * Looks up a service of the product, which comes and goes while the API stays. Safe for use by any thread.
 *
 * @param <T> the service's type
 */
@FunctionalInterface
public interface ServiceLookup<T> {
    /** Returns the service, or throws the problem (503) that it is not there. */
    T get() throws Problem;
}
