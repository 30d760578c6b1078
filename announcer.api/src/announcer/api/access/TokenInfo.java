package announcer.api.access;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A token, without its secret.
 *
 * @param id its id, for revoking it; not secret
 * @param name what it is for
 * @param scopes what its bearer may do
 * @param created when it was made
 * @param createdBy who made it
 * @param expires when it ends; empty: when it is revoked
 * @param lastUsed when it was used last, to the minute; empty: never since the start
 * @param counter id of the counter for which alone it is good; empty: it is not restricted so
 */
public record TokenInfo(String id, String name, Set<Scope> scopes, Instant created, String createdBy, Optional<Instant> expires,
        Optional<Instant> lastUsed, Optional<String> counter) {
    public TokenInfo {
        scopes = Set.copyOf(scopes);
    }

    /** One that is not restricted to a counter. */
    public TokenInfo(String id, String name, Set<Scope> scopes, Instant created, String createdBy, Optional<Instant> expires,
            Optional<Instant> lastUsed) {
        this(id, name, scopes, created, createdBy, expires, lastUsed, Optional.empty());
    }
}
