package announcer.access.token;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.access.crypto.Digests;
import announcer.access.token.TokenFile.Kept;
import announcer.api.access.AccessException;
import announcer.api.access.NewToken;
import announcer.api.access.Scope;
import announcer.api.access.TokenInfo;

/** The tokens that were made, all but the one in {@code conf/api.token}. Thread-safe. */
public final class TokenStore {
    private static final Logger LOG = LoggerFactory.getLogger(TokenStore.class);
    /** So that a token that was put into a program by mistake is found by searching for it. */
    static final String PREFIX = "ann_";
    private static final int LENGTH = 40;
    private static final int LONGEST_NAME = 64;
    private static final int MOST = 1_000;
    /** What a token for one counter may have. */
    private static final Set<Scope> AT_COUNTER = Set.of(Scope.VIEW, Scope.ANNOUNCE);
    private static final Duration LONGEST_LIFE = Duration.ofDays(36_500);
    /** The name of the bearer of the file's token. No other token may have it. */
    static final String OF_FILE = "api.token";
    /** What stands before a token's name in the name of its bearer. */
    static final String BEARER = "token:";

    private final TokenFile file;
    private final Clock clock;
    private final SecureRandom random;
    private final Map<String, Kept> byHash = new LinkedHashMap<>();
    private final Map<String, Instant> lastUsed = new HashMap<>();
    /** The names of those that were revoked, which the file does not know yet, by id. */
    private final Map<String, String> unsaved = new HashMap<>();
    private boolean read;
    /** Whether it is known that whoever made them may have some. */
    private boolean judged;
    private volatile BooleanSupplier whenReadLate = () -> true;
    private String said = "";

    public TokenStore(TokenFile file, Clock clock, SecureRandom random) {
        this.file = file;
        this.clock = clock;
        this.random = random;
        judged = isRead();
    }

    /**
     * Sets what is done when the file is read later than at the start, before any of its tokens lets somebody in; called on the thread of a caller
     * who waits, without locks.
     *
     * @param then answers whether it was done; else it is asked again by the next who comes
     */
    public void whenReadLate(BooleanSupplier then) {
        whenReadLate = then;
    }

    private void judge() {
        synchronized (this) {
            if (judged || !isRead()) {
                return;
            }
        }
        // Without the lock: what is done asks the users first, who ask the tokens.
        if (whenReadLate.getAsBoolean()) {
            synchronized (this) {
                judged = true;
            }
        }
    }

    /** Reads the file, when that did not succeed before: a disk that is away for a moment must not void the tokens for good. */
    private boolean isRead() {
        if (!read) {
            try {
                // The oldest first: the root of the one that a token was made with is known by then.
                file.load().forEach(k -> byHash.put(k.sha256(), k.root().isEmpty() ? k.withRoot(root(k.createdBy())) : k));
                read = true;
            } catch (IOException e) {
                if (!e.toString().equals(said)) {
                    said = e.toString();
                    LOG.error("the tokens let nobody in until their file can be read: {}", said);
                }
            }
        }
        return read;
    }

    /** Who made the first of the tokens through which somebody makes one; itself when it is no bearer of a token that is there. */
    private String root(String maker) {
        return byHash.values().stream().filter(k -> maker.equals(BEARER + k.name())).findFirst().map(Kept::root).orElse(maker);
    }

    /**
     * Returns who made the tokens that there are, directly or through others.
     *
     * @throws IOException when the file could not be read yet: nobody knows which there are
     */
    public synchronized Set<String> makers() throws IOException {
        requireRead();
        return byHash.values().stream().map(Kept::root).collect(Collectors.toSet());
    }

    private void requireRead() throws IOException {
        if (!isRead()) {
            throw new IOException("the file of the tokens cannot be read: " + said);
        }
    }

    /** @throws IOException when nobody knows yet which tokens there are, or whose */
    synchronized void requireJudged() throws IOException {
        requireRead();
        if (!judged) {
            throw new IOException("nobody knows yet whether those who made the tokens may have some");
        }
    }

    /** The token with this secret, while it is valid. */
    Optional<Kept> use(String secret) {
        judge();
        return used(secret);
    }

    private synchronized Optional<Kept> used(String secret) {
        if (!judged) {
            return Optional.empty();
        }
        Kept kept = byHash.get(Digests.sha256(secret));
        Instant now = clock.instant();
        if (kept == null || kept.expires().filter(e -> !now.isBefore(e)).isPresent()) {
            return Optional.empty();
        }
        lastUsed.put(kept.id(), now.truncatedTo(ChronoUnit.MINUTES));
        return Optional.of(kept);
    }

    /** Oldest first; those that have expired are among them until they are revoked. */
    public synchronized List<TokenInfo> all() {
        isRead();
        return byHash.values().stream().map(this::info).toList();
    }

