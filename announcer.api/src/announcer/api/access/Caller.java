package announcer.api.access;

import java.util.Set;

/**
 * An authenticated caller.
 *
 * @param name the user's name, or {@code token:} and the token's name
 * @param scopes what this caller may do; none while its password has to be changed
 * @param credential by what it was recognised
 * @param address where the request came from
 */
public record Caller(String name, Set<Scope> scopes, Credential credential, String address) {
    public Caller {
        scopes = Set.copyOf(scopes);
    }

    /** Whether this caller may do what the scope stands for. */
    public boolean may(Scope scope) {
        return scopes.contains(scope);
    }
}
