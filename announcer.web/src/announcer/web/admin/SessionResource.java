package announcer.web.admin;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import com.google.gson.JsonObject;

import announcer.api.access.AccessControl;
import announcer.api.access.AccessException;
import announcer.api.access.Caller;
import announcer.api.access.Credential;
import announcer.api.access.Session;
import announcer.web.http.Exchange;
import announcer.web.http.JsonFields;
import announcer.lib.http.RequestCredentials;
import announcer.lib.json.JsonValues;
import announcer.web.http.Problem;

/** {@code /api/session}: the caller, its own password, and its logout. Access control records the changes. */
final class SessionResource {
    void show(Exchange exchange) throws Problem, IOException {
        exchange.query(List.of());
        Caller caller = exchange.caller();
        Optional<Session> session = caller.credential() == Credential.SESSION
                ? RequestCredentials.session(exchange.request()).flatMap(exchange.access()::session)
                : Optional.empty();
        JsonObject json = new JsonObject();
        json.addProperty("user", caller.name());
        json.addProperty("credential", caller.credential().name().toLowerCase(Locale.ROOT));
        json.add("scopes", TokenResource.names(caller.scopes()));
        json.add("counter", JsonValues.text(caller.counter()));
        json.add("csrf", JsonValues.text(session.map(Session::csrf)));
        json.add("expires", JsonValues.instant(session.map(Session::expires)));
        json.addProperty("mustChangePassword", exchange.access().mustChangePassword(caller));
        exchange.answer(200, json);
    }

    void changePassword(Exchange exchange) throws Problem {
        if (exchange.caller().credential() == Credential.TOKEN || exchange.caller().counter().isPresent()) {
            throw new Problem(403, "not-a-user", "A token has no password",
                    "the request carries a token; a password is changed by its user, who is logged in or sends it with HTTP Basic");
        }
        JsonFields fields = JsonFields.of(exchange, List.of("present", "next"));
        try {
            exchange.access().changePassword(exchange.caller(), fields.text("present"), fields.text("next"));
        } catch (AccessException e) {
            throw new Problem(422, "password-refused", "The password is not changed", e.getMessage()).about(e.field(), null);
        }
        exchange.done();
    }

    void logOut(Exchange exchange) throws Problem {
        exchange.query(List.of());
        Optional<String> cookie = RequestCredentials.session(exchange.request());
        if (exchange.caller().credential() != Credential.SESSION || cookie.isEmpty()) {
            throw new Problem(403, "no-session", "There is no session",
                    "the request carries a token or a password of its own, so there is no session that could end");
        }
        exchange.access().logout(cookie.get());
        exchange.response().addHeader("Set-Cookie", AccessControl.COOKIE + "=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict");
        exchange.done();
    }
}
