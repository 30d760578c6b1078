package announcer.access;

import java.util.Optional;

import announcer.api.access.Role;
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
record User(String name, Role role, Optional<PasswordHash> hash, boolean initial, String pid) {
    UserInfo info() {
        return new UserInfo(name, role, pid);
    }
}
