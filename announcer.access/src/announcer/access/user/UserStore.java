package announcer.access.user;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.access.crypto.PasswordHash;
import announcer.access.user.UserRecords.Stored;
import announcer.api.access.AccessControl;
import announcer.api.access.Role;
import announcer.lib.time.MonotonicClock;

/** The users. A new password in a stored configuration is replaced by its hash here. Thread-safe. */
public final class UserStore {
    static final String NAME = "name";
    static final String ROLE = "role";
    static final String NEW_PASSWORD = "newPassword";
    static final String HASH = "passwordHash";
    static final String INITIAL = "initialPassword";
    private static final Logger LOG = LoggerFactory.getLogger(UserStore.class);
    /** Users that cannot be read are not read again for each request. */
    private static final Duration RETRY = Duration.ofSeconds(1);
    /** The name of the caller in the shell, who makes tokens and is no user. */
    private static final String SHELL = "shell";

    private final UserRecords records;
    private final SecureRandom random;
    private final Predicate<String> dismissed;
    private final MonotonicClock monotonic;
    private volatile Map<String, User> byName = Map.of();
    private volatile boolean read;
    private long triedNanos;
    private final List<Runnable> whenRead = new ArrayList<>();
    private Set<String> said = Set.of();
    /** The names of those that have been administrators since the start, or made tokens before it, and were not dismissed. */
    private final Set<String> administrators = new TreeSet<>();

    /**
     * @param dismissed told the name of each administrator that is removed, or is none any more; when it answers that it could not do all that
     *        follows from it, it is told again when the users are read again
     */
    public UserStore(UserRecords records, SecureRandom random, MonotonicClock monotonic, Predicate<String> dismissed) {
        this.records = records;
        this.random = random;
        this.dismissed = dismissed;
        this.monotonic = monotonic;
        triedNanos = monotonic.nanoTime() - RETRY.toNanos();
    }

    /**
     * The user with this name.
     *
     * @throws UncheckedIOException when nobody can tell, since the users could not be read yet
     */
    public Optional<User> find(String name) {
        if (!isRead()) {
            throw new UncheckedIOException(new IOException("the users cannot be read"));
        }
        return Optional.ofNullable(byName.get(name));
    }

    /** Whether the users have been read. Tries it again when they have not, once a second. */
    boolean isRead() {
        if (!read) {
            retry();
        }
        return read;
    }

    private synchronized void retry() {
        if (!read && monotonic.nanoTime() - triedNanos >= RETRY.toNanos()) {
            refresh();
        }
    }

    /** Runs something once: now if the users have been read, else after they are read for the first time, on the thread that reads them. */
    public void whenRead(Runnable then) {
        synchronized (this) {
            if (!read) {
                whenRead.add(then);
                return;
            }
        }
        then.run();
    }

    /** Dismisses those that were administrators before the start, and are none now. To be called when the users have been read. */
    public synchronized void dismissFormer(Collection<String> administratorsOnce) throws IOException {
        administratorsOnce.stream().filter(name -> !name.equals(SHELL) && UserRules.nameProblem(name).isEmpty())
                .forEach(administrators::add);
        dismiss(byName, records.all());
    }

    /** Returns all users, by name. */
    public List<User> all() {
        return List.copyOf(byName.values());
    }

    /** Reads them again. Storing a hash makes an event that leads back here, on this thread: it finds nothing left to do. */
    public synchronized void refresh() {
        triedNanos = monotonic.nanoTime();
        try {
            readAll();
        } catch (IOException e) {
            LOG.error("the users cannot be read; those that were known stay: {}", e.toString(), e);
            return;
        }
        List<Runnable> then = List.copyOf(whenRead);
        whenRead.clear();
        then.forEach(Runnable::run);
    }

    private void readAll() throws IOException {
        Set<String> problems = new TreeSet<>();
        for (Stored each : records.all()) {
            takeNewPassword(each, problems);
        }
        Map<String, User> next = new TreeMap<>();
        Set<String> names = new TreeSet<>();
        List<Stored> all = records.all();
        for (Stored each : all) {
            user(each, problems).ifPresent(u -> {
                if (names.add(u.name().toLowerCase(Locale.ROOT))) {
                    next.put(u.name(), u);
                } else {
                    problems.add(each.pid() + ": there is already a user " + u.name() + "; this one counts for nothing");
                }
            });
        }
        byName = next;
        read = true;
        dismiss(next, all);
        problems.stream().filter(p -> !said.contains(p)).forEach(LOG::error);
        said = problems;
    }

