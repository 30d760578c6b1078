package announcer.engine.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

import org.junit.jupiter.api.Test;

class KeyedSerialExecutorTest {
    private final Deque<Runnable> threads = new ArrayDeque<>();
    private final KeyedSerialExecutor<String> questions = new KeyedSerialExecutor<>(threads::add);
    private final List<String> done = new ArrayList<>();

    @Test
    void work_of_one_key_takes_one_thread_in_order_and_another_key_has_its_own() {
        questions.execute("a", () -> done.add("a1"));
        questions.execute("a", () -> done.add("a2"));
        questions.execute("b", () -> done.add("b1"));
        assertThat(threads).hasSize(2);
        threads.removeLast().run();
        threads.remove().run();
        assertThat(done).containsExactly("b1", "a1", "a2");
    }

    @Test
    void work_that_fails_does_not_stop_what_waits_behind_it() {
        questions.execute("a", () -> {
            throw new IllegalStateException("on purpose");
        });
        questions.execute("a", () -> done.add("a2"));
        threads.remove().run();
        assertThat(done).containsExactly("a2");
    }

    @Test
    void a_closed_one_begins_nothing_that_waited_and_takes_nothing() {
        // As when the interrupt at the end wakes one that hung.
        questions.execute("a", () -> questions.close());
        questions.execute("a", () -> done.add("a2"));
        threads.remove().run();
        assertThat(done).isEmpty();
        assertThatThrownBy(() -> questions.execute("a", () -> done.add("a3"))).isInstanceOf(RejectedExecutionException.class);
    }
}
