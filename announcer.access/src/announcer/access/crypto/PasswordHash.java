package announcer.access.crypto;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** A salted slow hash of a password: {@code pbkdf2-sha256$iterations$salt$hash}, salt and hash in Base64. About 0.1 s each. */
public final class PasswordHash {
    private static final String SCHEME = "pbkdf2-sha256";
    private static final int ITERATIONS = 310_000;
    /** A hash from a file may not keep a processor busy for minutes. */
    private static final int MOST_ITERATIONS = 10_000_000;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private final int iterations;
    private final byte[] salt;
    private final byte[] hash;

    private PasswordHash(int iterations, byte[] salt, byte[] hash) {
        this.iterations = iterations;
        this.salt = salt;
        this.hash = hash;
    }

    public static PasswordHash of(String password, SecureRandom random) {
        return of(password, random, ITERATIONS);
    }

    /** With so many iterations: tests of other things than the cost need not pay it. */
    static PasswordHash of(String password, SecureRandom random, int iterations) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new PasswordHash(iterations, salt, derived(password, salt, iterations, HASH_BYTES));
    }

    /** One that no password matches, and that takes as long to find that out. */
    public static PasswordHash ofNothing(SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        byte[] hash = new byte[HASH_BYTES];
        random.nextBytes(salt);
        random.nextBytes(hash);
        return new PasswordHash(ITERATIONS, salt, hash);
    }

    /** @throws IllegalArgumentException when the text is no such hash; the message does not repeat it */
    public static PasswordHash parse(String text) {
        String[] parts = text.strip().split("\\$", -1);
        if (parts.length != 4 || !parts[0].equals(SCHEME) || !parts[1].matches("[1-9]\\d{0,7}")) {
            throw new IllegalArgumentException("passwordHash is not of the form " + SCHEME + "$iterations$salt$hash");
        }
        int iterations = Integer.parseInt(parts[1]);
        byte[] salt = decoded(parts[2], "salt");
        byte[] hash = decoded(parts[3], "hash");
        if (iterations > MOST_ITERATIONS || salt.length < 8 || hash.length < 16) {
            throw new IllegalArgumentException(
                    "passwordHash has " + iterations + " iterations (at most " + MOST_ITERATIONS + "), " + salt.length
                            + " bytes of salt (at least 8) and "
                            + hash.length + " of hash (at least 16)");
        }
        return new PasswordHash(iterations, salt, hash);
    }

    private static byte[] decoded(String base64, String what) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the " + what + " in passwordHash is not Base64", e);
        }
    }

    public int iterations() {
        return iterations;
    }

    /** Takes as long for a wrong password as for the right one. */
    public boolean matches(String password) {
        return MessageDigest.isEqual(hash, derived(password, salt, iterations, hash.length));
    }

    public String text() {
        Base64.Encoder base64 = Base64.getEncoder();
        return SCHEME + "$" + iterations + "$" + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
    }

    private static byte[] derived(String password, byte[] salt, int iterations, int bytes) {
        PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, bytes * 8);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has PBKDF2WithHmacSHA256", e);
        } finally {
            spec.clearPassword();
        }
    }

    /** Shows nothing. */
    @Override
    public String toString() {
        return SCHEME;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PasswordHash h && iterations == h.iterations && MessageDigest.isEqual(salt, h.salt)
                && MessageDigest.isEqual(hash, h.hash);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(salt);
    }
}
