package announcer.lib.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import announcer.api.speech.SpeechException;

@Timeout(30)
class InstancePoolTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final AtomicInteger loads = new AtomicInteger();
    private final List<String> disposed = new CopyOnWriteArrayList<>();
    private final AtomicLong clock = new AtomicLong();
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private volatile boolean loadFails;
    private final InstancePool<String> pool = pool(2, 2);

    @AfterEach
    void stop() {
        callers.shutdownNow();
    }

    private InstancePool<String> pool(int most, int mostLost) {
        return new InstancePool<>("bell/one", "bell", new InstancePool.Limits(most, mostLost, GRACE), new InstancePool.Factory<String>() {
            @Override
            public String load() throws SpeechException {
                if (loadFails) {
                    throw new SpeechException("no disk");
                }
                return "instance " + loads.incrementAndGet();
            }

            @Override
            public void dispose(String instance) {
                disposed.add(instance);
            }
        }, clock::get);
    }

    @Test
    void an_instance_is_loaded_when_it_is_needed_and_used_again() throws Exception {
        assertThat(loads).hasValue(0);
        for (int i = 0; i < 3; i++) {
            try (InstancePool<String>.Lease lease = pool.take(LONG).orElseThrow()) {
                assertThat(lease.instance()).isEqualTo("instance 1");
            }
        }
        assertThat(pool.serving()).isOne();
    }

    @Test
    void those_beyond_its_size_wait_in_line() throws Exception {
        InstancePool<String> one = pool(1, 1);
        InstancePool<String>.Lease first = one.take(LONG).orElseThrow();
        List<Future<Integer>> waiting = new ArrayList<>();
        List<Integer> order = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 5; i++) {
            int number = i;
            Thread[] thread = new Thread[1];
            waiting.add(callers.submit(() -> {
                thread[0] = Thread.currentThread();
                try (InstancePool<String>.Lease lease = one.take(LONG).orElseThrow()) {
                    order.add(number);
                    return lease.instance().length();
                }
            }));
            while (thread[0] == null || thread[0].getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
        }
        first.close();
        for (Future<Integer> f : waiting) {
            f.get(10, TimeUnit.SECONDS);
        }
        assertThat(order).containsExactly(0, 1, 2, 3, 4);
        assertThat(loads).hasValue(1);
    }

    @Test
    void who_has_no_patience_gets_none() throws Exception {
        InstancePool<String>.Lease a = pool.take(LONG).orElseThrow();
        InstancePool<String>.Lease b = pool.take(LONG).orElseThrow();
        assertThat(pool.take(Duration.ZERO)).isEmpty();
        assertThat(a.instance()).isNotEqualTo(b.instance());
        b.close();
        assertThat(pool.take(Duration.ZERO)).isPresent();
    }

    @Test
    void an_interruption_ends_the_wait() throws Exception {
        assertThat(pool.take(LONG)).isPresent();
        assertThat(pool.take(LONG)).isPresent();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> pool.take(LONG)).isInstanceOf(InterruptedException.class);
    }

    @Test
    void one_that_cannot_be_loaded_holds_no_place() throws Exception {
        loadFails = true;
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> pool.take(LONG)).isInstanceOf(SpeechException.class).hasMessage("no disk");
        }
        loadFails = false;
        assertThat(pool.take(Duration.ZERO)).isPresent();
        assertThat(pool.take(Duration.ZERO)).isPresent();
    }

    @Test
    void a_broken_one_is_disposed_of_and_replaced() throws Exception {
        try (InstancePool<String>.Lease lease = pool.take(LONG).orElseThrow()) {
            lease.broken();
        }
        assertThat(disposed).containsExactly("instance 1");
        assertThat(pool.take(LONG).orElseThrow().instance()).isEqualTo("instance 2");
    }

    @Test
    void one_that_is_overdue_is_lost_replaced_and_never_handed_out_again() throws Exception {
        InstancePool<String> one = pool(1, 1);
        InstancePool<String>.Lease hanging = one.take(Duration.ofSeconds(1)).orElseThrow();
        clock.addAndGet(Duration.ofSeconds(1).plus(GRACE).toNanos());
        assertThat(one.lost()).as("at the end of its grace").isZero();
        clock.addAndGet(1);
        assertThat(one.lost()).isOne();
        hanging.close();
        hanging.close();
        assertThat(one.lost()).isZero();
        assertThat(disposed).containsExactly("instance 1");
        assertThat(one.take(LONG).orElseThrow().instance()).isEqualTo("instance 2");
    }

    @Test
    void when_too_many_are_lost_it_says_what_to_do_until_one_is_back() throws Exception {
        List<InstancePool<String>.Lease> hanging = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            hanging.add(pool.take(Duration.ofSeconds(1)).orElseThrow());
        }
        clock.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThatThrownBy(() -> pool.take(LONG)).isInstanceOf(SpeechException.class).hasMessageContaining("bell/one: 2 of its instances")
                .hasMessageContaining("restart the bundle bell");
        hanging.get(0).close();
        assertThat(pool.take(LONG).orElseThrow().instance()).isEqualTo("instance 3");
    }

    @Test
    void a_smaller_size_frees_what_is_idle_and_what_comes_back() throws Exception {
        InstancePool<String>.Lease a = pool.take(LONG).orElseThrow();
        pool.take(LONG).orElseThrow().close();
        pool.resize(1);
        assertThat(disposed).containsExactly("instance 2");
        a.close();
        assertThat(disposed).as("one is kept").hasSize(1);
        pool.resize(3);
        assertThat(pool.take(LONG).orElseThrow().instance()).isEqualTo("instance 1");
        assertThat(pool.take(LONG)).isPresent();
        assertThat(pool.take(LONG)).isPresent();
    }

    @Test
    void a_closed_one_frees_the_idle_at_once_and_the_others_when_they_come_back() throws Exception {
        InstancePool<String>.Lease a = pool.take(LONG).orElseThrow();
        pool.take(LONG).orElseThrow().close();
        pool.close();
        assertThat(disposed).containsExactly("instance 2");
        a.close();
        assertThat(disposed).containsExactly("instance 2", "instance 1");
        assertThatThrownBy(() -> pool.take(LONG)).isInstanceOf(SpeechException.class).hasMessageContaining("stopped");
    }
}
