package announcer.tts.system;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The system's voices, as they were listed last. A thread of its own looks: at the start, and again when somebody asks a minute or more
 * after that. Safe for any thread.
 */
final class VoiceList {
    /** How old a look may be before the next question has it renewed. */
    static final Duration FRESH = Duration.ofSeconds(60);
    /** How long a question waits for the very first look. */
    static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration JOIN = Duration.ofSeconds(6);

    private final Supplier<Listing> looks;
    private final LongSupplier nanoClock;
    private final HelperThread thread = new HelperThread("announcer-system-voices", this::run);
    private Listing last;
    private long lookedNanos;
    private long orders = 1;
    private boolean closed;

    VoiceList(Supplier<Listing> looks, LongSupplier nanoClock) {
        this.looks = looks;
        this.nanoClock = nanoClock;
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            for (long order = nextOrder(0); order > 0; order = nextOrder(order)) {
                done(order, look());
            }
        } catch (InterruptedException e) {
            // Closed.
            Thread.currentThread().interrupt();
        }
    }

    private Listing look() {
        try {
            return looks.get();
        } catch (RuntimeException | Error e) {
            // The thread goes on: the next look may fare better. With the program that is known, its voices are kept.
            return Listing.without(now().flatMap(Listing::path), "the system could not be asked for its voices: " + e);
        }
    }

    /** The newest order that is newer than {@code done}; 0 when closed. */
    private synchronized long nextOrder(long done) throws InterruptedException {
        while (!closed && orders == done) {
            wait();
        }
        return closed ? 0 : orders;
    }

    private synchronized void done(long order, Listing listing) {
        lookedNanos = nanoClock.getAsLong();
        // Overtaken by forget(): this was a look at another program.
        if (order == orders) {
            last = last == null ? listing : listing.after(last);
            notifyAll();
        }
    }

    /** Returns the last listing; waits for the very first look, a little. Empty when there was none yet. */
    synchronized Optional<Listing> ask() throws InterruptedException {
        long until = System.nanoTime() + FIRST.toNanos();
        while (last == null && !closed) {
            long left = (until - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return Optional.empty();
            }
            wait(left);
        }
        if (last != null && nanoClock.getAsLong() - lookedNanos >= FRESH.toNanos()) {
            lookedNanos = nanoClock.getAsLong();
            orders++;
            notifyAll();
        }
        return Optional.ofNullable(last);
    }

    /** Returns the last listing, without waiting. */
    synchronized Optional<Listing> now() {
        return Optional.ofNullable(last);
    }

    /** Forgets what was seen, and looks again. */
    synchronized void forget() {
        last = null;
        orders++;
        notifyAll();
    }

    /** Tells the thread to end. Returns at once. */
    void stop() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        thread.interrupt();
    }

    /** Ends the thread; an interruption is kept for later. Returns whether it has ended. */
    boolean close() {
        stop();
        return thread.joinWithin(JOIN);
    }
}
