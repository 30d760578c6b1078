package announcer.access.user;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The rules for user names and passwords. Their messages never repeat a password. */
public final class UserRules {
    static final int SHORTEST_PASSWORD = 8;
    static final int LONGEST_PASSWORD = 128;
    private static final String NAME = "[\\p{L}\\p{N}][\\p{L}\\p{N}._@-]{0,63}";
    /** The passwords that are guessed first. A longer list is not needed beside a slow hash and a lock-out. */
    private static final Set<String> BEST_KNOWN = Set.of("password", "password1", "passw0rd", "password123", "12345678", "123456789",
            "1234567890", "87654321", "11111111", "00000000", "88888888", "qwertyui", "qwertyuiop", "qwerty123", "1q2w3e4r", "1qaz2wsx",
            "iloveyou", "sunshine", "football", "baseball", "superman", "princess", "trustno1", "letmein1", "welcome1", "admin123",
            "administrator", "changeme", "announcer", "woaini1314", "a1234567", "abcd1234", "abc12345");

    private UserRules() {
    }

    /** Returns the problem of a user name; empty if there is none. */
    static Optional<String> nameProblem(String name) {
        return name.matches(NAME)
                ? Optional.empty()
                : Optional.of("a user's name must be 1 to 64 letters, digits or any of . _ @ - and begin with a letter or digit");
    }

    /** Returns the problem of a new password of this user; empty if there is none. */
    public static Optional<String> passwordProblem(String user, String password) {
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST_PASSWORD || length > LONGEST_PASSWORD) {
            return Optional
                    .of("a password must have " + SHORTEST_PASSWORD + " to " + LONGEST_PASSWORD + " characters; this one has " + length);
        }
        if (password.chars().anyMatch(Character::isISOControl)) {
            return Optional.of("a password must have no control characters, this one has some");
        }
        String small = password.toLowerCase(Locale.ROOT);
        if (small.equals(user.toLowerCase(Locale.ROOT))) {
            return Optional.of("the password must not be the user's name");
        }
        return BEST_KNOWN.contains(small) || small.chars().distinct().count() == 1
                ? Optional.of("this password is among those that are tried first; choose another")
                : Optional.empty();
    }
}
