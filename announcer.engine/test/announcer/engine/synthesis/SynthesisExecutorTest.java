package announcer.engine.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The threads that make sound and their watchdog. Time is a number here: nothing waits for it. */
class SynthesisExecutorTest {
    private static final long NEVER = Long.MAX_VALUE;

    private final SynthesisExecutor pool = new SynthesisExecutor("test-synth-", 1, 2);
    private final CountDownLatch mayReturn = new CountDownLatch(1);

    @AfterEach
    void stop() {
        mayReturn.countDown();
        pool.stop();
    }

    /** A task that is due at a time of its own, and notes when it was given up. */
    private static class Timed implements SynthesisExecutor.Task {
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch ended = new CountDownLatch(1);
        final List<String> told = new CopyOnWriteArrayList<>();
        private final long due;

        Timed(long due) {
            this.due = due;
        }

        void work() {
            // Nothing to do.
        }

        @Override
        public void run() {
            begun.countDown();
            work();
            ended.countDown();
        }

        @Override
        public long nanosLeft(long now) {
            return due == NEVER ? NEVER : due - now;
        }

        @Override
        public void giveUp() {
            told.add("given up");
        }

        @Override
        public void cancel() {
            told.add("cancelled");
        }
    }

    /** Hangs, whatever its thread is told. */
    private final class Deaf extends Timed {
        Deaf(long due) {
            super(due);
        }

        @Override
        void work() {
            while (mayReturn.getCount() > 0) {
                try {
                    mayReturn.await();
                } catch (InterruptedException e) {
                    told.add("interrupted");
                }
            }
        }
    }

    @Test
    void what_does_not_return_is_given_up_once_and_its_thread_is_replaced_until_too_many_are_stuck() throws Exception {
        Deaf first = new Deaf(100);
        Deaf second = new Deaf(200);
        Deaf third = new Deaf(300);
        Timed last = new Timed(NEVER);
        pool.submit(first);
        await(first.begun);
        pool.submit(second);
        pool.submit(third);
        pool.submit(last);
        assertThat(pool.watch(99)).as("when to look again").isEqualTo(1);
        assertThat(first.told).isEmpty();
        pool.watch(100);
        await(second.begun);
        pool.watch(150);
        assertThat(pool.stuck()).isEqualTo(1);
        pool.watch(200);
        await(third.begun);
        pool.watch(300);
        assertThat(pool.stuck()).isEqualTo(3);
        assertThat(last.begun.getCount()).as("no more threads than may be stuck").isEqualTo(1);
        assertThat(first.told).first().isEqualTo("given up");
        for (Deaf t : List.of(first, second, third)) {
            assertThat(t.told.stream().filter("given up"::equals)).hasSize(1);
        }
        mayReturn.countDown();
        await(last.ended);
        for (Deaf t : List.of(first, second, third)) {
            await(t.ended);
        }
        Timed again = new Timed(NEVER);
        pool.submit(again);
        await(again.ended);
        settle(0);
    }

    @Test
    void a_task_that_is_in_time_or_has_no_deadline_is_left_alone() throws Exception {
        Deaf task = new Deaf(NEVER);
        pool.submit(task);
        await(task.begun);
        assertThat(pool.watch(1L << 60)).as("asked again: it may begin something").isLessThan(NEVER);
        assertThat(task.told).isEmpty();
        assertThat(pool.stuck()).isZero();
        mayReturn.countDown();
        await(task.ended);
    }

    @Test
    void with_nothing_to_do_the_watchdog_sleeps_and_every_task_wakes_it() throws Exception {
        BlockingQueue<String> woken = new ArrayBlockingQueue<>(10);
        pool.onSubmit(() -> woken.add("once"));
        assertThat(pool.watch(0)).isEqualTo(NEVER);
        Timed task = new Timed(NEVER);
        pool.submit(task);
        assertThat(woken).hasSize(1);
        await(task.ended);
    }

    @Test
    void an_interrupt_of_one_task_never_reaches_the_next() throws Exception {
        for (int i = 0; i < 200; i++) {
            Timed leaves = new Timed(NEVER) {
                @Override
                void work() {
                    Thread.currentThread().interrupt();
                }
            };
            BlockingQueue<Boolean> seen = new ArrayBlockingQueue<>(1);
            pool.submit(leaves);
            pool.submit(new Timed(NEVER) {
                @Override
                void work() {
                    seen.add(Thread.currentThread().isInterrupted());
                }
            });
            assertThat(seen.poll(10, TimeUnit.SECONDS)).isFalse();
        }
    }

    private void settle(int stuck) {
        long last = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (pool.stuck() != stuck && System.nanoTime() - last < 0) {
            LockSupport.parkNanos(100_000);
        }
        assertThat(pool.stuck()).isEqualTo(stuck);
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void more_threads_take_up_all_that_waits_at_once() throws Exception {
        List<Deaf> tasks = List.of(new Deaf(NEVER), new Deaf(NEVER), new Deaf(NEVER));
        tasks.forEach(pool::submit);
        await(tasks.get(0).begun);
        pool.resize(3);
        await(tasks.get(1).begun);
        await(tasks.get(2).begun);
    }

    @Test
    void what_is_running_at_the_stop_is_cancelled_before_it_is_interrupted() throws Exception {
        Timed task = new Timed(NEVER) {
            @Override
            void work() {
                try {
                    mayReturn.await();
                } catch (InterruptedException e) {
                    told.add("interrupted");
                }
            }
        };
        pool.submit(task);
        await(task.begun);
        pool.stop();
        await(task.ended);
        assertThat(task.told).containsExactly("cancelled", "interrupted");
    }
}
