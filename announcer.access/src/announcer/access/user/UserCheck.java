package announcer.access.user;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.osgi.framework.Constants;

import announcer.access.crypto.PasswordHash;
import announcer.access.user.UserRecords.Stored;
import announcer.api.access.AccessControl;
import announcer.api.access.Role;
import announcer.api.config.ConfigurationCheck;
import announcer.api.config.InvalidConfigurationException;

/** The rules of a user's configuration that its metatype cannot express. */
public final class UserCheck implements ConfigurationCheck {
    private static final String LAST = "this is the last user with the role ADMIN who can log in, so ";

    private final UserStore users;

    public UserCheck(UserStore users) {
        this.users = users;
    }

    @Override
    public void check(String pid, Map<String, Object> values) throws InvalidConfigurationException {
        String name = UserStore.name(new Stored(pid, values));
        refuse(UserStore.NAME, UserRules.nameProblem(name));
        List<User> others = users.all().stream().filter(u -> !same(u, pid)).toList();
        for (User u : others) {
            if (u.name().equalsIgnoreCase(name)) {
                throw new InvalidConfigurationException(UserStore.NAME,
                        "there is already a user " + u.name() + ": its configuration is " + u.pid());
            }
        }
        String password = UserStore.text(values, UserStore.NEW_PASSWORD);
        if (!password.isEmpty()) {
            refuse(UserStore.NEW_PASSWORD, UserRules.passwordProblem(name, password));
        }
        hash(UserStore.text(values, UserStore.HASH));
        Role role = UserStore.role(values).orElseThrow(() -> new InvalidConfigurationException(UserStore.ROLE,
                "role must be one of " + List.of(Role.values())));
        boolean canLogIn = !password.isEmpty() || !UserStore.text(values, UserStore.HASH).isBlank();
        if (isLastAdministrator(pid) && !(role == Role.ADMIN && canLogIn)) {
            throw role == Role.ADMIN
                    ? new InvalidConfigurationException(UserStore.HASH, LAST + "its passwordHash must stay, or newPassword must be given")
                    : new InvalidConfigurationException(UserStore.ROLE, LAST + "its role must stay ADMIN; make another one first");
        }
    }

    @Override
    public void checkDeletion(String pid) throws InvalidConfigurationException {
        if (isLastAdministrator(pid)) {
            throw new InvalidConfigurationException(Constants.SERVICE_PID, LAST + "it must stay; make another one first");
        }
    }

    /** Whether nobody else is left who can log in and may do everything. One without a password does not count. */
    private boolean isLastAdministrator(String pid) {
        List<User> administrators = users.all().stream().filter(u -> u.role() == Role.ADMIN && u.hash().isPresent()).toList();
        return administrators.size() == 1 && same(administrators.get(0), pid);
    }

    /** Configuration Admin has two shapes of PID for an instance: {@code FACTORY~name} and {@code FACTORY.name}. */
    private static boolean same(User user, String pid) {
        return afterFactory(user.pid()).equals(afterFactory(pid));
    }

    private static String afterFactory(String pid) {
        int factory = AccessControl.USER_PID.length();
        return pid.startsWith(AccessControl.USER_PID) && pid.length() > factory ? pid.substring(factory + 1) : pid;
    }

    private static void hash(String hash) throws InvalidConfigurationException {
        if (!hash.isBlank()) {
            try {
                PasswordHash.parse(hash);
            } catch (IllegalArgumentException e) {
                throw new InvalidConfigurationException(UserStore.HASH, e.getMessage());
            }
        }
    }

    private static void refuse(String key, Optional<String> problem) throws InvalidConfigurationException {
        if (problem.isPresent()) {
            throw new InvalidConfigurationException(key, problem.get());
        }
    }
}
