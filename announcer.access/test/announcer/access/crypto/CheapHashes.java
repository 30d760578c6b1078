package announcer.access.crypto;

import java.security.SecureRandom;

/** Hashes of few iterations, for tests that do not speak of what a hash costs: each login and each wrong guess takes 0.1 s otherwise. */
public final class CheapHashes {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ITERATIONS = 1_000;

    private CheapHashes() {
    }

    public static PasswordHash of(String password) {
        return PasswordHash.of(password, RANDOM, ITERATIONS);
    }
}
