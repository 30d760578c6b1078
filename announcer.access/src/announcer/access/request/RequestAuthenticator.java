package announcer.access.request;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.lib.limit.ClientAddresses;
import announcer.lib.log.LogThrottle;
import announcer.access.crypto.Digests;
import announcer.access.login.BasicCredentials;
import announcer.access.login.LoginAuthenticator;
import announcer.access.login.LoginAuthenticator.Answer;
import announcer.access.session.Sessions;
import announcer.access.token.BearerTokenAuthenticator;
import announcer.access.token.TokenSessions;
import announcer.access.user.User;
import announcer.api.access.Admission;
import announcer.api.access.Admission.Verdict;
import announcer.api.access.Caller;
import announcer.api.access.Credential;
import announcer.api.access.HttpCredentials;
import announcer.api.access.Session;
import announcer.lib.time.MonotonicClock;

/** Decides whether a request is admitted: by its credentials, its origin and the host that it addresses. Thread-safe. */
public final class RequestAuthenticator {
    private static final Logger LOG = LoggerFactory.getLogger(RequestAuthenticator.class);

    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final LoginAuthenticator logins;
    private final BearerTokenAuthenticator bearers;
    private final Sessions sessions;
    private final TokenSessions ofTokens;
    private final LogThrottle foreign;
    private final AllowedHosts hosts;

    public RequestAuthenticator(LoginAuthenticator logins, BearerTokenAuthenticator bearers, Sessions sessions,
            TokenSessions ofTokens, AllowedHosts hosts, MonotonicClock monotonic) {
        this.logins = logins;
        this.bearers = bearers;
        this.sessions = sessions;
        this.ofTokens = ofTokens;
        this.hosts = hosts;
        this.foreign = new LogThrottle(monotonic::nanoTime);
    }

    public Admission of(HttpCredentials request, boolean csrfNeeded) {
        // A page of another site knows no token, but it can guess a password: with a token any host is good.
        boolean token = request.authorization().filter(BearerTokenAuthenticator::isBearer).isPresent();
        Optional<String> refusal = (token ? Optional.<String>empty() : hosts.refusal(request)).or(() -> CsrfPolicy.refusal(request));
        if (refusal.isPresent()) {
            foreign.pass(ClientAddresses.group(request.address()))
                    .ifPresent(missed -> LOG.warn("a {} from {} was refused: {} ({}){}", request.method().replaceAll("[^A-Z]", "?"),
                            request.address(), refusal.get(), CsrfPolicy.said(request), LogThrottle.more(missed)));
            return refused(Verdict.FOREIGN, refusal.get());
        }
        // Credentials in the request itself decide, even wrong ones beside a session.
        if (request.authorization().isPresent()) {
            return ofHeader(request.authorization().get(), request.address());
        }
        return request.session().map(cookie -> ofSession(request, cookie, csrfNeeded))
                .orElseGet(() -> refused(Verdict.UNKNOWN,
                        "The request carries no credentials: log in, or send a user and password or a token."));
    }

    private Admission ofHeader(String authorization, String address) {
        try {
            return BearerTokenAuthenticator.isBearer(authorization)
                    ? bearers.of(authorization, address).map(RequestAuthenticator::admitted)
                            .orElseGet(() -> refused(Verdict.WRONG,
                                    "There is no such token, or it has expired." + bearers.problem().map(p -> " " + p).orElse("")))
                    : ofBasic(authorization, address);
        } catch (IOException | UncheckedIOException e) {
            return unavailable();
        }
    }

    /** The answer when nobody can tell whether credentials are right: they are not wrong for that. The log has the reason. */
    public static Admission unavailable() {
        return new Admission(Verdict.UNAVAILABLE, Optional.empty(), AGAIN,
                "The credentials cannot be checked now, since the server cannot read what it holds them against: try again in some seconds; the log tells why.");
    }

    private Admission ofBasic(String authorization, String address) {
        return BasicCredentials.of(authorization).map(c -> ofPassword(logins.authenticate(c, address), address)).orElseGet(
                () -> refused(Verdict.WRONG, "The header Authorization must be Basic with user and password, or Bearer with a token."));
    }

    public static Admission ofPassword(Answer answer, String address) {
        return switch (answer.verdict()) {
            case IN -> {
                User u = answer.user().orElseThrow();
                yield admitted(new Caller(u.name(), u.scopes(), Credential.PASSWORD, address));
            }
            case OUT -> refused(Verdict.WRONG, "The user or the password is wrong.");
            case TOO_MANY -> new Admission(Verdict.TOO_MANY, Optional.empty(), answer.delay(),
                    "There were too many wrong passwords: wait " + (answer.delay().toSeconds() + 1) + " s.");
        };
    }

    private Admission ofSession(HttpCredentials request, String cookie, boolean csrfNeeded) {
        Optional<Session> session;
        try {
            Optional<Session> ofUser = sessions.use(cookie, request.address());
            session = ofUser.isPresent() ? ofUser : ofTokens.of(cookie, request.address());
        } catch (IOException e) {
            return unavailable();
        }
        if (session.isEmpty()) {
            return refused(Verdict.UNKNOWN, "The session has ended: log in again.");
        }
        if (CsrfPolicy.changes(request)) {
            if (!CsrfPolicy.tells(request)) {
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

    public static Admission admitted(Caller caller) {
        return new Admission(Verdict.ADMITTED, Optional.of(caller), Duration.ZERO, "");
    }

    public static Admission refused(Verdict verdict, String reason) {
        return new Admission(verdict, Optional.empty(), Duration.ZERO, reason);
    }
}
