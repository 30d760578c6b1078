package announcer.access;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import announcer.access.UserRecords.Stored;
import announcer.api.access.Role;
import announcer.api.config.ConfigurationCheck;
import announcer.api.config.InvalidConfigurationException;

/** The rules of a user's configuration that its metatype cannot express. */
final class UserCheck implements ConfigurationCheck {
    private final Users users;

    UserCheck(Users users) {
        this.users = users;
    }

    @Override
    public void check(String pid, Map<String, Object> values) throws InvalidConfigurationException {
        String name = Users.name(new Stored(pid, values));
        refuse(Users.NAME, UserRules.nameProblem(name));
        List<User> others = users.all().stream().filter(u -> !u.pid().equals(pid)).toList();
        for (User u : others) {
            if (u.name().equalsIgnoreCase(name)) {
                throw new InvalidConfigurationException(Users.NAME,
                        "there is already a user " + u.name() + ": its configuration is " + u.pid());
            }
        }
        String password = Users.text(values, Users.NEW_PASSWORD);
        if (!password.isEmpty()) {
            refuse(Users.NEW_PASSWORD, UserRules.passwordProblem(name, password));
        }
        hash(Users.text(values, Users.HASH));
        role(pid, values, others);
    }

    private static void hash(String hash) throws InvalidConfigurationException {
        if (!hash.isBlank()) {
            try {
                PasswordHash.parse(hash);
            } catch (IllegalArgumentException e) {
                throw new InvalidConfigurationException(Users.HASH, e.getMessage());
            }
        }
    }

    private void role(String pid, Map<String, Object> values, List<User> others) throws InvalidConfigurationException {
        Role role = Users.role(values).orElseThrow(() -> new InvalidConfigurationException(Users.ROLE,
                "role must be one of " + List.of(Role.values())));
        boolean isAdmin = users.all().stream().anyMatch(u -> u.pid().equals(pid) && u.role() == Role.ADMIN);
        if (isAdmin && role != Role.ADMIN && others.stream().noneMatch(u -> u.role() == Role.ADMIN)) {
            throw new InvalidConfigurationException(Users.ROLE,
                    "this is the last user with the role ADMIN, so its role must stay ADMIN; make another one first");
        }
    }

    private static void refuse(String key, Optional<String> problem) throws InvalidConfigurationException {
        if (problem.isPresent()) {
            throw new InvalidConfigurationException(key, problem.get());
        }
    }
}
