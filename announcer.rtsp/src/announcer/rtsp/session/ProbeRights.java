package announcer.rtsp.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

import announcer.lib.time.MonotonicClock;
import announcer.rtsp.protocol.Credentials;

/**
 * The rights of the product's own probes to play a path: each holds for one connection and is void once used, for others on this machine may
 * read it on a command line. Safe for use by any thread.
 */
public final class ProbeRights {
    /** From its making to its DESCRIBE. */
    private static final Duration LIFETIME = Duration.ofMinutes(2);

    private record Right(String secret, long issuedNanos) {}

    private final MonotonicClock clock;
    /** The latest of each path; guarded by this. */
    private final Map<String, Right> rights = new HashMap<>();

    public ProbeRights(MonotonicClock clock) {
        this.clock = clock;
    }

    /** Makes one for a path; the one made for it before is void. */
    public synchronized String issue(String path) {
        long now = clock.nanoTime();
        rights.values().removeIf(right -> isOver(right, now));
        String secret = Credentials.random("probe").password();
        rights.put(path, new Right(secret, now));
        return secret;
    }

    /**
     * Uses one up; false when it is not the latest of the path, was used, is too old, or came from a stranger.
     *
     * @param ours whether its bearer is of our own user: asked only about who brings the right one, since the answer costs time and anybody may
     *            bring a wrong one
     */
    boolean use(String path, String secret, BooleanSupplier ours) {
        return holds(path, secret) && ours.getAsBoolean() && take(path, secret);
    }

    private synchronized boolean holds(String path, String secret) {
        Right right = rights.get(path);
        return right != null && !isOver(right, clock.nanoTime()) && MessageDigest
                .isEqual(right.secret.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
    }

    private synchronized boolean take(String path, String secret) {
        boolean holds = holds(path, secret);
        if (holds) {
            rights.remove(path);
        }
        return holds;
    }

    private static boolean isOver(Right right, long now) {
        return now - right.issuedNanos >= LIFETIME.toNanos();
    }
}
