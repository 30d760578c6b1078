package announcer.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import announcer.api.access.AccessControl;
import announcer.api.access.AccessException;
import announcer.api.access.Admission;
import announcer.api.access.Admission.Verdict;
import announcer.api.access.AuditEntry;
import announcer.api.access.Caller;
import announcer.api.access.Credential;
import announcer.api.access.HttpCredentials;
import announcer.api.access.NewToken;
import announcer.api.access.Role;
import announcer.api.access.Scope;
import announcer.api.access.Session;
import announcer.api.access.TokenInfo;
import announcer.api.access.UserInfo;

/**
 * Access control with fixed credentials: the bearer token {@link #TOKEN}, the user "anna" with {@link #PASSWORD}, and her session
 * {@link #SESSION}. A test adds bearers with {@link #allow} and {@link #answer}, or sets one {@link #verdict} for every request. It records
 * what it is asked. Safe for use by several threads.
 */
public final class FakeAccess implements AccessControl {
    /** The bearer token that has every scope. */
    public static final String TOKEN = "all-scopes-token-of-the-tests-0123456789";
    /** The password of anna. */
    public static final String PASSWORD = "annas-password-1";
    /** The cookie of anna's session. */
    public static final String SESSION = "annas-cookie";
    /** The cookie of the session that {@link #login} opens. */
    public static final String NEW_SESSION = "annas-new-cookie";
    /** The CSRF token of anna's sessions. */
    public static final String CSRF = "annas-csrf";
    /** The address of every caller. */
    public static final String ADDRESS = "127.0.0.1";
    /** The time of everything that is recorded here. */
    public static final Instant NOON = FakeAnnouncer.NOON;

    /** The requests that {@link #admit} was asked about, oldest first. */
    public final List<HttpCredentials> seen = new CopyOnWriteArrayList<>();
    /** The calls of {@link #login}, {@link #logout} and {@link #changePassword}, oldest first, as {@code login anna annas-password-1}. */
    public final List<String> calls = new CopyOnWriteArrayList<>();
    /** The users: anna, an ADMIN. */
    public final List<UserInfo> users = new CopyOnWriteArrayList<>(List.of(new UserInfo("anna", Role.ADMIN, "announcer.user~anna")));
    /** The tokens that were created and not revoked, oldest first. */
    public final List<TokenInfo> tokens = new CopyOnWriteArrayList<>();
    /** The audit trail, oldest first. */
    public final List<AuditEntry> trail = new CopyOnWriteArrayList<>();
    /** The answer to every request and login, or null: then the credentials decide. */
    public volatile Admission verdict;
    /** The refusal of every change of password, or null: then the passwords decide. */
    public volatile AccessException refusal;
    /** The role of anna in her sessions. */
    public volatile Role role = Role.ADMIN;
    /** Whether anna must change her password. */
    public volatile boolean mustChangePassword;
    /** Whether anna's sessions are there. */
    public volatile boolean loggedIn = true;
    /** Whether the last request needed a CSRF token. */
    public volatile boolean csrfNeeded;
    private final Map<String, Admission> bearers = new ConcurrentHashMap<>(Map.of(TOKEN,
            admitted(new Caller("token:api.token", EnumSet.allOf(Scope.class), Credential.TOKEN, ADDRESS))));
    private final AtomicInteger ids = new AtomicInteger();

    /** Makes a bearer token known under a name, with these scopes. */
    public void allow(String bearer, String name, Scope... scopes) {
        answer(bearer, admitted(new Caller(name, Set.of(scopes), Credential.TOKEN, ADDRESS)));
    }

    /** Makes a bearer token known that is good for one counter only. */
    public void allowAt(String counter, String bearer, String name, Scope... scopes) {
        answer(bearer, admitted(new Caller(name, Set.of(scopes), Credential.TOKEN, ADDRESS, Optional.of(counter))));
    }

    /** Sets the answer to a bearer token. */
    public void answer(String bearer, Admission admission) {
        bearers.put(bearer, admission);
    }

    /** Returns anna as a caller, as ADMIN. */
    public static Caller anna(Credential credential) {
        return anna(Role.ADMIN, credential);
    }

    /** Returns anna as a caller in a role. */
    public static Caller anna(Role role, Credential credential) {
        return new Caller("anna", role.scopes(), credential, ADDRESS);
    }

    /** Anna as a caller now: without scopes while her password has to be changed. */
    private Caller annaNow(Credential credential) {
        Caller anna = anna(role, credential);
        return mustChangePassword ? new Caller(anna.name(), Set.of(), credential, ADDRESS) : anna;
    }

    @Override
    public boolean mustChangePassword(Caller caller) {
        return mustChangePassword && caller.name().equals("anna") && caller.credential() != Credential.TOKEN;
    }

    /** Returns the admission of a caller. */
    public static Admission admitted(Caller caller) {
        return new Admission(Verdict.ADMITTED, Optional.of(caller), Duration.ZERO, "");
    }

