package announcer.api.access;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What kind of user somebody is; each may do what the ones before may, too. */
public enum Role {
    /** Looks and listens. */
    VIEWER(EnumSet.of(Scope.METRICS, Scope.VIEW)),
    /** Calls numbers all day. */
    OPERATOR(EnumSet.of(Scope.METRICS, Scope.VIEW, Scope.ANNOUNCE, Scope.OPERATE)),
    /** May do everything, and alone enters the web console. */
    ADMIN(EnumSet.allOf(Scope.class));

    private final Set<Scope> scopes;

    Role(EnumSet<Scope> scopes) {
        this.scopes = Collections.unmodifiableSet(scopes);
    }

    /** What a user of this role may do. */
    public Set<Scope> scopes() {
        return scopes;
    }
}
