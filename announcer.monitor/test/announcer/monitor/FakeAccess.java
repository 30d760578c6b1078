package announcer.monitor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import announcer.api.access.AccessControl;
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

/** Knows the bearer tokens {@code metrics}, {@code view} and {@code announce}, each with that scope, and a session of an hour ago. */
final class FakeAccess implements AccessControl {
    @Override
    public Admission admit(HttpCredentials request, boolean csrfNeeded) {
        return switch (request.authorization().orElse("")) {
            case "Bearer metrics" -> admitted(Scope.METRICS);
            case "Bearer view" -> admitted(Scope.VIEW);
            case "Bearer announce" -> admitted(Scope.ANNOUNCE);
            case "Bearer often" -> new Admission(Verdict.TOO_MANY, Optional.empty(), Duration.ofSeconds(7), "too many");
            case "" -> new Admission(Verdict.UNKNOWN, Optional.empty(), Duration.ZERO, "no credentials");
            default -> new Admission(Verdict.WRONG, Optional.empty(), Duration.ZERO, "wrong credentials");
        };
    }

    private static Admission admitted(Scope scope) {
        return new Admission(Verdict.ADMITTED, Optional.of(new Caller("token:test", Set.of(scope), Credential.TOKEN, "127.0.0.1")),
                Duration.ZERO, "");
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
        throw new UnsupportedOperationException();
    }

    @Override
    public List<AuditEntry> trail(int limit) {
        return List.of();
    }
}
