package announcer.access.session;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import announcer.access.crypto.Digests;
import announcer.access.crypto.Hmac;
import announcer.access.crypto.PasswordHash;
import announcer.access.user.User;
import announcer.api.access.Caller;
import announcer.api.access.Credential;
import announcer.api.access.Session;
import announcer.lib.time.MonotonicClock;

/**
 * The login sessions, in memory: a restart ends them all. Only the hash of a cookie is kept. A session ends as soon as its user has another
 * password or role than when it was opened. Thread-safe.
 */
public final class Sessions {
    private static final int MOST_OF_A_USER = 100;
    private static final int COOKIE_BYTES = 32;

    private static final class Entry {
        final User user;
        final long opened;
        long used;
        /** The user's own next password: with it the session goes on. */
        PasswordHash next;
        Caller caller;

        Entry(User user, long now, String address) {
            this.user = user;
            this.opened = now;
            this.used = now;
            this.caller = new Caller(user.name(), user.scopes(), Credential.SESSION, address);
        }

        /** Takes over what the user may do now. The caller stays the same object while nothing of it changes: see {@link #keep}. */
        User updated(User now) {
            if (!caller.scopes().equals(now.scopes())) {
                caller = new Caller(caller.name(), now.scopes(), Credential.SESSION, caller.address());
            }
            return now;
        }

        boolean isOf(User now) {
            PasswordHash hash = now.hash().orElse(null);
            return now.role() == user.role() && hash != null && (hash.equals(user.hash().orElse(null)) || hash.equals(next));
        }
    }

    private final Function<String, Optional<User>> users;
    private final MonotonicClock monotonic;
    private final Clock clock;
    private final SecureRandom random;
    private final Hmac csrf;
    private final Map<String, Entry> byHash = new HashMap<>();
    private Duration idle = Duration.ofMinutes(30);
    private Duration absolute = Duration.ofHours(12);

    /**
     * @param monotonic decides when a session ends: it cannot be set
     * @param clock only for telling when that will be
     */
    public Sessions(Function<String, Optional<User>> users, MonotonicClock monotonic, Clock clock, SecureRandom random) {
        this.users = users;
        this.monotonic = monotonic;
        this.clock = clock;
        this.random = random;
        this.csrf = new Hmac(random);
    }

    /** Sets the limits, for open sessions too. */
    public synchronized void limits(Duration idleLimit, Duration absoluteLimit) {
        idle = idleLimit;
        absolute = absoluteLimit;
    }

    public synchronized Session open(User user, String address) {
        byHash.values().removeIf(e -> current(e).isEmpty());
        List<String> own = byHash.keySet().stream().filter(k -> byHash.get(k).user.name().equals(user.name()))
                .sorted(Comparator.comparingLong(k -> byHash.get(k).used - monotonic.nanoTime())).toList();
        own.subList(0, Math.max(0, own.size() - MOST_OF_A_USER + 1)).forEach(byHash::remove);
        byte[] bytes = new byte[COOKIE_BYTES];
        random.nextBytes(bytes);
        String cookie = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Entry entry = new Entry(user, monotonic.nanoTime(), address);
        byHash.put(Digests.sha256(cookie), entry);
        return shown(cookie, entry, user);
    }

    /** Returns the session with this cookie, without counting as a use of it. */
    public synchronized Optional<Session> find(String cookie) {
        return entry(cookie).flatMap(e -> current(e).map(u -> shown(cookie, e, u)));
    }

    /** Returns the session with this cookie, and records its use from this address. */
    public synchronized Optional<Session> use(String cookie, String address) {
        Optional<Entry> found = entry(cookie);
        found.ifPresent(e -> {
            e.used = monotonic.nanoTime();
            if (!e.caller.address().equals(address)) {
                e.caller = new Caller(e.caller.name(), e.caller.scopes(), Credential.SESSION, address);
            }
        });
        return found.flatMap(e -> current(e).map(u -> shown(cookie, e, u)));
    }

    public synchronized boolean end(String cookie) {
        return byHash.remove(Digests.sha256(cookie)) != null;
    }

    /** Keeps the caller's own session when the user's password changes to {@code next}. */
    // By identity: an equal caller is another session of the same user at the same address.
    @SuppressWarnings("ReferenceEquality")
    public synchronized void keep(Caller caller, PasswordHash next) {
        byHash.values().stream().filter(e -> e.caller == caller).forEach(e -> e.next = next);
    }

    synchronized int size() {
        return byHash.size();
    }

    private Optional<Entry> entry(String cookie) {
        String hash = Digests.sha256(cookie);
        Entry entry = byHash.get(hash);
        if (entry != null && current(entry).isEmpty()) {
            byHash.remove(hash);
            return Optional.empty();
        }
        return Optional.ofNullable(entry);
    }

    private Optional<User> current(Entry e) {
        return left(e).isNegative() || left(e).isZero() ? Optional.empty() : users.apply(e.user.name()).filter(e::isOf).map(e::updated);
    }

    private Duration left(Entry e) {
        long now = monotonic.nanoTime();
        Duration untilIdle = idle.minusNanos(now - e.used);
        Duration untilEnd = absolute.minusNanos(now - e.opened);
        return untilIdle.compareTo(untilEnd) < 0 ? untilIdle : untilEnd;
    }

    private Session shown(String cookie, Entry e, User now) {
        return new Session(cookie, csrf.of(cookie), e.caller, clock.instant().plus(left(e)), now.initial());
    }
}
