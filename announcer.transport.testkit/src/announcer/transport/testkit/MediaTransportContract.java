package announcer.transport.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import announcer.api.stream.MediaPipe;
import announcer.testing.concurrent.BoundedTask;

/**
 * The contract of {@link announcer.api.stream.MediaTransport} and {@link MediaPipe}, as tests. Extend it in the tests of
 * a transport; give the live transport, a reader that shares no code with it, and a look at what is left behind. Nothing here waits for
 * ever: a transport that blocks fails.
 *
 * <p>
 * Needs JUnit 5 and AssertJ, and no framework: the transport is made by its constructor.
 */
public abstract class MediaTransportContract extends StreamContract {
    @Test
    void the_input_url_is_constant() throws Exception {
        String url = pipe().inputUrl();
        serve(0);
        assertThat(pipe().inputUrl()).as("the URL after a reader").isEqualTo(url);
        pipe().close();
        assertThat(pipe().inputUrl()).as("the URL of a closed pipe").isEqualTo(url);
    }

    @Test
    void a_second_pipe_for_the_channel_is_refused_while_the_first_lives_and_does_it_no_harm() throws Exception {
        assertThatThrownBy(() -> open("main").close()).as("a second pipe of the same channel").isInstanceOf(IOException.class)
                .hasMessageContaining("main");
        serve(0);
        pipe().close();
        reopen();
        serve(0);
    }

    @Test
    void two_channels_have_two_pipes() throws Exception {
        try (MediaPipe other = open("hall")) {
            assertThat(other.inputUrl()).as("the URL of another channel").isNotEqualTo(pipe().inputUrl());
            serve(0);
            try (PipeReader reader = connect(other.inputUrl())) {
                long deadline = deadline();
                while (!other.connected()) {
                    pause(deadline, "the other channel's reader is seen");
                }
                assertThat(pipe().connected()).as("a reader of the other channel").isFalse();
                assertThat(other.write(Media.buffer(2000, FRAME))).as("bytes taken of a frame").isEqualTo(FRAME);
                assertThat(read(reader, FRAME)).as("the other channel's sound").isEqualTo(Media.part(2000, FRAME));
            }
        }
        serve(0);
    }

    @Test
    void closing_ends_the_stream_and_leaves_nothing() throws Exception {
        String url = pipe().inputUrl();
        assertThat(anythingLeft(url)).as("something is there while it is open").isTrue();
        try (PipeReader reader = reader()) {
            awaitConnected();
            write(0);
            pipe().close();
            pipe().close();
            assertThat(readToEnd(reader)).as("the stream until its end").isEqualTo(Media.part(0, FRAME));
        }
        assertNothingLeft(url);
        assertThatThrownBy(() -> pipe().connected()).as("connected() of a closed pipe").isInstanceOf(IOException.class);
        assertThatThrownBy(() -> pipe().write(Media.buffer(0, FRAME))).as("write() to a closed pipe").isInstanceOf(IOException.class);
        assertThatCode(() -> pipe().disconnect()).as("disconnect() of a closed pipe").doesNotThrowAnyException();
    }

    private void assertNothingLeft(String url) {
        assertThat(anythingLeft(url)).as("the socket or file of %s is still there after it was closed", url).isFalse();
    }

    @Test
    void closing_without_a_reader_leaves_nothing() {
        String url = pipe().inputUrl();
        pipe().close();
        assertNothingLeft(url);
        assertThatThrownBy(() -> connect(url).close()).as("nobody listens any more").isInstanceOf(IOException.class);
    }

    @Test
    void whoever_closes_second_finds_it_closed() throws Exception {
        for (int i = 0; i < 50; i++) {
            MediaPipe shared = pipe();
            AtomicInteger ready = new AtomicInteger();
            BoundedTask<Boolean> other = BoundedTask.start("closing beside another", () -> {
                meet(ready);
                shared.close();
                return true;
            });
            meet(ready);
            shared.close();
            reopen();
            other.get(Patience.limit());
        }
        serve(0);
    }

    /** By spinning: a thread that is woken comes later than all that is to be met. */
    private static void meet(AtomicInteger ready) {
        long deadline = deadline();
        ready.incrementAndGet();
        while (ready.get() < 2) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("the other thread did not come");
            }
            Thread.onSpinWait();
        }
    }

    @Test
    void opening_and_closing_fifty_times_leaves_nothing_open() throws Exception {
        pipe().close();
        openUseAndClose(5);
        int before = openHandles();
        openUseAndClose(50);
        assertThat(openHandles()).as("handles; before %d", before).isLessThanOrEqualTo(before);
    }

    private void openUseAndClose(int times) throws Exception {
        for (int i = 0; i < times; i++) {
            reopen();
            serve(0);
            try (PipeReader reader = reader()) {
                awaitConnected();
                pipe().close();
                assertThat(readToEnd(reader)).as("the stream of a reader that came just before the pipe was closed").isEmpty();
            }
        }
    }

    /** For the benchmarks' page; what is asserted is only that nothing gets stuck. */
    @Test
    void what_a_write_a_look_and_a_trip_cost_is_told() throws Exception {
        String look = Figures.cost("a look for a reader", 2_000, () -> unwatchedPipe().connected());
        try (PipeReader reader = reader()) {
            awaitConnected();
            String trips = Figures.trips(unwatchedPipe(), reader, FRAME);
            BoundedTask<Long> drain = BoundedTask.start("a reader that takes everything", () -> Media.countToEnd(reader));
            ByteBuffer frame = ByteBuffer.allocateDirect(FRAME);
            String write = Figures.writes(unwatchedPipe(), frame, 20_000);
            pipe().disconnect();
            drain.get(Patience.limit());
            System.out.println(getClass().getSimpleName() + ": " + trips + "; " + write + "; " + look);
        }
    }
}
