package announcer.api.access;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * An authenticated caller.
 *
 * @param name the user's name, or {@code token:} and the token's name
 * @param scopes what this caller may do; none while its password has to be changed
 * @param credential by what it was recognised
 * @param address where the request came from
 * @param counter id of the counter (see {@link announcer.api.calling.Calling}) for which alone this caller works: it may do nothing that is not that
 *            counter's, whatever its scopes; empty: it is not restricted so
 */
public record Caller(String name, Set<Scope> scopes, Credential credential, String address, Optional<String> counter) {
    public Caller {
        scopes = Set.copyOf(scopes);
        Objects.requireNonNull(counter, "counter");
    }

    /** One that is not restricted to a counter. */
    public Caller(String name, Set<Scope> scopes, Credential credential, String address) {
        this(name, scopes, credential, address, Optional.empty());
    }

    /** Whether this caller may do what the scope stands for. */
    public boolean may(Scope scope) {
        return scopes.contains(scope);
    }
}
