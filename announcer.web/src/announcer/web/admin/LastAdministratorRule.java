package announcer.web.admin;

import java.util.List;

import announcer.api.access.AccessControl;
import announcer.api.access.Role;
import announcer.api.access.UserInfo;
import announcer.web.http.Problem;

/** The rule that one administrator stays. It makes changes of users one at a time. Safe for use by any thread. */
final class LastAdministratorRule {
    /** A change of a user. */
    interface Change<T> {
        T make() throws Problem;
    }

    /**
     * Makes a change unless it would take the last administrator away.
     *
     * @param pid the user's configuration
     * @param role the role that the user has afterwards; null: the user is removed
     */
    synchronized <T> T keep(AccessControl access, String pid, Change<T> change, Object role) throws Problem {
        List<UserInfo> administrators = access.users().stream().filter(user -> user.role() == Role.ADMIN).toList();
        boolean stays = Role.ADMIN.name().equals(role);
        if (!stays && administrators.size() == 1 && nameOf(administrators.get(0).pid()).equals(nameOf(pid))) {
            throw new Problem(409, "last-admin", "This is the last administrator", "\"" + administrators.get(0).name()
                    + "\" is the only user with the role ADMIN; make another user an administrator first");
        }
        return change.make();
    }

    /** Configuration Admin has two shapes of PID for an instance: {@code FACTORY~name} and {@code FACTORY.name}. */
    private static String nameOf(String pid) {
        return pid.length() > AccessControl.USER_PID.length() ? pid.substring(AccessControl.USER_PID.length() + 1) : pid;
    }
}
