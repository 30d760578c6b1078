package announcer.access;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Optional;

import announcer.access.Gate.Answer;
import announcer.access.Gate.Verdict;
import announcer.api.access.AccessException;
import announcer.api.access.Caller;
import announcer.api.access.Credential;

/** Lets users change their own passwords. Thread-safe. */
final class Passwords {
    private final Users users;
    private final Gate gate;
    private final Sessions sessions;
    private final SecureRandom random;

    Passwords(Users users, Gate gate, Sessions sessions, SecureRandom random) {
        this.users = users;
        this.gate = gate;
        this.sessions = sessions;
        this.random = random;
    }

    void change(Caller caller, String present, String next) throws AccessException {
        if (caller.credential() == Credential.TOKEN) {
            throw new AccessException("present", "a token has no password that could be changed: log in as a user");
        }
        // Also the one with a session: who took it over shall not guess here without end.
        Answer answer = gate.ask(new Credentials(caller.name(), present), caller.address());
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
