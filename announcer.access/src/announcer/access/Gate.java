package announcer.access;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides who comes in with a password. Wrong ones slow down that name at the address they come from; many of them slow down all names at
 * that address and, from addresses that the user has never logged in from, the user's name everywhere, so that neither guessing at many
 * names nor from many addresses is fast. Thread-safe.
 */
final class Gate {
    /**
     * What was decided.
     *
     * @param user present exactly when IN
     * @param delay how long the caller has to wait before its next try is looked at
     */
    record Answer(Verdict verdict, Optional<User> user, Duration delay) {}

    enum Verdict {
        IN, OUT, TOO_MANY
    }

    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
    private static final int FREE_OF_A_NAME_THERE = 5;
    private static final int FREE_OF_AN_ADDRESS = 20;
    private static final int FREE_OF_A_NAME = 10;

    private final Function<String, Optional<User>> users;
    private final VerifiedLogins verified;
    private final FailedLogins byNameThere;
    private final FailedLogins byAddress;
    private final FailedLogins byName;
    private final KnownAddresses known = new KnownAddresses();
    private final PasswordHash nobody;

    Gate(Function<String, Optional<User>> users, LongSupplier nanoTime, SecureRandom random) {
        this.users = users;
        verified = new VerifiedLogins(nanoTime, random);
        byNameThere = new FailedLogins(FREE_OF_A_NAME_THERE, nanoTime);
        byAddress = new FailedLogins(FREE_OF_AN_ADDRESS, nanoTime);
        byName = new FailedLogins(FREE_OF_A_NAME, nanoTime);
        nobody = PasswordHash.ofNothing(random);
    }

    Answer ask(Credentials credentials, String address) {
        Optional<User> now = users.apply(credentials.user());
        if (isVerified(now, credentials)) {
            return new Answer(Verdict.IN, now, Duration.ZERO);
        }
        Duration wait = wait(credentials.user(), address);
        return wait.isZero() ? slow(now, credentials, address) : new Answer(Verdict.TOO_MANY, Optional.empty(), wait);
    }

    private Duration wait(String name, String address) {
        Duration n = known.knows(name, address) ? Duration.ZERO : byName.wait(name);
        return longest(byNameThere.wait(there(name, address)), byAddress.wait(Addresses.group(address)), n);
    }

    // One hash at a time: guesses from many connections at once must neither outrun the count of failures nor use all processors.
    private synchronized Answer slow(Optional<User> now, Credentials credentials, String address) {
        Duration wait = wait(credentials.user(), address);
        if (!wait.isZero()) {
            return new Answer(Verdict.TOO_MANY, Optional.empty(), wait);
        }
        Optional<PasswordHash> hash = now.flatMap(User::hash);
        // Somebody who is not there takes as long as somebody who is.
        boolean right = isVerified(now, credentials) || hash.orElse(nobody).matches(credentials.password());
        if (right && hash.isPresent() && now.equals(users.apply(credentials.user()))) {
            verified.add(key(credentials, hash.get()));
            // Only its own: who has an account must not wash its guesses at other names away.
            byNameThere.succeeded(there(credentials.user(), address));
            known.add(credentials.user(), address);
            return new Answer(Verdict.IN, now, Duration.ZERO);
        }
        return new Answer(Verdict.OUT, Optional.empty(), failed(credentials.user(), address));
    }

    private Duration failed(String name, String address) {
        Duration n = known.knows(name, address) ? Duration.ZERO : byName.failed(name);
        Duration next = longest(byNameThere.failed(there(name, address)), byAddress.failed(Addresses.group(address)), n);
        LOG.warn("wrong login from {}{}", address, next.isZero() ? "" : "; the next try in " + next.toSeconds() + " s");
        return next;
    }

    private static Duration longest(Duration... all) {
        return Arrays.stream(all).max(Comparator.naturalOrder()).orElseThrow();
    }

    private static String there(String name, String address) {
        return Addresses.group(address) + "\0" + name;
    }

    private boolean isVerified(Optional<User> user, Credentials credentials) {
        return user.flatMap(User::hash).map(h -> verified.contains(key(credentials, h))).orElse(false);
    }

    /** With the hash in it: what was verified against another password is no longer. */
    private static String key(Credentials credentials, PasswordHash hash) {
        return credentials.user() + "\0" + hash.text() + "\0" + credentials.password();
    }
}
