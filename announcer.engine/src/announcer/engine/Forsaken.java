package announcer.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * Syntheses that nobody waits for any more and that have not ended yet: a cancelled announcement's, a closed preview's. An engine that
 * hangs on one would keep its thread for good if nobody looked at the time. Any thread.
 */
final class Forsaken {
    private static final long LOOK_NANOS = 500_000_000;

    private record One(Synthesis synthesis, SynthPool pool) {}

    private final Health health;
    private final List<One> all = new ArrayList<>();
    private volatile Runnable onAdd = () -> {};

    Forsaken(Health health) {
        this.health = health;
    }

    /** @param wake called when there is one more to look at */
    void onAdd(Runnable wake) {
        onAdd = wake;
    }

    void add(Synthesis synthesis, SynthPool pool) {
        synchronized (this) {
            all.add(new One(synthesis, pool));
        }
        onAdd.run();
    }

    /** Gives up the threads of those that are overdue. Returns after how many nanoseconds to look again. */
    synchronized long advance(long now) {
        all.removeIf(one -> one.synthesis.outcome() != Synthesis.Outcome.RUNNING || givenUp(one, now));
        return all.isEmpty() ? Long.MAX_VALUE : LOOK_NANOS;
    }

    private boolean givenUp(One one, long now) {
        return one.synthesis.overdue(now).map(deadline -> {
            one.pool.abandon(one.synthesis);
            Voices.Candidate c = one.synthesis.using();
            if (c != null) {
                health.failed(c.serviceId(), c.voice().engine(), Synthesis.late(deadline));
            }
            return true;
        }).orElse(false);
    }
}
