package announcer.access;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

import announcer.access.Gate.Answer;
import announcer.api.access.AccessControl;
import announcer.api.access.AccessException;
import announcer.api.access.Admission;
import announcer.api.access.Admission.Verdict;
import announcer.api.access.AuditEntry;
import announcer.api.access.Caller;
import announcer.api.access.HttpCredentials;
import announcer.api.access.NewToken;
import announcer.api.access.Scope;
import announcer.api.access.Session;
import announcer.api.access.TokenInfo;
import announcer.api.access.UserInfo;
import announcer.api.config.ConfigurationCheck;
import announcer.api.config.InvalidConfigurationException;

/** The parts put together. What is done to users, sessions and tokens is audited here, not by those who call it. Thread-safe. */
class AccessService implements AccessControl, ConfigurationCheck {
    private static final String DONE = "done";
    private static final String NOBODY = "-";
    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_PASSWORD = 1_024;

    private final Users users;
    private final Gate gate;
    private final Sessions sessions;
    private final Tokens tokens;
    private final Admissions admissions;
    private final Passwords passwords;
    private final AuditTrail trail;
    private final UserCheck check;
    private final Bearers bearers;
    private final FirstAdmin first;
    private final OwnNames names = new OwnNames();

    /** @param home the folder with {@code conf/api.token} and {@code data/access/tokens.json} */
    AccessService(UserRecords records, Path home, LongSupplier nanoTime, Clock clock, SecureRandom random) {
        users = new Users(records, random);
        first = new FirstAdmin(users, records, random);
        check = new UserCheck(users);
        gate = new Gate(users::find, nanoTime, random);
        sessions = new Sessions(users::find, nanoTime, clock, random);
        tokens = new Tokens(new TokenFile(home.resolve("data").resolve("access").resolve("tokens.json"), clock), clock, random);
        bearers = new Bearers(tokens, new ApiToken(home.resolve("conf").resolve("api.token"), random));
        admissions = new Admissions(gate, bearers, sessions, names, nanoTime);
        passwords = new Passwords(users, gate, sessions, random);
        trail = new AuditTrail(clock, nanoTime);
    }

    /**
     * Makes what has to be there before the first caller.
     *
     * @param console where the password of an administrator that had to be made is printed, once
     */
    void prepare(PrintStream console) {
        refreshUsers();
        first.ensure(console);
        bearers.prepare();
    }

    void refreshUsers() {
        users.refresh();
    }

    void limits(Duration idle, Duration absolute) {
        sessions.limits(idle, absolute);
    }

    /** By which names the server is addressed; see {@link OwnNames}. */
    void hosts(Set<String> hosts) {
        names.set(hosts);
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
        // Not the expired sessions and the requests without credentials: those are everyday.
        if (admission.verdict() == Verdict.WRONG) {
            auditWrong(request);
        }
        return admission;
    }

    private void auditWrong(HttpCredentials request) {
        Optional<Credentials> password = request.authorization().flatMap(Credentials::of);
        if (password.isPresent()) {
            auditWrong(password.get().user(), request.address());
            return;
        }
        trail.add(NOBODY, request.address(), "request", "", "refused: wrong token");
    }

    // Not what was typed as a name, unless there is such a user: people type passwords there.
    private void auditWrong(String user, String address) {
        String known = users.find(user).map(User::name).orElse("a user that is not there");
        trail.add(NOBODY, address, AuditTrail.LOGIN, known, "refused: wrong user or password");
    }

    @Override
    public Login login(String user, String password, String address) {
        if (user.length() > LONGEST_NAME || password.length() > LONGEST_PASSWORD) {
            return new Login(Admissions.refused(Verdict.WRONG, "The user or the password is wrong."), Optional.empty());
        }
        Answer answer = gate.ask(new Credentials(user, password), address);
        if (answer.verdict() == Gate.Verdict.IN) {
            Session session = sessions.open(answer.user().orElseThrow(), address);
            trail.add(user, address, AuditTrail.LOGIN, "", DONE);
            return new Login(Admissions.admitted(session.caller()), Optional.of(session));
        }
        if (answer.verdict() == Gate.Verdict.OUT) {
            auditWrong(user, address);
        }
        return new Login(Admissions.ofPassword(answer, address), Optional.empty());
    }

    @Override
    public Optional<Session> session(String cookie) {
        return sessions.find(cookie);
    }

    @Override
    public void logout(String cookie) {
        Optional<Session> session = sessions.find(cookie);
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
    public NewToken createToken(Caller by, String name, Set<Scope> scopes, Optional<Duration> life) throws AccessException {
        NewToken made = tokens.create(by.name(), name, scopes, life);
        audit(by, "token create", name + " " + made.info().scopes().stream().sorted().toList(), DONE);
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
            audit(by, "token revoke", name.get(), "failed: revoked until the next start only, since its file cannot be written");
            throw new IllegalStateException(
                    "token " + name.get() + " is revoked until the next start only, since its file cannot be written: "
                            + e + "; see to it that Announcer's home folder can be written to, and revoke it again",
                    e);
        }
        audit(by, "token revoke", name.get(), DONE);
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
