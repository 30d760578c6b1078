package announcer.access;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.access.audit.AuditTrail;
import announcer.access.login.BasicCredentials;
import announcer.access.login.LoginAuthenticator;
import announcer.access.login.LoginAuthenticator.Answer;
import announcer.access.login.PasswordChanger;
import announcer.access.request.AllowedHosts;
import announcer.access.request.RequestAuthenticator;
import announcer.access.session.Sessions;
import announcer.access.token.ApiToken;
import announcer.access.token.BearerTokenAuthenticator;
import announcer.access.token.TokenFile;
import announcer.access.token.TokenSessions;
import announcer.access.token.TokenStore;
import announcer.access.user.FirstAdmin;
import announcer.access.user.User;
import announcer.access.user.UserCheck;
import announcer.access.user.UserRecords;
import announcer.access.user.UserStore;
import announcer.api.access.AccessControl;
import announcer.api.access.AccessException;
import announcer.api.access.Admission;
import announcer.api.access.Admission.Verdict;
import announcer.api.access.AuditEntry;
import announcer.api.access.Caller;
import announcer.api.access.Credential;
import announcer.api.access.HttpCredentials;
import announcer.api.access.NewToken;
import announcer.api.access.Scope;
import announcer.api.access.Session;
import announcer.api.access.TokenInfo;
import announcer.api.access.UserInfo;
import announcer.api.config.ConfigurationCheck;
import announcer.api.config.InvalidConfigurationException;
import announcer.lib.log.LogThrottle;
import announcer.lib.time.MonotonicClock;

/** Access control without a framework: users, sessions, tokens and the audit trail put together. Changes of them are audited here, not by the callers. Thread-safe. */
class AccessService implements AccessControl, ConfigurationCheck {
    private static final Logger LOG = LoggerFactory.getLogger(AccessService.class);
    private static final String DONE = "done";
    private static final String TOKEN_REVOKE = "token revoke";
    private static final String NOBODY = "-";
    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_PASSWORD = 1_024;

    private final UserStore users;
    private final LoginAuthenticator logins;
    private final Sessions sessions;
    private final TokenStore tokens;
    private final TokenSessions ofTokens;
    private final RequestAuthenticator admissions;
    private final PasswordChanger passwords;
    private final AuditTrail trail;
    private final UserCheck check;
    private final BearerTokenAuthenticator bearers;
    private final FirstAdmin first;
    private final Clock clock;
    private final LogThrottle errors;
    private final AllowedHosts hosts = new AllowedHosts();

    /** @param home the folder with {@code conf/api.token} and {@code data/access/tokens.json} */
    AccessService(UserRecords records, Path home, MonotonicClock monotonic, Clock clock, SecureRandom random) {
        this.clock = clock;
        errors = new LogThrottle(monotonic::nanoTime);
        users = new UserStore(records, random, monotonic, this::revokeTokensOf);
        first = new FirstAdmin(users, records, random);
        check = new UserCheck(users);
        logins = new LoginAuthenticator(users::find, monotonic, random);
        sessions = new Sessions(users::find, monotonic, clock, random);
        tokens = new TokenStore(new TokenFile(home.resolve("data").resolve("access").resolve("tokens.json"), clock), clock, random);
        tokens.whenReadLate(this::dismissFormer);
        bearers = new BearerTokenAuthenticator(tokens, new ApiToken(home.resolve("conf").resolve("api.token"), random));
        ofTokens = new TokenSessions(tokens, clock, random);
        admissions = new RequestAuthenticator(logins, bearers, sessions, ofTokens, hosts, monotonic);
        passwords = new PasswordChanger(users, logins, sessions, random);
        trail = new AuditTrail(clock, monotonic);
    }

    /**
     * Makes what has to be there before the first caller.
     *
     * @param console where the password of an administrator that had to be made is printed, once
     */
    void prepare(PrintStream console) {
        refreshUsers();
        first.ensure(console);
        users.whenRead(this::dismissFormer);
        bearers.prepare(clock.instant());
    }

    /**
     * Somebody may have been removed while we were not there, or the file of the tokens could not be read or written.
     *
     * @return whether it is known who may have tokens
     */
    private boolean dismissFormer() {
        try {
            users.dismissFormer(tokens.makers());
            return true;
        } catch (IOException e) {
            if (errors.pass("dismiss").isPresent()) {
                LOG.error("whether all who made tokens still are administrators is not known now: {}", e.toString(), e);
            }
            return false;
        }
    }

    void refreshUsers() {
        users.refresh();
    }

    /** A token is as good as who made it: only administrators make some. */
    private boolean revokeTokensOf(String administrator) {
        String why = ": " + administrator + ", who made them, is no administrator any more";
        try {
            List<String> revoked = tokens.revokeMadeBy(administrator);
            if (!revoked.isEmpty()) {
                // Before they are saved: they are void from now on.
                trail.add(NOBODY, NOBODY, TOKEN_REVOKE, String.join(", ", revoked), DONE + why);
            }
            tokens.saveRevoked();
            return true;
        } catch (IOException e) {
            LOG.error("the tokens of {} cannot be revoked for good yet: {}", administrator, e.toString(), e);
            trail.add(NOBODY, NOBODY, TOKEN_REVOKE, "those of " + administrator,
                    "failed: their file cannot be read or written; tried again when it can, or revoke them yourself");
            return false;
        }
    }

