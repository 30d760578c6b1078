package announcer.lib.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import announcer.api.stream.MediaPipe;

class PipeRegistryTest {
    private final PipeRegistry registry = new PipeRegistry("a.transport");
    private final List<String> closed = new ArrayList<>();

    private final class Pipe implements MediaPipe {
        private final String url;
        private final Runnable tidy;

        Pipe(String url, Runnable tidy) {
            this.url = url;
            this.tidy = tidy;
        }

        @Override
        public String inputUrl() {
            return url;
        }

        @Override
        public boolean connected() {
            return false;
        }

        @Override
        public int write(ByteBuffer media) {
            return 0;
        }

        @Override
        public void disconnect() {
            throw new AssertionError();
        }

        @Override
        public void close() {
            closed.add(url);
            tidy.run();
        }
    }

    private MediaPipe open(String key) throws IOException {
        return registry.open(key, key + " is in use", tidy -> new Pipe("x:" + key, tidy));
    }

    @Test
    void a_key_is_taken_until_its_pipe_is_closed() throws Exception {
        MediaPipe first = open("a");
        assertThatThrownBy(() -> open("a")).isInstanceOf(IOException.class).hasMessage("a is in use");
        open("b");
        first.close();
        open("a");
        assertThat(closed).containsExactly("x:a");
    }

    @Test
    void a_key_is_free_again_when_opening_failed() throws Exception {
        assertThatThrownBy(() -> registry.open("a", "in use", tidy -> {
            throw new IOException("no");
        })).hasMessage("no");
        assertThatThrownBy(() -> registry.open("a", "in use", tidy -> {
            throw new NoClassDefFoundError("native");
        })).isInstanceOf(NoClassDefFoundError.class);
        open("a");
    }

    @Test
    void stopping_closes_what_is_left_and_refuses_what_comes_also_when_interrupted() throws Exception {
        open("a");
        open("b");
        Thread.currentThread().interrupt();
        registry.stop();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(closed).containsExactlyInAnyOrder("x:a", "x:b");
        assertThatThrownBy(() -> open("c")).isInstanceOf(IOException.class).hasMessage("the transport a.transport has stopped");
    }

    @Test
    void stopping_waits_for_a_pipe_that_is_being_opened_and_closes_it() throws Exception {
        Thread stopper = new Thread(registry::stop, "stopper");
        assertThatThrownBy(() -> registry.open("a", "in use", tidy -> {
            stopper.start();
            while (stopper.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            return new Pipe("x:a", tidy);
        })).hasMessageContaining("has stopped");
        stopper.join();
        assertThat(closed).containsExactly("x:a");
    }

    @Test
    void an_interrupt_does_not_shorten_the_wait_for_a_pipe_that_is_being_opened() throws Exception {
        Thread stopper = new Thread(registry::stop, "stopper");
        assertThatThrownBy(() -> registry.open("a", "in use", tidy -> {
            stopper.start();
            while (stopper.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            stopper.interrupt();
            while (stopper.isAlive() && (stopper.isInterrupted() || stopper.getState() != Thread.State.TIMED_WAITING)) {
                Thread.onSpinWait();
            }
            assertThat(stopper.isAlive()).as("whether the stopper still waits").isTrue();
            return new Pipe("x:a", tidy);
        })).hasMessageContaining("has stopped");
        stopper.join();
        assertThat(closed).containsExactly("x:a");
    }
}
