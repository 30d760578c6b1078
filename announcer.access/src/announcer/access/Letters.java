package announcer.access;

import java.security.SecureRandom;

/** Texts at random, of letters and digits. */
final class Letters {
    private static final String ALL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private Letters() {
    }

    static String random(SecureRandom random, int length) {
        StringBuilder out = new StringBuilder(length);
        random.ints(length, 0, ALL.length()).forEach(i -> out.append(ALL.charAt(i)));
        return out.toString();
    }
}
