package announcer.access;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.access.Gate.Answer;
import announcer.api.access.Admission;
import announcer.api.access.Admission.Verdict;
import announcer.api.access.Caller;
import announcer.api.access.Credential;
import announcer.api.access.HttpCredentials;
import announcer.api.access.Session;

/** Answers whether a request is let in. Thread-safe. */
final class Admissions {
    private static final Logger LOG = LoggerFactory.getLogger(Admissions.class);

    private final Gate gate;
    private final Bearers bearers;
    private final Sessions sessions;
    private final Throttle foreign;
    private final OwnNames names;

    Admissions(Gate gate, Bearers bearers, Sessions sessions, OwnNames names, LongSupplier nanoTime) {
        this.gate = gate;
        this.bearers = bearers;
        this.sessions = sessions;
        this.names = names;
        this.foreign = new Throttle(nanoTime);
    }

    Admission of(HttpCredentials request, boolean csrfNeeded) {
        // Who has a token is no page that knows nothing but our address; a password can be guessed.
        boolean token = request.authorization().filter(Bearers::isBearer).isPresent();
        Optional<String> refusal = (token ? Optional.<String>empty() : names.refusal(request)).or(() -> CrossSite.refusal(request));
        if (refusal.isPresent()) {
            foreign.pass(Addresses.group(request.address()))
                    .ifPresent(missed -> LOG.warn("a {} from {} was refused: {} ({}){}", request.method().replaceAll("[^A-Z]", "?"),
                            request.address(), refusal.get(), CrossSite.said(request), Throttle.more(missed)));
            return refused(Verdict.FOREIGN, refusal.get());
        }
        // Whoever sends credentials with the request itself is judged by them, also when they are wrong and a session is there.
        if (request.authorization().isPresent()) {
            return ofHeader(request.authorization().get(), request.address());
        }
        return request.session().map(cookie -> ofSession(request, cookie, csrfNeeded))
                .orElseGet(() -> refused(Verdict.UNKNOWN,
                        "The request carries no credentials: log in, or send a user and password or a token."));
    }

    private Admission ofHeader(String authorization, String address) {
        if (Bearers.isBearer(authorization)) {
            return bearers.of(authorization, address).map(Admissions::admitted)
                    .orElseGet(() -> refused(Verdict.WRONG, "There is no such token, or it has expired."));
        }
        return Credentials.of(authorization).map(c -> ofPassword(gate.ask(c, address), address)).orElseGet(
                () -> refused(Verdict.WRONG, "The header Authorization must be Basic with user and password, or Bearer with a token."));
    }

    static Admission ofPassword(Answer answer, String address) {
        return switch (answer.verdict()) {
            case IN -> {
                User u = answer.user().orElseThrow();
                yield admitted(new Caller(u.name(), u.role().scopes(), Credential.PASSWORD, address));
            }
            case OUT -> refused(Verdict.WRONG, "The user or the password is wrong.");
            case TOO_MANY -> new Admission(Verdict.TOO_MANY, Optional.empty(), answer.delay(),
                    "There were too many wrong passwords: wait " + (answer.delay().toSeconds() + 1) + " s.");
        };
    }

    private Admission ofSession(HttpCredentials request, String cookie, boolean csrfNeeded) {
        Optional<Session> session = sessions.use(cookie, request.address());
        if (session.isEmpty()) {
            return refused(Verdict.UNKNOWN, "The session has ended: log in again.");
        }
        if (CrossSite.changes(request)) {
            if (!CrossSite.tells(request)) {
                return refused(Verdict.FOREIGN,
                        "A request with a session alone must tell by its header Origin or Sec-Fetch-Site where it comes from.");
            }
            String right = session.get().csrf();
            if (csrfNeeded && !request.csrf().filter(sent -> Digests.same(sent, right)).isPresent()) {
                return refused(Verdict.FOREIGN, "A request with a session must carry that session's token in the header X-Announcer-Csrf.");
            }
        }
        return admitted(session.get().caller());
    }

    static Admission admitted(Caller caller) {
        return new Admission(Verdict.ADMITTED, Optional.of(caller), Duration.ZERO, "");
    }

    static Admission refused(Verdict verdict, String reason) {
        return new Admission(verdict, Optional.empty(), Duration.ZERO, reason);
    }
}
