package announcer.calling.ticket;

import java.security.SecureRandom;
import java.util.Base64;

/** Ids that nobody can guess. Safe for use by any thread. */
public final class RandomIds {
    private static final int BYTES = 16;
    private final SecureRandom random = new SecureRandom();

    /** Another one: 128 bits in 22 URL-safe characters. */
    public String next() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
