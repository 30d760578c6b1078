package announcer.api.access;

import java.util.EnumSet;
import java.util.Set;

/** What kind of user somebody is; each may do what the ones before may, too. */
public enum Role {
    /** Looks and listens. */
    VIEWER,
    /** Calls numbers all day. */
    OPERATOR,
    /** May do everything, and alone enters the web console. */
    ADMIN;

    /** What a user of this role may do. */
    public Set<Scope> scopes() {
        return switch (this) {
            case VIEWER -> EnumSet.of(Scope.METRICS, Scope.VIEW);
            case OPERATOR -> EnumSet.of(Scope.METRICS, Scope.VIEW, Scope.ANNOUNCE, Scope.OPERATE);
            case ADMIN -> EnumSet.allOf(Scope.class);
        };
    }
}