    /** Returns a refusal; one of TOO_MANY asks to wait for 12.3 s. */
    public static Admission refused(Verdict verdict, String reason) {
        return new Admission(verdict, Optional.empty(), Duration.ofMillis(verdict == Verdict.TOO_MANY ? 12_300 : 0), reason);
    }

    @Override
    public Admission admit(HttpCredentials request, boolean needed) {
        seen.add(request);
        csrfNeeded = needed;
        Admission fixed = verdict;
        if (fixed != null) {
            return fixed;
        }
        if (request.authorization().isPresent()) {
            return byAuthorization(request.authorization().get());
        }
        Optional<Session> open = request.session().flatMap(this::session);
        if (open.isEmpty()) {
            return refused(Verdict.UNKNOWN, "the request carries no credentials");
        }
        boolean reads = Set.of("GET", "HEAD").contains(request.method());
        return reads || !needed || request.csrf().equals(Optional.of(CSRF))
                ? admitted(open.get().caller())
                : refused(Verdict.FOREIGN, "the request does not carry the session's token");
    }

    private Admission byAuthorization(String header) {
        if (header.equals("Basic " + Base64.getEncoder().encodeToString(("anna:" + PASSWORD).getBytes(StandardCharsets.UTF_8)))) {
            return admitted(annaNow(Credential.PASSWORD));
        }
        Admission known = header.toLowerCase(Locale.ROOT).startsWith("bearer ") ? bearers.get(header.substring(7).strip()) : null;
        return known == null ? refused(Verdict.WRONG, "the credentials are wrong") : known;
    }

    @Override
    public Login login(String user, String password, String address) {
        calls.add("login " + user + " " + password);
        Admission answer = verdict;
        if (answer == null) {
            answer = user.equals("anna") && password.equals(PASSWORD)
                    ? admitted(annaNow(Credential.PASSWORD))
                    : refused(Verdict.WRONG, "the name or the password is wrong");
        }
        return new Login(answer, answer.caller().map(caller -> newSession(NEW_SESSION)));
    }

    @Override
    public Optional<Session> session(String cookie) {
        Optional<Caller> atCounter = Optional.ofNullable(bearers.get(cookie)).flatMap(Admission::caller)
                .filter(c -> c.counter().isPresent());
        if (atCounter.isPresent()) {
            Caller c = atCounter.get();
            return Optional.of(new Session(cookie, CSRF, new Caller(c.name(), c.scopes(), Credential.SESSION, ADDRESS, c.counter()),
                    NOON.plus(Duration.ofDays(1)), false));
        }
        return loggedIn && (cookie.equals(SESSION) || cookie.equals(NEW_SESSION)) ? Optional.of(newSession(cookie)) : Optional.empty();
    }

    private Session newSession(String cookie) {
        return new Session(cookie, CSRF, annaNow(Credential.SESSION), NOON, mustChangePassword);
    }

    @Override
    public void logout(String cookie) {
        calls.add("logout " + cookie);
        if (cookie.equals(SESSION)) {
            loggedIn = false;
        }
    }

    @Override
    public void changePassword(Caller caller, String present, String next) throws AccessException {
        calls.add("change " + present + " " + next);
        if (refusal != null) {
            throw refusal;
        }
        if (!present.equals(PASSWORD)) {
            throw new AccessException("present", "the present password is wrong");
        }
        if (next.length() < 10) {
            throw new AccessException("next", "the new password has " + next.length() + " characters; it needs 10");
        }
    }

    @Override
    public List<UserInfo> users() {
        return List.copyOf(users);
    }

    @Override
    public List<TokenInfo> tokens() {
        return List.copyOf(tokens);
    }

    @Override
    public NewToken createToken(Caller by, String name, Set<Scope> scopes, Optional<Duration> life, Optional<String> counter)
            throws AccessException {
        if (name.isBlank() || scopes.isEmpty()) {
            throw new AccessException(name.isBlank() ? "name" : "scopes", "a token needs a name and a scope");
        }
        TokenInfo info = new TokenInfo("t" + ids.incrementAndGet(), name, scopes, NOON, by.name(), life.map(NOON::plus),
                Optional.empty(), counter);
        tokens.add(info);
        return new NewToken("secret-of-" + info.id(), info);
    }

    @Override
    public boolean revokeToken(Caller by, String id) {
        return tokens.removeIf(token -> token.id().equals(id));
    }

    @Override
    public void audit(Caller who, String action, String target, String outcome) {
        trail.add(new AuditEntry(NOON, who.name(), who.address(), action, target, outcome));
    }

    @Override
    public List<AuditEntry> trail(int limit) {
        List<AuditEntry> newest = new ArrayList<>(trail);
        Collections.reverse(newest);
        return newest.subList(0, Math.min(limit, newest.size()));
    }

    /** Returns the audit trail in short, oldest first: {@code token:api.token | cache purge | / | done}. */
    public List<String> audited() {
        return trail.stream().map(e -> e.who() + " | " + e.action() + " | " + e.target() + " | " + e.outcome()).toList();
    }
}
