package announcer.rtsp.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.netty.handler.codec.rtsp.RtspResponseStatuses;

import announcer.lib.time.MonotonicClock;
import announcer.rtsp.protocol.Credentials;
import announcer.rtsp.protocol.RtspException;

/**
 * Who may publish: whoever has the lasting credentials, on any path that nobody publishes on, and each run of our own pushers, once, with
 * credentials of its own, which others on this machine may read on its command line. Safe for use by any thread.
 */
public final class PublishRights {
    /** From their making to their ANNOUNCE: a pusher ends a run that has not begun by then. */
    private static final Duration LIFETIME = Duration.ofMinutes(2);

    private static final class Run {
        private final Credentials credentials;
        /** When they were made or, if that was later, used. */
        private long sinceNanos;
        /** The address that has announced with them; empty: nobody has. */
        private String user = "";

        Run(Credentials credentials, long sinceNanos) {
            this.credentials = credentials;
            this.sinceNanos = sinceNanos;
        }
    }

    private final Credentials lasting;
    private final MonotonicClock clock;
    /** The latest of each path; guarded by this. */
    private final Map<String, Run> runs = new HashMap<>();
    private long issued;

    public PublishRights(Credentials lasting, MonotonicClock clock) {
        this.lasting = lasting;
        this.clock = clock;
    }

    /** Those that hold as long as the server lives. */
    Credentials lasting() {
        return lasting;
    }

    /** Makes credentials for one ANNOUNCE of a path; those made for it before are void. */
    public synchronized Credentials issue(String path) {
        long now = clock.nanoTime();
        // The used ones too, of streams that may never be published again: who comes with them gets 401 then, as with any wrong ones.
        runs.values().removeIf(run -> isOld(run, now));
        Credentials made = Credentials.random("run-" + ++issued);
        runs.put(path, new Run(made, now));
        return made;
    }

    /** All that an ANNOUNCE of a path may come with, those included that {@link #use} refuses. */
    synchronized List<Credentials> known(String path) {
        List<Credentials> known = new ArrayList<>(List.of(lasting));
        Run run = runs.get(path);
        if (run != null && !isOver(run, clock.nanoTime())) {
            known.add(run.credentials);
        }
        return known;
    }

    /**
     * Uses credentials for an ANNOUNCE. A run's are void from then on.
     *
     * @param given those of {@link #known} that it came with
     * @param user who announces, for whoever comes second
     * @return whether it may take the path from a publisher that is there
     * @throws RtspException 403 when they are void: one of those who came with them has read them where they were not for it
     */
    synchronized boolean use(String path, Credentials given, String user) throws RtspException {
        if (given.equals(lasting)) {
            return false;
        }
        Run run = runs.get(path);
        if (run == null || !run.credentials.equals(given)) {
            throw isVoid("newer ones have been made for this stream");
        }
        if (!run.user.isEmpty()) {
            throw isVoid("they were for one ANNOUNCE, and that came from " + run.user);
        }
        run.user = user;
        run.sinceNanos = clock.nanoTime();
        return true;
    }

    private static RtspException isVoid(String why) {
        return new RtspException(RtspResponseStatuses.FORBIDDEN, "These credentials of one run are void: " + why + ".");
    }

    private static boolean isOver(Run run, long now) {
        return run.user.isEmpty() && isOld(run, now);
    }

    private static boolean isOld(Run run, long now) {
        return now - run.sinceNanos >= LIFETIME.toNanos();
    }
}