    private void dismiss(Map<String, User> now, List<Stored> stored) {
        now.values().stream().filter(u -> u.role() == Role.ADMIN).map(User::name).forEach(administrators::add);
        List<String> gone = administrators.stream().filter(name -> isDismissed(name, stored)).toList();
        gone.stream().filter(dismissed).forEach(administrators::remove);
    }

    /**
     * One whose configuration is there and counts for nothing is not dismissed, nor is one whose name is written with other capitals or stands in
     * a copy too: a slip of the pen must not cost what cannot be brought back.
     */
    private static boolean isDismissed(String administrator, List<Stored> stored) {
        return stored.stream().filter(s -> name(s).equalsIgnoreCase(administrator))
                .allMatch(s -> role(s.values()).filter(r -> r != Role.ADMIN).isPresent());
    }

    private void takeNewPassword(Stored stored, Set<String> problems) {
        String password = text(stored.values(), NEW_PASSWORD);
        if (password.isEmpty()) {
            return;
        }
        Optional<String> problem = UserRules.passwordProblem(name(stored), password);
        if (problem.isPresent()) {
            problems.add(stored.pid() + ": newPassword is not taken: " + problem.get());
            return;
        }
        try {
            store(stored.pid(), stored.values(), PasswordHash.of(password, random), false);
            LOG.info("{}: the password was changed", stored.pid());
        } catch (IOException e) {
            // The others must be able to log in.
            problems.add(stored.pid() + ": newPassword cannot be stored: " + e + "; the former password stays");
        }
    }

    private Optional<User> user(Stored stored, Set<String> problems) {
        String name = name(stored);
        Optional<String> problem = UserRules.nameProblem(name);
        if (problem.isPresent()) {
            problems.add(stored.pid() + " counts for nothing: " + problem.get());
            return Optional.empty();
        }
        Optional<Role> role = role(stored.values());
        if (role.isEmpty()) {
            problems.add(stored.pid() + " counts for nothing: role must be one of " + List.of(Role.values()));
            return Optional.empty();
        }
        return Optional.of(new User(name, role.get(), hash(stored, problems),
                Boolean.parseBoolean(text(stored.values(), INITIAL)), stored.pid()));
    }

    private static Optional<PasswordHash> hash(Stored stored, Set<String> problems) {
        String text = text(stored.values(), HASH);
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(PasswordHash.parse(text));
        } catch (IllegalArgumentException e) {
            problems.add(stored.pid() + " cannot log in: " + e.getMessage() + "; set newPassword there");
            return Optional.empty();
        }
    }

    /** The name in the values or, when there is none, the last part of the PID. */
    static String name(Stored stored) {
        String name = text(stored.values(), NAME).strip();
        int tilde = stored.pid().indexOf('~');
        return name.isEmpty() && tilde >= 0 ? stored.pid().substring(tilde + 1) : name;
    }

    /** The role in the values, VIEWER when there is none; empty when it is no role. */
    static Optional<Role> role(Map<String, Object> values) {
        String text = text(values, ROLE).strip();
        try {
            return Optional.of(text.isEmpty() ? Role.VIEWER : Role.valueOf(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public static String text(Map<String, Object> values, String key) {
        Object value = values.get(key);
        return value == null ? "" : value.toString();
    }

    /** Replaces the password of a user. */
    public synchronized void setPassword(User user, PasswordHash hash) throws IOException {
        for (Stored each : records.all()) {
            if (each.pid().equals(user.pid())) {
                store(each.pid(), each.values(), hash, false);
                refresh();
                return;
            }
        }
        throw new IOException("there is no user " + user.name() + " any more");
    }

    /**
     * Makes an administrator who can log in: of one who has no password, else of {@code admin}.
     *
     * @param initial whether the password has to be changed
     */
    synchronized void makeAdmin(String name, PasswordHash hash, boolean initial) throws IOException {
        List<User> now = new ArrayList<>(all());
        String pid = now.stream().filter(u -> u.role() == Role.ADMIN).findFirst().or(() -> find(name)).map(User::pid)
                .orElse(AccessControl.USER_PID + "~admin");
        Map<String, Object> values = new TreeMap<>(records.all().stream().filter(s -> s.pid().equals(pid)).findFirst()
                .map(Stored::values).orElse(Map.of()));
        if (now.stream().noneMatch(u -> u.pid().equals(pid))) {
            values.put(NAME, name);
        }
        values.put(ROLE, Role.ADMIN.name());
        store(pid, values, hash, initial);
        refresh();
    }

    private void store(String pid, Map<String, Object> values, PasswordHash hash, boolean initial) throws IOException {
        Map<String, Object> next = new TreeMap<>(values);
        next.remove(NEW_PASSWORD);
        next.put(HASH, hash.text());
        next.put(INITIAL, initial);
        records.store(pid, next);
    }
}
