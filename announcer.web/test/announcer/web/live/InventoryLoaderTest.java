package announcer.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import announcer.lib.time.MonotonicClock;

class InventoryLoaderTest {
    private static final Inventory EMPTY = new Inventory(List.of(), Optional.empty());

    private final AtomicBoolean watched = new AtomicBoolean();
    private final AtomicInteger loads = new AtomicInteger();
    private final BlockingQueue<Integer> loaded = new LinkedBlockingQueue<>();
    private final InventoryLoader loader = new InventoryLoader(watched::get, this::load, () -> loaded.add(loads.get()),
            MonotonicClock.SYSTEM);

    private Inventory load() {
        if (loads.incrementAndGet() == 2) {
            throw new IllegalStateException("the engine is going");
        }
        return EMPTY;
    }

    @AfterEach
    void close() throws InterruptedException {
        loader.close();
    }

    @Test
    void nothing_is_listed_before_a_client_comes_and_a_failure_is_not_the_end() throws Exception {
        loader.start();
        loader.changed();
        loader.figuresChanged();
        watched.set(true);
        loader.arrived();
        assertThat(loaded.poll(20, TimeUnit.SECONDS)).as("the first that is made").isEqualTo(1);
        assertThat(loader.latest()).contains(EMPTY);

        loader.arrived();
        // The second fails; the third is made for the change.
        loader.changed();
        assertThat(loaded.poll(20, TimeUnit.SECONDS)).isEqualTo(3);
    }

    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void nothing_is_kept_when_the_last_client_has_gone() throws Exception {
        loader.start();
        watched.set(true);
        loader.arrived();
        loaded.take();

        watched.set(false);
        loader.departed();
        while (loader.latest().isPresent()) {
            LockSupport.parkNanos(100_000);
        }
    }
}