    void limits(Duration idle, Duration absolute) {
        sessions.limits(idle, absolute);
    }

    /** Sets the names by which the server may be addressed; see {@link AllowedHosts}. */
    void hosts(Set<String> names) {
        this.hosts.set(names);
    }

    @Override
    public void check(String pid, Map<String, Object> values) throws InvalidConfigurationException {
        check.check(pid, values);
    }

    @Override
    public void checkDeletion(String pid) throws InvalidConfigurationException {
        check.checkDeletion(pid);
    }

    @Override
    public Admission admit(HttpCredentials request, boolean csrfNeeded) {
        Admission admission = admissions.of(request, csrfNeeded);
        // Expired sessions and requests without credentials are not audited: they are everyday.
        if (admission.verdict() == Verdict.WRONG) {
            auditWrong(request);
        }
        return admission;
    }

    private void auditWrong(HttpCredentials request) {
        Optional<BasicCredentials> password = request.authorization().flatMap(BasicCredentials::of);
        if (password.isPresent()) {
            auditWrong(password.get().user(), request.address());
            return;
        }
        trail.add(NOBODY, request.address(), "request", "", "refused: wrong token");
    }

    // The name is recorded only if there is such a user: people type passwords there.
    private void auditWrong(String user, String address) {
        String known = users.find(user).map(User::name).orElse("a user that is not there");
        trail.add(NOBODY, address, AuditTrail.LOGIN, known, "refused: wrong user or password");
    }

    @Override
    public Login login(String user, String password, String address) {
        if (user.length() > LONGEST_NAME || password.length() > LONGEST_PASSWORD) {
            return new Login(RequestAuthenticator.refused(Verdict.WRONG, "The user or the password is wrong."), Optional.empty());
        }
        Answer answer;
        try {
            answer = logins.authenticate(new BasicCredentials(user, password), address);
        } catch (UncheckedIOException e) {
            return new Login(RequestAuthenticator.unavailable(), Optional.empty());
        }
        if (answer.verdict() == LoginAuthenticator.Verdict.IN) {
            Session session = sessions.open(answer.user().orElseThrow(), address);
            trail.add(user, address, AuditTrail.LOGIN, "", DONE);
            return new Login(RequestAuthenticator.admitted(session.caller()), Optional.of(session));
        }
        if (answer.verdict() == LoginAuthenticator.Verdict.OUT) {
            auditWrong(user, address);
        }
        return new Login(RequestAuthenticator.ofPassword(answer, address), Optional.empty());
    }

    @Override
    public Optional<Session> session(String cookie) {
        Optional<Session> ofUser = sessions.find(cookie);
        try {
            return ofUser.isPresent() ? ofUser : ofTokens.of(cookie, "");
        } catch (IOException e) {
            // As it is told to whoever sends a request: nobody can tell now.
            LOG.debug("whether a cookie is a token's cannot be told now", e);
            return Optional.empty();
        }
    }

    @Override
    public boolean mustChangePassword(Caller caller) {
        return caller.credential() != Credential.TOKEN && users.find(caller.name()).filter(User::initial).isPresent();
    }

    @Override
    public void logout(String cookie) {
        Optional<Session> session = sessions.find(cookie);
        // That of a token ends with the token: its browser forgets the cookie.
        if (sessions.end(cookie)) {
            session.ifPresent(s -> audit(s.caller(), "logout", "", DONE));
        }
    }

    @Override
    public void changePassword(Caller caller, String present, String next) throws AccessException {
        try {
            passwords.change(caller, present, next);
            audit(caller, "password change", caller.name(), DONE);
        } catch (AccessException e) {
            audit(caller, "password change", caller.name(), "refused: " + e.getMessage());
            throw e;
        }
    }

    @Override
    public List<UserInfo> users() {
        return users.all().stream().map(User::info).toList();
    }

    @Override
    public List<TokenInfo> tokens() {
        return tokens.all();
    }

    @Override
    public NewToken createToken(Caller by, String name, Set<Scope> scopes, Optional<Duration> life, Optional<String> counter)
            throws AccessException {
        NewToken made = tokens.create(by.name(), name, scopes, life, counter);
        audit(by, "token create",
                name + " " + made.info().scopes().stream().sorted().toList() + counter.map(c -> " for the counter " + c).orElse(""), DONE);
        return made;
    }

    @Override
    public boolean revokeToken(Caller by, String id) {
        Optional<String> name = tokens.revoke(id);
        if (name.isEmpty()) {
            return false;
        }
        try {
            tokens.save();
        } catch (IOException e) {
            audit(by, TOKEN_REVOKE, name.get(), "failed: revoked until the next start only, since its file cannot be written");
            throw new IllegalStateException(
                    "token " + name.get() + " is revoked until the next start only, since its file cannot be written: "
                            + e + "; see to it that Announcer's home folder can be written to, and revoke it again",
                    e);
        }
        audit(by, TOKEN_REVOKE, name.get(), DONE);
        return true;
    }

    @Override
    public void audit(Caller who, String action, String target, String outcome) {
        trail.add(who.name(), who.address(), action, target, outcome);
    }

    @Override
    public List<AuditEntry> trail(int limit) {
        return trail.latest(limit);
    }
}
