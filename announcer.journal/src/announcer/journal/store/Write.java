package announcer.journal.store;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** Something that waits to be written. Whoever waits for it and the writer agree by {@link #take} whether it is. Any thread. */
final class Write {
    final CompletableFuture<Void> done = new CompletableFuture<>();
    /** Whether it needs room that may be missing, where others still find some. */
    final boolean accepts;
    /** Whether the disk has to take something. */
    final boolean writes;
    private final Store.Writes what;
    private final AtomicBoolean taken = new AtomicBoolean();

    Write(boolean accepts, Store.Writes what) {
        this(accepts, true, what);
    }

    Write(boolean accepts, boolean writes, Store.Writes what) {
        this.accepts = accepts;
        this.writes = writes;
        this.what = what;
    }

    /** One that waits for its turn alone. */
    static Write nothing() {
        return new Write(false, false, s -> {});
    }

    /** Whether this call decides what becomes of it: the writer writes it, or who waited for it has given up. */
    boolean take() {
        return taken.compareAndSet(false, true);
    }

    void into(Store store) throws SQLException {
        what.into(store);
    }
}
