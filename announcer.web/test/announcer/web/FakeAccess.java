package announcer.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
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

/** Knows some callers by fixed words: the tokens that are named here, the user "anna" (ADMIN, password {@link #PASSWORD}), one session of hers. */
final class FakeAccess implements AccessControl {
    /** Everything is allowed to its bearer. */
    static final String TOKEN = "all-scopes-token-of-the-tests-0123456789";
    static final String PASSWORD = "annas-password-1";
    static final String SESSION = "annas-cookie";
    static final String CSRF = "annas-csrf";
    static final Instant NOON = FakeAnnouncer.NOON;

    final List<HttpCredentials> seen = new CopyOnWriteArrayList<>();
    final List<UserInfo> users = new CopyOnWriteArrayList<>(List.of(new UserInfo("anna", Role.ADMIN, "announcer.user~anna")));
    final List<TokenInfo> tokens = new CopyOnWriteArrayList<>();
    final List<AuditEntry> trail = new CopyOnWriteArrayList<>();
    /** Answered to everybody, when there is one. */
    volatile Admission verdict;
    volatile boolean mustChangePassword;
    volatile boolean loggedIn = true;
    private final Map<String, Caller> bearers = new ConcurrentHashMap<>(Map.of(TOKEN,
            new Caller("token:api.token", EnumSet.allOf(Scope.class), Credential.TOKEN, "127.0.0.1")));
    private final AtomicInteger ids = new AtomicInteger();

    /** Lets in whoever bears a word, under a name, for these scopes. */
    void allow(String bearer, String name, Scope... scopes) {
        bearers.put(bearer, new Caller(name, Set.of(scopes), Credential.TOKEN, "127.0.0.1"));
    }

    @Override
    public Admission admit(HttpCredentials request, boolean csrfNeeded) {
        seen.add(request);
        if (verdict != null) {
            return verdict;
        }
        if (request.authorization().isPresent()) {
            return byAuthorization(request.authorization().get());
        }
        if (!request.session().equals(Optional.of(SESSION)) || !loggedIn) {
            return refused(Verdict.UNKNOWN, "the request carries no credentials");
        }
        boolean reads = Set.of("GET", "HEAD").contains(request.method());
        return reads || !csrfNeeded || request.csrf().equals(Optional.of(CSRF))
                ? admitted(anna(Credential.SESSION))
                : refused(Verdict.FOREIGN, "the request does not carry the session's token");
    }

    private Admission byAuthorization(String header) {
        if (header.equals("Basic "
                + java.util.Base64.getEncoder().encodeToString(("anna:" + PASSWORD).getBytes(java.nio.charset.StandardCharsets.UTF_8)))) {
            return admitted(anna(Credential.PASSWORD));
        }
        Caller caller = header.toLowerCase(java.util.Locale.ROOT).startsWith("bearer ") ? bearers.get(header.substring(7).strip()) : null;
        return caller == null ? refused(Verdict.WRONG, "the credentials are wrong") : admitted(caller);
    }

    static Caller anna(Credential credential) {
        return new Caller("anna", Role.ADMIN.scopes(), credential, "127.0.0.1");
    }

    private static Admission admitted(Caller caller) {
        return new Admission(Verdict.ADMITTED, Optional.of(caller), Duration.ZERO, "");
    }

    static Admission refused(Verdict verdict, String reason) {
        return new Admission(verdict, Optional.empty(), Duration.ofMillis(verdict == Verdict.TOO_MANY ? 12_300 : 0), reason);
    }

    @Override
    public Login login(String user, String password, String address) {
        throw new UnsupportedOperationException("the API opens no sessions");
    }

    @Override
    public Optional<Session> session(String cookie) {
        return loggedIn && cookie.equals(SESSION)
                ? Optional.of(new Session(SESSION, CSRF, anna(Credential.SESSION), NOON, mustChangePassword))
                : Optional.empty();
    }

    @Override
    public void logout(String cookie) {
        loggedIn &= !cookie.equals(SESSION);
    }

    @Override
    public void changePassword(Caller caller, String present, String next) throws AccessException {
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
    public NewToken createToken(Caller by, String name, Set<Scope> scopes, Optional<Duration> life) throws AccessException {
        if (name.isBlank() || scopes.isEmpty()) {
            throw new AccessException(name.isBlank() ? "name" : "scopes", "a token needs a name and a scope");
        }
        TokenInfo info = new TokenInfo("t" + ids.incrementAndGet(), name, scopes, NOON, by.name(), life.map(NOON::plus),
                Optional.empty());
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
        java.util.Collections.reverse(newest);
        return newest.subList(0, Math.min(limit, newest.size()));
    }

    /** What was recorded, in short: {@code token:api.token cache purge / done}. */
    List<String> audited() {
        return trail.stream().map(e -> e.who() + " | " + e.action() + " | " + e.target() + " | " + e.outcome()).toList();
    }
}
