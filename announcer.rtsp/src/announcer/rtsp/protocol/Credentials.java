package announcer.rtsp.protocol;

import java.security.SecureRandom;

/** A user and a password. */
public record Credentials(String user, String password) {
    private static final String LETTERS = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int PASSWORD_LENGTH = 24;

    /** Credentials with a password that nobody knows before, of letters and digits, which stand in URLs unescaped. */
    public static Credentials random(String user) {
        SecureRandom random = new SecureRandom();
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < PASSWORD_LENGTH; i++) {
            password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return new Credentials(user, password.toString());
    }

    /** Without the password: records end up in logs. */
    @Override
    public String toString() {
        return "Credentials[" + user + "]";
    }
}