    public synchronized NewToken create(String by, String name, Set<Scope> scopes, Optional<Duration> life, Optional<String> counter)
            throws AccessException {
        isRead();
        check(name, scopes, life);
        checkCounter(counter, scopes);
        String secret = PREFIX + RandomStrings.random(random, LENGTH);
        String hash = Digests.sha256(secret);
        Instant now = clock.instant();
        Kept kept = new Kept(RandomStrings.random(random, 10), name, Set.copyOf(scopes), now, by, root(by), life.map(now::plus),
                hash, counter);
        byHash.put(hash, kept);
        try {
            save();
        } catch (IOException e) {
            byHash.remove(hash);
            throw unstored(e);
        }
        return new NewToken(secret, info(kept));
    }

    private void check(String name, Set<Scope> scopes, Optional<Duration> life) throws AccessException {
        if (name.isBlank() || name.length() > LONGEST_NAME || !name.equals(name.strip())
                || name.chars().anyMatch(Character::isISOControl)) {
            throw new AccessException("name", "a token's name must be 1 to " + LONGEST_NAME
                    + " characters that say what it is for, without control characters and without spaces around them");
        }
        if (name.equalsIgnoreCase(OF_FILE) || byHash.values().stream().anyMatch(k -> k.name().equalsIgnoreCase(name))) {
            throw new AccessException("name", "there is already a token \"" + name + "\": choose another name, or revoke that one");
        }
        if (scopes.isEmpty()) {
            throw new AccessException("scopes", "a token must have at least one of the scopes " + List.of(Scope.values()));
        }
        if (life.filter(d -> d.isNegative() || d.isZero() || d.compareTo(LONGEST_LIFE) > 0).isPresent()) {
            throw new AccessException("lifeDays", "a token's life must be 1 to " + LONGEST_LIFE.toDays() + " days, or not be given");
        }
        if (byHash.size() >= MOST) {
            throw new AccessException("name", "there are " + MOST + " tokens already: revoke some");
        }
    }

    private static void checkCounter(Optional<String> counter, Set<Scope> scopes) throws AccessException {
        if (counter.isEmpty()) {
            return;
        }
        if (!counter.get().matches("[a-z0-9-]{1,64}")) {
            throw new AccessException("counter", "a counter's id has 1 to 64 small letters, digits and dashes");
        }
        if (!AT_COUNTER.containsAll(scopes)) {
            throw new AccessException("scopes", "a token for one counter can have the scopes VIEW and ANNOUNCE only");
        }
    }

    /** @return the name of the token that is revoked, and is to be saved; empty: there is none with this id */
    public synchronized Optional<String> revoke(String id) {
        if (!isRead()) {
            throw new IllegalStateException("no token can be revoked while their file cannot be read: " + said);
        }
        Optional<Map.Entry<String, Kept>> found = byHash.entrySet().stream().filter(e -> e.getValue().id().equals(id)).findFirst();
        found.map(e -> byHash.remove(e.getKey())).ifPresent(k -> unsaved.put(k.id(), k.name()));
        return Optional.ofNullable(unsaved.get(id));
    }

    /**
     * Revokes all that somebody has made, and all that were made with those. They are to be saved.
     *
     * @param maker the user's name
     * @return their names
     * @throws IOException when the file could not be read yet: nobody knows which there are
     */
    public synchronized List<String> revokeMadeBy(String maker) throws IOException {
        requireRead();
        List<String> revoked = new ArrayList<>();
        Deque<String> makers = new ArrayDeque<>(List.of(maker));
        while (!makers.isEmpty()) {
            String by = makers.remove();
            for (Kept kept : List.copyOf(byHash.values())) {
                if (kept.createdBy().equals(by) || kept.root().equals(by)) {
                    byHash.remove(kept.sha256());
                    unsaved.put(kept.id(), kept.name());
                    revoked.add(kept.name());
                    makers.add(BEARER + kept.name());
                }
            }
        }
        return revoked;
    }

    /** Writes the file, if it knows of tokens that were revoked. */
    public synchronized void saveRevoked() throws IOException {
        if (!unsaved.isEmpty()) {
            save();
        }
    }

    /** Writes the file, unless it could not be read: what is in it would be lost. */
    public synchronized void save() throws IOException {
        if (!isRead()) {
            throw new IOException("the file that is there cannot be read: " + said);
        }
        file.store(new ArrayList<>(byHash.values()));
        unsaved.clear();
    }

    private static AccessException unstored(IOException e) {
        AccessException a = new AccessException("name", "the token cannot be stored: " + e);
        a.initCause(e);
        return a;
    }

    private TokenInfo info(Kept k) {
        return new TokenInfo(k.id(), k.name(), k.scopes(), k.created(), k.createdBy(), k.expires(),
                Optional.ofNullable(lastUsed.get(k.id())), k.counter());
    }
}
