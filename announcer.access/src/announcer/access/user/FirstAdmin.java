package announcer.access.user;

import java.io.IOException;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.access.crypto.PasswordHash;
import announcer.api.access.Role;

/** Ensures at a start that there is an administrator who can log in. */
public final class FirstAdmin {
    private static final Logger LOG = LoggerFactory.getLogger(FirstAdmin.class);
    private static final String NAME = "admin";

    private final UserStore users;
    private final UserRecords records;
    private final SecureRandom random;

    public FirstAdmin(UserStore users, UserRecords records, SecureRandom random) {
        this.users = users;
        this.records = records;
        this.random = random;
    }

    /**
     * Ensures it now or, while the users cannot be read, once they can.
     *
     * @param console where a password that is made is printed, once
     */
    public void ensure(PrintStream console) {
        if (!users.isRead()) {
            LOG.error("whether there is an administrator is not known, since the users cannot be read; nobody can log in until they can");
        }
        users.whenRead(() -> ensureNow(console));
    }

    private void ensureNow(PrintStream console) {
        try {
            Optional<Map<String, Object>> former = records.takeFormer();
            if (users.all().stream().anyMatch(u -> u.role() == Role.ADMIN && u.hash().isPresent())) {
                former.ifPresent(
                        f -> LOG.warn("the login in the configuration announcer.console was removed: users are announcer.user~NAME now"));
                return;
            }
            if (former.isPresent() && takeOver(former.get())) {
                return;
            }
            if (!records.all().isEmpty()) {
                // Not a first start: somebody will wonder why the password that they know opens nothing.
                LOG.warn(
                        "no user with the role ADMIN can log in any more, as after damage to conf/announcer.user~NAME.cfg: an administrator "
                                + "gets a new first password, which is printed");
            }
            String password = FirstPassword.make(random);
            users.makeAdmin(NAME, PasswordHash.of(password, random), true);
            // To standard output and nowhere else: logs are kept and read by others.
            console.println("password: " + password);
            console.flush();
        } catch (IOException e) {
            LOG.error("no administrator can be made, nobody can log in: {}", e.toString(), e);
        }
    }

    private boolean takeOver(Map<String, Object> former) throws IOException {
        String name = UserStore.text(former, "user");
        if (name.isEmpty() || UserRules.nameProblem(name).isPresent()) {
            name = NAME;
        }
        String password = UserStore.text(former, UserStore.NEW_PASSWORD);
        if (!password.isEmpty() && UserRules.passwordProblem(name, password).isEmpty()) {
            users.makeAdmin(name, PasswordHash.of(password, random), false);
        } else {
            try {
                users.makeAdmin(name, PasswordHash.parse(UserStore.text(former, UserStore.HASH)), false);
            } catch (IllegalArgumentException e) {
                LOG.warn("the login in the configuration announcer.console cannot be taken over: {}", e.getMessage());
                return false;
            }
        }
        LOG.info("the login of the web console was taken over: it is the user {} with the role ADMIN now", name);
        return true;
    }
}
