package announcer.access.login;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.lib.limit.ClientAddresses;
import announcer.access.crypto.PasswordHash;
import announcer.access.user.User;
import announcer.lib.time.MonotonicClock;

/**
 * Authenticates users by their passwords. A wrong password delays the next try of that name at that address; many delay that address and that
 * name everywhere, so that neither guessing at many names nor guessing from many addresses is fast. Neither of these two delays a user where
 * it has logged in before, or on this machine: strangers behind the same address lock nobody out. Thread-safe.
 */
public final class LoginAuthenticator {
    /**
     * The result of a login.
     *
     * @param user present exactly when IN
     * @param delay how long the caller has to wait before its next try is looked at
     */
    public record Answer(Verdict verdict, Optional<User> user, Duration delay) {}

    public enum Verdict {
        IN, OUT, TOO_MANY
    }

    private static final Logger LOG = LoggerFactory.getLogger(LoginAuthenticator.class);
    private static final int FREE_OF_A_NAME_THERE = 5;
    private static final int FREE_OF_AN_ADDRESS = 20;
    private static final int FREE_OF_A_NAME = 10;
    /** It holds a thread of the server, on a busy machine too. */
    private static final Duration LONGEST_PRETENCE = Duration.ofMillis(200);
    /** Each of them holds a thread of the server, and so does who waits for its turn. */
    private static final int MOST_AT_A_CROWDED_ADDRESS = 4;
    private static final int MOST_WAITING_THERE = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Function<String, Optional<User>> users;
    private final VerifiedLogins verified;
    private final LoginBackoff byNameThere;
    private final LoginBackoff byAddress;
    private final LoginBackoff byName;
    private final KnownAddresses known = new KnownAddresses();
    private final MonotonicClock monotonic;
    private final PasswordHash nobody;
    private final Duration patience;
    /** Fair: who guesses again and again is behind who came before. */
    private final Semaphore turns = new Semaphore(MOST_AT_A_CROWDED_ADDRESS, true);
    private final Semaphore room = new Semaphore(MOST_AT_A_CROWDED_ADDRESS + MOST_WAITING_THERE);
    /** How long the last comparison with a hash took, and an unknown name pretends to. */
    private volatile long hashNanos;

    public LoginAuthenticator(Function<String, Optional<User>> users, MonotonicClock monotonic, SecureRandom random) {
        this(users, monotonic, random, PasswordHash.ofNothing(random), PATIENCE);
    }

    /**
     * @param nobody the hash that is compared with for a user that is not there
     * @param patience how long one waits for its turn at a crowded address
     */
    LoginAuthenticator(Function<String, Optional<User>> users, MonotonicClock monotonic, SecureRandom random, PasswordHash nobody,
            Duration patience) {
        this.patience = patience;
        this.users = users;
        this.monotonic = monotonic;
        verified = new VerifiedLogins(monotonic, random);
        byNameThere = new LoginBackoff(FREE_OF_A_NAME_THERE, monotonic);
        byAddress = new LoginBackoff(FREE_OF_AN_ADDRESS, monotonic);
        byName = new LoginBackoff(FREE_OF_A_NAME, monotonic);
        this.nobody = nobody;
    }

    public Answer authenticate(BasicCredentials credentials, String address) {
        Optional<User> now = users.apply(credentials.user());
        if (isVerified(now, credentials)) {
            return new Answer(Verdict.IN, now, Duration.ZERO);
        }
        Duration wait = wait(credentials.user(), address);
        if (!wait.isZero()) {
            return new Answer(Verdict.TOO_MANY, Optional.empty(), wait);
        }
        return byAddress.wait(ClientAddresses.group(address)).isZero()
                ? slow(now, credentials, address)
                : crowded(now, credentials, address);
    }

    /**
     * Where an address that has to wait does not, as on this machine: an unknown name costs it as long as a known one, and us no work. A few are
     * looked at a time, of names known and unknown alike, and a few wait for that: whoever gets no turn learns neither which names there are, nor
     * holds a thread.
     */
    private Answer crowded(Optional<User> now, BasicCredentials credentials, String address) {
        Answer again = new Answer(Verdict.TOO_MANY, Optional.empty(), AGAIN);
        if (!room.tryAcquire()) {
            return again;
        }
        try {
            return turns.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS) ? turn(now, credentials, address) : again;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return again;
        } finally {
            room.release();
        }
    }

    private Answer turn(Optional<User> now, BasicCredentials credentials, String address) {
        try {
            if (now.flatMap(User::hash).isPresent()) {
                return slow(now, credentials, address);
            }
            monotonic.parkUntil(monotonic.nanoTime() + hashNanos);
            return new Answer(Verdict.OUT, Optional.empty(), failed(credentials.user(), address));
        } finally {
            turns.release();
        }
    }

    /** Those who wait for their turn at a crowded address. */
    int waiting() {
        return turns.getQueueLength();
    }

    private Duration wait(String name, String address) {
        Duration there = byNameThere.wait(there(name, address));
        return known.knows(name, address)
                ? there
                : longest(there, byAddress.wait(ClientAddresses.group(address)), byName.wait(name));
    }

    // One hash at a time: guesses from many connections at once must neither outrun the count of failures nor use all processors.
    private synchronized Answer slow(Optional<User> now, BasicCredentials credentials, String address) {
        Duration wait = wait(credentials.user(), address);
        if (!wait.isZero()) {
            return new Answer(Verdict.TOO_MANY, Optional.empty(), wait);
        }
        Optional<PasswordHash> hash = now.flatMap(User::hash);
        boolean right = isVerified(now, credentials) || matches(hash, credentials);
        if (right && hash.isPresent() && now.equals(users.apply(credentials.user()))) {
            verified.add(key(credentials, hash.get()));
            // Only the count of this name: with one account nobody may clear the failures of other names.
            byNameThere.succeeded(there(credentials.user(), address));
            known.add(credentials.user(), address);
            return new Answer(Verdict.IN, now, Duration.ZERO);
        }
        return new Answer(Verdict.OUT, Optional.empty(), failed(credentials.user(), address));
    }

    /** Compares. An unknown user takes as long as a known one. */
    private boolean matches(Optional<PasswordHash> hash, BasicCredentials credentials) {
        long begun = monotonic.nanoTime();
        boolean right = hash.orElse(nobody).matches(credentials.password());
        hashNanos = Math.min(monotonic.nanoTime() - begun, LONGEST_PRETENCE.toNanos());
        return right;
    }

    private Duration failed(String name, String address) {
        Duration n = known.knows(name, address) ? Duration.ZERO : byName.failed(name);
        Duration next = longest(byNameThere.failed(there(name, address)), byAddress.failed(ClientAddresses.group(address)), n);
        LOG.warn("wrong login from {}{}", address, next.isZero() ? "" : "; the next try in " + next.toSeconds() + " s");
        return next;
    }

    private static Duration longest(Duration... all) {
        return Arrays.stream(all).max(Comparator.naturalOrder()).orElseThrow();
    }

    private static String there(String name, String address) {
        return ClientAddresses.group(address) + "\0" + name;
    }

    private boolean isVerified(Optional<User> user, BasicCredentials credentials) {
        return user.flatMap(User::hash).map(h -> verified.contains(key(credentials, h))).orElse(false);
    }

    /** With the hash in it: what was verified against another password is no longer. */
    private static String key(BasicCredentials credentials, PasswordHash hash) {
        return credentials.user() + "\0" + hash.text() + "\0" + credentials.password();
    }
}
