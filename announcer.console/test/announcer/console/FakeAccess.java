package announcer.console;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

/** Says what it is told to, and notes what it is asked. */
final class FakeAccess implements AccessControl {
    static final String ADDRESS = "192.0.2.1";
    Verdict verdict = Verdict.UNKNOWN;
    Role role = Role.ADMIN;
    Credential credential = Credential.SESSION;
    boolean mustChange;
    boolean sessionIsThere = true;
    AccessException refusal;
    HttpCredentials asked;
    boolean csrfNeeded;
    final List<String> audit = new ArrayList<>();
    final List<String> calls = new ArrayList<>();

    private Caller caller() {
        return new Caller("somebody", role.scopes(), credential, ADDRESS);
    }

    private Admission admission() {
        return new Admission(verdict, verdict == Verdict.ADMITTED ? Optional.of(caller()) : Optional.empty(),
                verdict == Verdict.TOO_MANY ? Duration.ofSeconds(6) : Duration.ZERO, "because of " + verdict);
    }

    @Override
    public Admission admit(HttpCredentials request, boolean needed) {
        asked = request;
        csrfNeeded = needed;
        return admission();
    }

    @Override
    public Login login(String user, String password, String address) {
        calls.add("login " + user + " " + password);
        return new Login(admission(), verdict == Verdict.ADMITTED ? session("new-cookie") : Optional.empty());
    }

    @Override
    public Optional<Session> session(String cookie) {
        return sessionIsThere
                ? Optional.of(new Session(cookie, "the-csrf", caller(), Instant.parse("2026-11-25T12:00:00Z"), mustChange))
                : Optional.empty();
    }

    @Override
    public void logout(String cookie) {
        calls.add("logout " + cookie);
    }

    @Override
    public void changePassword(Caller caller, String present, String next) throws AccessException {
        calls.add("change " + present + " " + next);
        if (refusal != null) {
            throw refusal;
        }
    }

    @Override
    public List<UserInfo> users() {
        return List.of();
    }

    @Override
    public List<TokenInfo> tokens() {
        return List.of();
    }

    @Override
    public NewToken createToken(Caller by, String name, Set<Scope> scopes, Optional<Duration> life) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean revokeToken(Caller by, String id) {
        return false;
    }

    @Override
    public void audit(Caller who, String action, String target, String outcome) {
        audit.add(who.name() + "|" + action + "|" + target + "|" + outcome);
    }

    @Override
    public List<AuditEntry> trail(int limit) {
        return List.of();
    }
}
