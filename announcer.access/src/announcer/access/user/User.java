package announcer.access.user;

import java.util.Optional;
import java.util.Set;

import announcer.access.crypto.PasswordHash;
import announcer.api.access.Role;
import announcer.api.access.Scope;
import announcer.api.access.UserInfo;

/**
 * A user as its configuration has it.
 *
 * @param name the name to log in with
 * @param role what it may do
 * @param hash of its password; empty: it cannot log in
 * @param initial whether the password was made by Announcer and has to be changed
 * @param pid its configuration
 */
public record User(String name, Role role, Optional<PasswordHash> hash, boolean initial, String pid) {
    /** Returns what the user may do: nothing, until the password that Announcer made is changed. */
    public Set<Scope> scopes() {
        return initial ? Set.of() : role.scopes();
    }

    public UserInfo info() {
        return new UserInfo(name, role, pid);
    }
}
