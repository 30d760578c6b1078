package announcer.access.token;

import java.security.SecureRandom;

/** Makes random strings of letters and digits. */
final class RandomStrings {
    private static final String ALL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private RandomStrings() {
    }

    /** Returns a string of {@code length} characters out of 62. */
    static String random(SecureRandom random, int length) {
        StringBuilder out = new StringBuilder(length);
        random.ints(length, 0, ALL.length()).forEach(i -> out.append(ALL.charAt(i)));
        return out.toString();
    }
}
