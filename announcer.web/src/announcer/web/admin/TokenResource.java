package announcer.web.admin;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import announcer.api.access.AccessException;
import announcer.api.access.NewToken;
import announcer.api.access.Scope;
import announcer.api.access.TokenInfo;
import announcer.web.http.Exchange;
import announcer.web.http.JsonFields;
import announcer.lib.json.JsonValues;
import announcer.web.http.Problem;

/** {@code /api/tokens}: the tokens of programs. Access control records the changes. */
final class TokenResource {
    private static final String SCOPES = "scopes";
    private static final String COUNTER = "counter";
    private static final int LONGEST_LIFE_DAYS = 36_500;

    void list(Exchange exchange) throws Problem, IOException {
        exchange.query(List.of());
        JsonArray tokens = new JsonArray();
        exchange.access().tokens().forEach(token -> tokens.add(of(token)));
        JsonObject json = new JsonObject();
        json.add("tokens", tokens);
        exchange.answer(200, json);
    }

    void create(Exchange exchange) throws Problem, IOException {
        JsonFields fields = JsonFields.of(exchange, List.of("name", SCOPES, "lifeDays", COUNTER));
        Optional<Duration> life = fields.whole("lifeDays", 1, LONGEST_LIFE_DAYS).map(Duration::ofDays);
        NewToken made;
        try {
            made = exchange.access().createToken(exchange.caller(), fields.text("name"), scopes(fields.texts(SCOPES)), life,
                    fields.optionalText(COUNTER));
        } catch (AccessException e) {
            throw new Problem(422, "token-refused", "The token cannot be made", e.getMessage()).about(e.field(), null);
        }
        JsonObject json = new JsonObject();
        json.addProperty("secret", made.secret());
        json.add("token", of(made.info()));
        exchange.response().setHeader("Location", exchange.root() + "/tokens/" + made.info().id());
        exchange.answer(201, json);
    }

    void revoke(Exchange exchange) throws Problem {
        exchange.query(List.of());
        if (!exchange.access().revokeToken(exchange.caller(), exchange.id())) {
            throw new Problem(404, "unknown-token", "No token has this id",
                    "there is no token with the id \"" + Problem.shortened(exchange.id()) + "\"; GET /api/tokens lists them")
                    .about("id", exchange.id());
        }
        exchange.done();
    }

    private static Set<Scope> scopes(List<String> names) throws Problem {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String name : names) {
            scopes.add(Arrays.stream(Scope.values()).filter(scope -> scope.name().equals(name)).findFirst()
                    .orElseThrow(() -> Problem.field(SCOPES, name,
                            "scopes has \"" + Problem.shortened(name) + "\"; there are " + Arrays.toString(Scope.values()))));
        }
        return scopes;
    }

    /** Returns the names of scopes, from the smallest to the greatest. */
    static JsonArray names(Set<Scope> scopes) {
        JsonArray names = new JsonArray();
        scopes.stream().sorted().map(Scope::name).forEach(names::add);
        return names;
    }

    private static JsonObject of(TokenInfo token) {
        JsonObject json = new JsonObject();
        json.addProperty("id", token.id());
        json.addProperty("name", token.name());
        json.add(SCOPES, names(token.scopes()));
        json.addProperty("created", token.created().toString());
        json.addProperty("createdBy", token.createdBy());
        json.add("expires", JsonValues.instant(token.expires()));
        json.add("lastUsed", JsonValues.instant(token.lastUsed()));
        json.add(COUNTER, JsonValues.text(token.counter()));
        return json;
    }
}
