package announcer.access.login;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Optional;

import announcer.access.crypto.PasswordHash;
import announcer.access.login.LoginAuthenticator.Answer;
import announcer.access.login.LoginAuthenticator.Verdict;
import announcer.access.session.Sessions;
import announcer.access.user.UserRules;
import announcer.access.user.UserStore;
import announcer.api.access.AccessException;
import announcer.api.access.Caller;
import announcer.api.access.Credential;

/** Changes the password of a user on that user's request. Thread-safe. */
public final class PasswordChanger {
    private final UserStore users;
    private final LoginAuthenticator logins;
    private final Sessions sessions;
    private final SecureRandom random;

    public PasswordChanger(UserStore users, LoginAuthenticator logins, Sessions sessions, SecureRandom random) {
        this.users = users;
        this.logins = logins;
        this.sessions = sessions;
        this.random = random;
    }

    public void change(Caller caller, String present, String next) throws AccessException {
        if (caller.credential() == Credential.TOKEN) {
            throw new AccessException("present", "a token has no password that could be changed: log in as a user");
        }
        // Asked of sessions too: a stolen session must not allow guessing without end.
        Answer answer = logins.authenticate(new BasicCredentials(caller.name(), present), caller.address());
        if (answer.verdict() == Verdict.TOO_MANY) {
            throw new AccessException("present", "there were too many wrong passwords: wait " + (answer.delay().toSeconds() + 1) + " s");
        }
        if (answer.verdict() == Verdict.OUT) {
            throw new AccessException("present", "the present password is not right");
        }
        if (next.equals(present)) {
            throw new AccessException("next", "the new password is the present one: choose another");
        }
        Optional<String> problem = UserRules.passwordProblem(caller.name(), next);
        if (problem.isPresent()) {
            throw new AccessException("next", problem.get());
        }
        PasswordHash hash = PasswordHash.of(next, random);
        sessions.keep(caller, hash);
        try {
            users.setPassword(answer.user().orElseThrow(), hash);
        } catch (IOException e) {
            AccessException unstored = new AccessException("next", "the new password cannot be stored: " + e);
            unstored.initCause(e);
            throw unstored;
        }
    }
}
