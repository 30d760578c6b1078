package announcer.shell;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import announcer.api.access.AccessControl;
import announcer.api.access.AccessException;
import announcer.api.access.Admission;
import announcer.api.access.AuditEntry;
import announcer.api.access.Caller;
import announcer.api.access.HttpCredentials;
import announcer.api.access.NewToken;
import announcer.api.access.Role;
import announcer.api.access.Scope;
import announcer.api.access.Session;
import announcer.api.access.TokenInfo;
import announcer.api.access.UserInfo;

/** Users and tokens as the test gives them. */
final class FakeAccess implements AccessControl {
    final List<UserInfo> users = new ArrayList<>(List.of(new UserInfo("ada", Role.ADMIN, "announcer.user~ada")));
    final List<TokenInfo> tokens = new ArrayList<>();
    final List<AuditEntry> trail = new ArrayList<>();

    @Override
    public Admission admit(HttpCredentials request, boolean csrfNeeded) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Login login(String user, String password, String address) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Session> session(String cookie) {
        return Optional.empty();
    }

    @Override
    public void logout(String cookie) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void changePassword(Caller caller, String present, String next) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<UserInfo> users() {
        return users;
    }

    @Override
    public List<TokenInfo> tokens() {
        return tokens;
    }

    @Override
    public NewToken createToken(Caller by, String name, Set<Scope> scopes, Optional<Duration> life) throws AccessException {
        if (name.isEmpty()) {
            throw new AccessException("name", "a token needs a name");
        }
        TokenInfo info = new TokenInfo("t1", name, scopes, FakeAnnouncer.NOON, by.name(), life.map(FakeAnnouncer.NOON::plus),
                Optional.empty());
        tokens.add(info);
        return new NewToken("the-secret", info);
    }

    @Override
    public boolean revokeToken(Caller by, String id) {
        return tokens.removeIf(t -> t.id().equals(id));
    }

    @Override
    public void audit(Caller who, String action, String target, String outcome) {
        trail.add(0, new AuditEntry(FakeAnnouncer.NOON, who.name(), who.address(), action, target, outcome));
    }

    @Override
    public List<AuditEntry> trail(int limit) {
        return trail.subList(0, Math.min(limit, trail.size()));
    }
}
