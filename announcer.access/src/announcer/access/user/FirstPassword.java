package announcer.access.user;

import java.security.SecureRandom;

/** Makes a password that nobody chose: letters and digits without those that look alike, 57^20 of them. */
public final class FirstPassword {
    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    private static final int LENGTH = 20;

    private FirstPassword() {
    }

    public static String make(SecureRandom random) {
        StringBuilder out = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            out.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return out.toString();
    }
}
