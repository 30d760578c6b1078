package announcer.engine.intake;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import announcer.api.Announcement;
import announcer.api.RejectedException;
import announcer.api.RejectedException.Reason;
import announcer.api.Request;

/**
 * The idempotency keys of submissions: whoever repeats one within the window gets the first one's announcement. A key is known as long as
 * its announcement is remembered. Any thread; one that repeats a submission which is just being accepted waits for the result of that.
 */
final class IdempotencyKeys<A extends Announcement> {
    /** Accepts an announcement, or says why not. */
    interface Acceptance<A> {
        A accept() throws RejectedException;
    }

    /** A submission; its announcement is null while it is being accepted. */
    private record Submission<A>(Request request, long atNanos, A announcement) {}

    private final LongSupplier nanoTime;
    private final Supplier<Duration> window;
    /** Guarded by this. */
    private final Map<String, Submission<A>> byKey = new HashMap<>();

    /**
     * @param nanoTime the engine's clock, which no step of the wall clock moves
     * @param window how long a key is known
     */
    IdempotencyKeys(LongSupplier nanoTime, Supplier<Duration> window) {
        this.nanoTime = nanoTime;
        this.window = window;
    }

    /**
     * Returns the announcement of the first submission with the request's key, or has this one accepted when it is the first.
     *
     * @throws RejectedException when the key was used for another request, or when this one is the first and is not accepted
     */
    A firstOr(Request r, Acceptance<A> acceptance) throws RejectedException {
        Optional<String> key = r.keys().idempotency();
        if (key.isEmpty()) {
            return acceptance.accept();
        }
        Optional<A> first = firstOrClaim(key.get(), r);
        if (first.isPresent()) {
            return first.get();
        }
        A accepted = null;
        try {
            accepted = acceptance.accept();
            return accepted;
        } finally {
            settle(key.get(), r, accepted);
        }
    }

    /** The announcement of the first submission with a key; empty: this one is the first, and {@link #settle} must follow. */
    private synchronized Optional<A> firstOrClaim(String key, Request r) throws RejectedException {
        boolean interrupted = false;
        try {
            for (Submission<A> s = known(key); s != null; s = known(key)) {
                if (!s.request().equals(r)) {
                    throw reused(key);
                }
                if (s.announcement() != null) {
                    return Optional.of(s.announcement());
                }
                try {
                    wait();
                } catch (InterruptedException e) {
                    // It takes milliseconds, and there is nothing to return before.
                    interrupted = true;
                }
            }
            byKey.put(key, new Submission<>(r, nanoTime.getAsLong(), null));
            return Optional.empty();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The refusal of a key that was used for another request. It does not tell whose: that may be another caller's. */
    RejectedException reused(String key) {
        return new RejectedException(Reason.KEY_REUSED, "idempotencyKey", key, "the idempotency key \"" + key
                + "\" was used for another request within the last " + window.get().toHours()
                + " h (idempotencyHours of announcer.engine); use another key");
    }

    /** Whether a submission with a key is known, accepted or being so. */
    synchronized boolean knows(String key) {
        return known(key) != null;
    }

    private Submission<A> known(String key) {
        Submission<A> s = byKey.get(key);
        return s == null || s.announcement() != null && nanoTime.getAsLong() - s.atNanos() > window.get().toNanos() ? null : s;
    }

    /** @param accepted null: it was not accepted, so that the next one with the key is the first */
    private synchronized void settle(String key, Request r, A accepted) {
        if (accepted == null) {
            byKey.remove(key);
        } else {
            byKey.put(key, new Submission<>(r, nanoTime.getAsLong(), accepted));
        }
        notifyAll();
    }

    /** An announcement is not remembered any more. */
    synchronized void forget(A a) {
        Optional<String> key = a.status().request().keys().idempotency();
        if (key.isPresent()) {
            byKey.computeIfPresent(key.get(), (k, s) -> s.announcement() == a ? null : s);
        }
    }

    /** How many keys are known. */
    synchronized int size() {
        return byKey.size();
    }
}
