package announcer.web.admin;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import announcer.api.access.AccessControl;
import announcer.api.access.Role;
import announcer.api.access.UserInfo;
import announcer.web.http.Exchange;
import announcer.web.http.JsonFields;
import announcer.web.http.Problem;

/** {@code /api/users}: the users. A user is a configuration of the factory {@link AccessControl#USER_PID}. */
final class UserResource {
    private static final String NAME = "name";
    private static final String ROLE = "role";
    private static final String PASSWORD = "password";
    /** The setting that takes a password; it holds none afterwards. */
    private static final String NEW_PASSWORD = "newPassword";

    private static final int LONGEST_CONFIGURATION = 80;

    private final SettingsService service;
    private final LastAdministratorRule last;

    UserResource(SettingsService service, LastAdministratorRule last) {
        this.service = service;
        this.last = last;
    }

    void list(Exchange exchange) throws Problem, IOException {
        exchange.query(List.of());
        JsonArray users = new JsonArray();
        exchange.access().users().forEach(user -> users.add(json(user.name(), user.role())));
        JsonObject json = new JsonObject();
        json.add("users", users);
        exchange.answer(200, json);
    }

    void create(Exchange exchange) throws Problem, IOException {
        JsonFields fields = JsonFields.of(exchange, List.of(NAME, ROLE, PASSWORD));
        String name = fields.text(NAME);
        Role role = role(fields.text(ROLE));
        Map<String, Object> values = Map.of(NAME, name, ROLE, role.name(), NEW_PASSWORD, fields.text(PASSWORD));
        try {
            service.create(AccessControl.USER_PID, configuration(name), values, "name");
        } catch (Problem e) {
            throw renamed(e);
        }
        exchange.audit("user create", name + " " + role);
        exchange.response().setHeader("Location",
                exchange.root() + "/users/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"));
        exchange.answer(201, json(name, role));
    }

    void change(Exchange exchange) throws Problem, IOException {
        JsonFields fields = JsonFields.of(exchange, List.of(ROLE, PASSWORD));
        UserInfo user = find(exchange);
        Map<String, Object> values = new HashMap<>();
        Optional<String> name = fields.optionalText(ROLE);
        Role role = name.isPresent() ? role(name.get()) : user.role();
        name.ifPresent(r -> values.put(ROLE, r));
        fields.optionalText(PASSWORD).ifPresent(password -> values.put(NEW_PASSWORD, password));
        try {
            last.keep(exchange.access(), user.pid(), () -> service.change(user.pid(), values), role.name());
        } catch (Problem e) {
            throw renamed(e);
        }
        exchange.audit("user change", user.name() + (values.containsKey(ROLE) ? " " + role : "")
                + (values.containsKey(NEW_PASSWORD) ? " with a new password" : ""));
        exchange.answer(200, json(user.name(), role));
    }

    void delete(Exchange exchange) throws Problem {
        exchange.query(List.of());
        UserInfo user = find(exchange);
        last.keep(exchange.access(), user.pid(), () -> {
            service.delete(user.pid());
            return null;
        }, null);
        exchange.audit("user delete", user.name());
        exchange.done();
    }

    /** Returns a name for the user's configuration, in the characters that one may have. Access control checks the user's own name. */
    private static String configuration(String user) {
        StringBuilder name = new StringBuilder();
        user.codePoints().forEach(c -> {
            if (c < 128 && (Character.isLetterOrDigit(c) || ".-".indexOf(c) >= 0)) {
                name.appendCodePoint(c);
            } else {
                name.append('_').append(Integer.toHexString(c));
            }
        });
        return name.length() <= LONGEST_CONFIGURATION ? name.toString() : UUID.randomUUID().toString();
    }

    private static UserInfo find(Exchange exchange) throws Problem {
        String name = exchange.variable(NAME);
        return exchange.access().users().stream().filter(user -> user.name().equals(name)).findFirst()
                .orElseThrow(() -> new Problem(404, "unknown-user", "No user has this name",
                        "there is no user \"" + Problem.shortened(name) + "\"; GET /api/users lists them").about(NAME, name));
    }

    private static Role role(String name) throws Problem {
        for (Role role : Role.values()) {
            if (role.name().equals(name)) {
                return role;
            }
        }
        throw Problem.field(ROLE, name,
                "role is \"" + Problem.shortened(name) + "\"; it must be one of " + Arrays.toString(Role.values()));
    }

    /** Names the setting as the API does. */
    private static Problem renamed(Problem problem) {
        return problem.isAbout(NEW_PASSWORD) ? problem.about(PASSWORD, null) : problem;
    }

    private static JsonObject json(String name, Role role) {
        JsonObject json = new JsonObject();
        json.addProperty(NAME, name);
        json.addProperty(ROLE, role.name());
        return json;
    }
}
