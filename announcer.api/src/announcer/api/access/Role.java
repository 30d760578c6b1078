package announcer.api.access;

import java.util.EnumSet;
import java.util.Set;

/** The role of a user; each includes the rights of the ones before. */
public enum Role {
    /** Looks and listens. */
    VIEWER,
    /** Calls numbers all day. */
    OPERATOR,
    /** May do everything, and alone enters the web console. */
    ADMIN;

    /** Returns the scopes of this role. */
    public Set<Scope> scopes() {
        return switch (this) {
            case VIEWER -> EnumSet.of(Scope.METRICS, Scope.VIEW);
            case OPERATOR -> EnumSet.of(Scope.METRICS, Scope.VIEW, Scope.ANNOUNCE, Scope.OPERATE);
            case ADMIN -> EnumSet.allOf(Scope.class);
        };
    }
}
