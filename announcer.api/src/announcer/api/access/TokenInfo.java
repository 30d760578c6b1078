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
 */
public record TokenInfo(String id, String name, Set<Scope> scopes, Instant created, String createdBy, Optional<Instant> expires,
        Optional<Instant> lastUsed) {
    public TokenInfo {
        scopes = Set.copyOf(scopes);
    }
}
