package announcer.shell;

import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.apache.felix.service.command.Descriptor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import announcer.api.access.AccessControl;
import announcer.api.access.AccessException;
import announcer.api.access.NewToken;
import announcer.api.access.Role;
import announcer.api.access.Scope;
import announcer.api.access.UserInfo;
import announcer.api.config.InvalidConfigurationException;

/** The commands for tokens, users and the audit trail. */
@Component(service = AccessCommands.class, immediate = true, property = {"osgi.command.scope=announcer", "osgi.command.function=tokens",
        "osgi.command.function=users", "osgi.command.function=audit"})
public class AccessCommands {
    /** The commands within {@code tokens}. */
    static final List<String> TOKEN_ACTIONS = List.of("list", "create", "revoke");
    /** The commands within {@code users}. */
    static final List<String> USER_ACTIONS = List.of("list", "create", "role", "delete");

    private static final int ENTRIES = 20;

    private final AdministrationProvider administration;
    private final AccessTexts words;

    /** For the component framework. */
    @Activate
    public AccessCommands(@Reference AdministrationProvider administration) {
        this(administration, ZoneId.systemDefault());
    }

    AccessCommands(AdministrationProvider administration, ZoneId zone) {
        this.administration = administration;
        words = new AccessTexts(zone);
    }

    @Descriptor("lists, makes and revokes tokens for programs (announcer:help tokens)")
    public String tokens(@Descriptor("[list] | create NAME SCOPE[,SCOPE]... [DAYS] | revoke ID") String... arguments) {
        return CommandRunner.run(() -> {
            CommandArguments typed = new CommandArguments("tokens", arguments);
            AccessControl access = administration.access();
            return switch (typed.first()) {
                case "", "list" -> words.tokens(access.tokens());
                case "create" -> created(access, typed.most(4));
                case "revoke" -> revoked(access, typed.most(2).at(1, "a token's id"));
                default -> throw typed.unknown(String.join(", ", TOKEN_ACTIONS));
            };
        });
    }

    @Descriptor("lists, makes, changes and deletes users (announcer:help users)")
    public String users(@Descriptor("[list] | create NAME ROLE PASSWORD | role NAME ROLE | delete NAME") String... arguments) {
        return CommandRunner.run(() -> {
            CommandArguments typed = new CommandArguments("users", arguments);
            AccessControl access = administration.access();
            return switch (typed.first()) {
                case "", "list" -> AccessTexts.users(access.users());
                case "create" -> userCreated(typed.most(4));
                case "role" -> roleGiven(access, user(access, typed.most(3).at(1, "a name")), role(typed.at(2, "a role")));
                case "delete" -> userDeleted(access, user(access, typed.most(2).at(1, "a name")));
                default -> throw typed.unknown(String.join(", ", USER_ACTIONS));
            };
        });
    }

    @Descriptor("shows who did what lately, newest first")
    public String audit(@Descriptor("how many entries; 20 when left out") String... limit) {
        return CommandRunner.run(() -> {
            String most = limit.length == 0 ? String.valueOf(ENTRIES) : new CommandArguments("audit", limit).most(1).first();
            if (!most.matches("[1-9][0-9]{0,5}")) {
                throw new CommandException("\"" + most + "\" is not a number of entries such as 100");
            }
            return words.trail(administration.access().trail(Integer.parseInt(most)));
        });
    }

    private String created(AccessControl access, CommandArguments typed) throws CommandException, AccessException {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String scope : typed.at(2, "scopes").split(",", -1)) {
            scopes.add(choice(Scope.class, scope.strip()));
        }
        NewToken token = access.createToken(administration.caller(), typed.at(1, "a name"), scopes, life(typed));
        return "token " + token.info().name() + " (" + token.info().id() + "); it is shown this once:\n" + token.secret();
    }

    private static Optional<Duration> life(CommandArguments typed) throws CommandException {
        if (typed.count() < 4) {
            return Optional.empty();
        }
        String days = typed.at(3, "days");
        if (!days.matches("[1-9][0-9]{0,4}")) {
            throw new CommandException(
                    "\"" + days + "\" is not a number of days such as 90; without one the token is valid until it is revoked");
        }
        return Optional.of(Duration.ofDays(Integer.parseInt(days)));
    }

    private String revoked(AccessControl access, String id) throws CommandException {
        if (!access.revokeToken(administration.caller(), id)) {
            throw new CommandException("no token has the id \"" + id + "\"; announcer:tokens lists them");
        }
        return "token " + id + " is revoked";
    }

    private String userCreated(CommandArguments typed) throws CommandException, InvalidConfigurationException, IOException {
        String name = typed.at(1, "a name");
        Role role = role(typed.at(2, "a role"));
        administration.settings().create(AccessControl.USER_PID, name,
                Map.of("name", name, "role", role.name(), "newPassword", typed.at(3, "a password")));
        administration.done("user create", name);
        return "user " + name + " is there, as " + role;
    }

    private String roleGiven(AccessControl access, UserInfo user, Role role)
            throws CommandException, InvalidConfigurationException, IOException {
        if (role != Role.ADMIN) {
            notTheLastAdmin(access, user);
        }
        administration.settings().change(user.pid(), Map.of("role", role.name()));
        administration.done("user role", user.name());
        return "user " + user.name() + " is " + role + " now";
    }

    private String userDeleted(AccessControl access, UserInfo user)
            throws CommandException, InvalidConfigurationException, IOException {
        notTheLastAdmin(access, user);
        administration.settings().delete(user.pid());
        administration.done("user delete", user.name());
        return "user " + user.name() + " is gone";
    }

    private static void notTheLastAdmin(AccessControl access, UserInfo user) throws CommandException {
        if (user.role() == Role.ADMIN && access.users().stream().filter(u -> u.role() == Role.ADMIN).count() == 1) {
            throw new CommandException("user " + user.name() + " is the last ADMIN; make another one first");
        }
    }

    private static UserInfo user(AccessControl access, String name) throws CommandException {
        return access.users().stream().filter(u -> u.name().equals(name)).findFirst()
                .orElseThrow(() -> new CommandException("there is no user \"" + name + "\"; announcer:users lists them"));
    }

    private static Role role(String typed) throws CommandException {
        return choice(Role.class, typed);
    }

    private static <E extends Enum<E>> E choice(Class<E> type, String typed) throws CommandException {
        for (E e : type.getEnumConstants()) {
            if (e.name().equals(typed.toUpperCase(Locale.ROOT))) {
                return e;
            }
        }
        throw new CommandException("\"" + typed + "\" is not one of: "
                + String.join(", ", List.of(type.getEnumConstants()).stream().map(Enum::name).toList()));
    }
}
