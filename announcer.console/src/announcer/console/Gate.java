package announcer.console;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides who comes in. Thread-safe. */
final class Gate {
    /** What was decided; {@code delay} is for TOO_MANY. */
    record Answer(Verdict verdict, Duration delay) {}

    enum Verdict {
        IN, OUT, TOO_MANY
    }

    private record Account(String user, PasswordHash hash) {}

    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

    private final VerifiedLogins verified;
    private final FailedLogins failed;
    /** Null: nobody comes in. */
    private volatile Account account;

    Gate(LongSupplier nanoTime, SecureRandom random) {
        verified = new VerifiedLogins(nanoTime, random);
        failed = new FailedLogins(nanoTime);
    }

    /** @param hash null: nobody comes in until there is one */
    void account(String user, PasswordHash hash) {
        Account next = hash == null ? null : new Account(user, hash);
        if (next == null || !next.equals(account)) {
            account = next;
            verified.clear();
        }
    }

    Answer ask(Credentials credentials, String address) {
        Account now = account;
        String both = credentials.user() + ":" + credentials.password();
        if (now != null && verified.contains(both)) {
            return new Answer(Verdict.IN, Duration.ZERO);
        }
        Duration wait = failed.wait(address);
        if (!wait.isZero()) {
            return new Answer(Verdict.TOO_MANY, wait);
        }
        return slow(now, credentials, both, address);
    }

    // One hash at a time: guesses from many connections at once must neither outrun the count of failures nor use all processors.
    private synchronized Answer slow(Account now, Credentials credentials, String both, String address) {
        if (!failed.wait(address).isZero()) {
            return new Answer(Verdict.TOO_MANY, failed.wait(address));
        }
        boolean in = now != null && (verified.contains(both) || knows(now, credentials));
        if (in && now.equals(account)) {
            verified.add(both);
            failed.succeeded(address);
            return new Answer(Verdict.IN, Duration.ZERO);
        }
        Duration next = failed.failed(address);
        LOG.warn("web console: wrong login from {}{}", address, next.isZero() ? "" : "; the next try in " + next.toSeconds() + " s");
        return new Answer(Verdict.OUT, next);
    }

    // Both are always compared, so that the time does not tell whether the name was right.
    private static boolean knows(Account now, Credentials credentials) {
        boolean user = MessageDigest.isEqual(now.user().getBytes(StandardCharsets.UTF_8),
                credentials.user().getBytes(StandardCharsets.UTF_8));
        boolean password = now.hash().matches(credentials.password());
        return user && password;
    }
}
